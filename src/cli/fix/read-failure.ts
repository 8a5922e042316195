/** From a command that is run, a log or standard input to what failed. */
import { relative, resolve, basename, sep } from "node:path";
import { realpathSync } from "node:fs";
import { stat } from "node:fs/promises";
import { openLogReading, type LogDiagnosis } from "../../core/failure/read-log.ts";
import type { Source } from "./options.ts";
import type { Io } from "../command.ts";
import { runCommand, runStoppable, type Stoppable } from "./run-command.ts";
import { LogKeeper } from "../../core/replay/keep-log.ts";
import { openInputReading } from "../../core/failure/inputs/open-input.ts";
import { openSource } from "../log-source/open-source.ts";
import { folderOf } from "../../core/failure/commands.ts";
import { UsageError } from "../usage-error.ts";

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

async function requireFile(path: string, name: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found === null || found.isDirectory()) throw new UsageError(`There is no log file "${name}"`, 'Name a file, or use --run "npm test" to make one.');
}
