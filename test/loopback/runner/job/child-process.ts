/** One step's process: its whole tree is ended with it. */
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { LineSplitter } from "../log/line-splitter.ts";

/** A daemon that keeps the pipe open does not keep its step from ending (the runner itself waits 5 s for the streams). */
const lingerMilliseconds = 1000;

export interface ChildCommand {
  readonly argv: readonly string[];
  readonly directory: string;
  /** The whole environment: nothing of the host's is added. */
  readonly environment: Readonly<Record<string, string>>;
  readonly onLine: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Exit code; null when the signal ended it. 127 when the program cannot be started. */
export function runChild(command: ChildCommand): Promise<number | null> {
  const { argv: [program = "", ...rest], onLine, signal } = command;
  if (signal.aborted) return Promise.resolve(null);
  return new Promise((resolve) => {
    const child = spawn(program, rest, { cwd: command.directory, env: { ...command.environment }, stdio: ["ignore", "pipe", "pipe"], detached: true });
    const out = new LineSplitter(onLine);
    const errors = new LineSplitter(onLine);
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
    const end = () => endGroup(child.pid);
    signal.addEventListener("abort", end, { once: true });
    let settled = false;
    const settle = (exit: number | null) => {
      if (settled) return;
      settled = true;
      signal.removeEventListener("abort", end);
      out.finish();
      errors.finish();
      resolve(exit);
    };
    child.on("error", (error) => {
      onLine(`##[error]${error.message}`);
      settle(127);
    });
    let ended: number | null = null;
    child.on("exit", (code, signalName) => {
      ended = signal.aborted ? null : code ?? 128 + (constants.signals[signalName ?? "SIGHUP"] ?? 1);
      setTimeout(() => settle(ended), lingerMilliseconds).unref();
    });
    child.on("close", () => settle(ended));
  });
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // The group has ended by itself.
  }
}
