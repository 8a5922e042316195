/** Runs the user's command as they would, unconfined, and hands on what it prints. */
import { spawn, type ChildProcess } from "node:child_process";
import type { RunSource } from "./options.ts";
import type { Io } from "../command.ts";
import { openOutputPipe, type OutputPipe } from "./output-pipe.ts";
import { needsBash, withShownTests } from "../../core/command/shown-tests.ts";
import { isLister, exitOfLister } from "../../core/command/lister.ts";

/** Exit code; 128 and more when a signal ended it. A step of a workflow is run as the runner would: by its shell, in its folder, with its environment. */
export function runCommand(run: Asked, io: Io, onOutput: (chunk: Uint8Array) => void): Promise<number> {
  const pipe = openOutputPipe();
  const child = spawn(...shellOf(run), { cwd: run.as?.directory ?? io.directory, env: { ...io.environment, ...run.as?.environment }, stdio: ["inherit", pipe.writing, pipe.writing] });
  return exitOf(run, endOf(child), { pipe, onOutput: (chunk) => { io.stderr.write(chunk); onOutput(chunk); } });
}

type Asked = Pick<RunSource, "command" | "as">;

/** The shell and its words: that of the workflow's step; else the user's, or Bash where only Bash can read the command. */
function shellOf({ command, as }: Asked): [program: string, words: string[]] {
  const [program = "/bin/sh", ...words] = as === undefined ? [needsBash(command) ? "bash" : "/bin/sh"] : as.shell.split(" ");
  return [program, [...words, "-c", withShownTests(command)]];
}

/** Once all is read too. What a lister printed says whether it failed. */
async function exitOf({ command }: Asked, ended: Promise<number>, { pipe, onOutput }: { readonly pipe: OutputPipe; readonly onOutput: (chunk: Uint8Array) => void }): Promise<number> {
  let printed = false;
  const read = pipe.begin((chunk) => {
    printed = true;
    onOutput(chunk);
  });
  const [exit] = await Promise.all([ended, read]);
  return isLister(command) ? exitOfLister({ exit, printed }) : exit;
}

/** Exit code; 130 where a signal ended it. */
function endOf(child: ChildProcess): Promise<number> {
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("exit", (code) => { done(code ?? 130); });
  });
}

export interface Stoppable { readonly io: Io; readonly signal: AbortSignal }

const SECONDS_TO_END = 5;

/** In a process group of its own, so that the signal reaches everything that the command started: SIGTERM, and SIGKILL to what has not ended in time. */
export function runStoppable(command: string, { io, signal }: Stoppable, onOutput: (chunk: Uint8Array) => void): Promise<number> {
  const pipe = openOutputPipe();
  const child = spawn(...shellOf({ command }), { detached: true, cwd: io.directory, env: { ...io.environment }, stdio: ["ignore", pipe.writing, pipe.writing] });
  let last: NodeJS.Timeout | undefined;
  const stop = (): void => {
    endGroup(child.pid, "SIGTERM");
    last = setTimeout(() => { endGroup(child.pid, "SIGKILL"); }, SECONDS_TO_END * 1000);
  };
  if (signal.aborted) stop();
  else signal.addEventListener("abort", stop, { once: true });
  return exitOf({ command }, endOf(child), { pipe, onOutput }).finally(() => {
    clearTimeout(last);
    signal.removeEventListener("abort", stop);
  });
}

function endGroup(leader: number | undefined, signal: "SIGTERM" | "SIGKILL"): void {
  try {
    if (leader !== undefined) process.kill(-leader, signal);
  } catch {
    // It has ended already.
  }
}
