import { spawn, type ChildProcess } from "node:child_process";
import { realpathSync } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, relative, resolve, sep } from "node:path";
import { openInputReading } from "../../core/failure/inputs/open-input.ts";
import { exitOfLister, isLister } from "../../core/command/lister.ts";
import { needsBash, withShownTests } from "../../core/command/shown-tests.ts";
import { folderOf } from "../../core/failure/commands.ts";
import { openLogReading, type LogDiagnosis } from "../../core/failure/read-log.ts";
import { LogKeeper } from "../../core/replay/keep-log.ts";
import type { Io } from "../command.ts";
import { openSource } from "../log-source/open-source.ts";
import { UsageError } from "../usage-error.ts";
import { openOutputPipe } from "./output-pipe.ts";
import type { RunSource, Source } from "./options.ts";

export interface Failure {
  readonly diagnosis: LogDiagnosis;
  /** Exit code of the command that was run; null for a log. */
  readonly exit: number | null;
  /** How the check is called in records: the command, or the log's name. */
  readonly check: string;
  /** What was read, to be met again; null where it is longer than is kept. */
  readonly log: Uint8Array | null;
}

/** Reads the log, or runs the command as the user would (in their shell, unconfined) with its output on standard error. A signal ends the command with all that it started. */
export async function readFailure(source: Source, checkout: string, given: Io | Stoppable): Promise<Failure> {
  const { io, signal } = "io" in given ? given : { io: given, signal: null };
  const context = { job: null, workspace: checkout };
  const keeper = new LogKeeper();
  switch (source.kind) {
    case "run": {
      const reading = openLogReading(context);
      const exit = await (signal === null ? runCommand(source, io, pushing(reading, keeper)) : runStoppable(source.command, { io, signal }, pushing(reading, keeper)));
      const below = relative(checkout, realpathSync(source.as?.directory ?? io.directory));
      const { diagnosis, log } = knowingCommand({ diagnosis: reading.finish(), log: keeper.bytes }, { command: source.command, exit, workspace: checkout });
      return { diagnosis: withCommand(diagnosis, source.command, below), exit, check: source.as?.check ?? source.command, log };
    }
    case "log": {
      const reading = openInputReading(context);
      const push = pushing(reading, keeper);
      await requireFile(resolve(io.directory, source.file), source.file);
      for await (const chunk of openSource(source.file, io)) push(chunk);
      return { diagnosis: reading.finish(), exit: null, check: basename(source.file), log: keeper.bytes };
    }
    case "stdin": {
      const reading = openInputReading(context);
      const push = pushing(reading, keeper);
      for await (const chunk of openSource("-", io)) push(chunk);
      return { diagnosis: reading.finish(), exit: null, check: "standard input", log: keeper.bytes };
    }
    default:
      return source satisfies never;
  }
}

interface Told { readonly diagnosis: LogDiagnosis; readonly log: Uint8Array | null }

/** What tells nothing by itself may do so below the command that printed it: names alone are gofmt's list of what is to be formatted. The log is then kept with the command above it. */
function knowingCommand(told: Told, { command, exit, workspace }: { readonly command: string; readonly exit: number; readonly workspace: string }): Told {
  const { diagnosis, log } = told;
  if (exit === 0 || log === null || diagnosis.reports.length > 0) return told;
  const below = Buffer.concat([Buffer.from(`$ ${command.replaceAll("\n", "; ")}\n`), log]);
  const reading = openLogReading({ job: null, workspace });
  reading.push(below);
  const again = reading.finish();
  // What the command's own words look like is no failure.
  const reports = again.reports.filter(({ evidence }) => evidence.some(({ line }) => line > 1));
  return reports.length === 0 ? told : { diagnosis: { ...again, reports }, log: below };
}

/** The command is known, whatever its output shows of it, and so is the folder in the checkout where it ran. */
function withCommand(diagnosis: LogDiagnosis, command: string, below: string): LogDiagnosis {
  const reports = diagnosis.reports.map((report) => {
    const commands = [...new Set([command, ...(report.commands ?? [])])];
    const folder = folderOf([...(below === "" ? [] : [`cd '${below.replaceAll(sep, "/")}'`]), ...commands]);
    return { ...report, commands, ...(folder === undefined ? {} : { folder }) };
  });
  return { ...diagnosis, reports };
}

function pushing(reading: { push(chunk: Uint8Array): void }, keeper: LogKeeper): (chunk: Uint8Array) => void {
  return (chunk) => {
    reading.push(chunk);
    keeper.push(chunk);
  };
}

/** Exit code; 128 and more when a signal ended it. A step of a workflow is run as the runner would: by its shell, in its folder, with its environment. */
export async function runCommand({ command, as }: Pick<RunSource, "command" | "as">, io: Io, onOutput: (chunk: Uint8Array) => void): Promise<number> {
  const pipe = openOutputPipe();
  const shell = as === undefined ? [needsBash(command) ? "bash" : "/bin/sh"] : as.shell.split(" ");
  const [program, ...words] = [...shell, "-c", withShownTests(command)];
  let printed = false;
  const child = spawn(program ?? "/bin/sh", words, { cwd: as?.directory ?? io.directory, env: { ...io.environment, ...as?.environment }, stdio: ["inherit", pipe.writing, pipe.writing] });
  const exit = await endOf(child, pipe.begin((chunk) => {
    printed = true;
    io.stderr.write(chunk);
    onOutput(chunk);
  }));
  return isLister(command) ? exitOfLister({ exit, printed }) : exit;
}

/** Exit code, once all is read too; 130 where a signal ended it. */
async function endOf(child: ChildProcess, read: Promise<void>): Promise<number> {
  const exit = new Promise<number>((done, fail) => {
    child.on("error", fail);
    child.on("exit", (code) => { done(code ?? 130); });
  });
  const [code] = await Promise.all([exit, read]);
  return code;
}

export interface Stoppable { readonly io: Io; readonly signal: AbortSignal }

const SECONDS_TO_END = 5;

/** In a process group of its own, so that the signal reaches everything that the command started: SIGTERM, and SIGKILL to what has not ended in time. */
function runStoppable(command: string, { io, signal }: Stoppable, onOutput: (chunk: Uint8Array) => void): Promise<number> {
  const pipe = openOutputPipe();
  const child = spawn(withShownTests(command), { shell: needsBash(command) ? "bash" : true, detached: true, cwd: io.directory, env: { ...io.environment }, stdio: ["ignore", pipe.writing, pipe.writing] });
  let last: NodeJS.Timeout | undefined;
  const stop = (): void => {
    endGroup(child.pid, "SIGTERM");
    last = setTimeout(() => { endGroup(child.pid, "SIGKILL"); }, SECONDS_TO_END * 1000);
  };
  if (signal.aborted) stop();
  else signal.addEventListener("abort", stop, { once: true });
  return endOf(child, pipe.begin(onOutput)).finally(() => {
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

async function requireFile(path: string, name: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found === null || found.isDirectory()) throw new UsageError(`There is no log file "${name}"`, 'Name a file, or use --run "npm test" to make one.');
}
