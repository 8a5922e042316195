/** Where `regreen classify` reads from: a file or standard input, of whatever kind it turns out to be. What few inputs need is loaded when one does. */
import { resolve } from "node:path";
import type { ZipCaps } from "../../adapters/archive/read-zip.ts";
import { Fault } from "../../core/fault/fault.ts";
import type { GreenLog } from "../../core/failure/green/green-log.ts";
import { HEAD, inputKindOf } from "../../core/failure/inputs/input-kind.ts";
import type { RunDiagnosis } from "../../core/failure/inputs/run-archive.ts";
import type { ProblemMatcher } from "../../core/failure/matchers/problem-matcher.ts";
import { openLogReading, type LogContext, type LogDiagnosis, type LogReading } from "../../core/failure/read-log.ts";
import type { Io } from "../command.ts";
import { openSource } from "../log-source/open-source.ts";
import { readLargeLog } from "./read-large-log.ts";

/** Logs compress well, a thousandfold where a job repeats itself: only what they inflate to is capped. */
const archiveCaps: ZipCaps = { entries: 20_000, bytesPerEntry: 256 * 1024 * 1024, bytes: 512 * 1024 * 1024, ratio: 1100 };
const MOST_ARCHIVE_BYTES = 256 * 1024 * 1024;

export interface InputDiagnosis extends LogDiagnosis {
  /** Of a whole run's archive: what each job's log says. */
  readonly jobs?: RunDiagnosis["jobs"];
}

/** Reads the file, or standard input for `-`. Throws UsageError when it is not there, Fault `input-invalid` for an archive that is none of a run's logs. */
export async function readInput(name: string, context: LogContext, io: Io): Promise<InputDiagnosis> {
  const large = name === "-" ? null : await readLargeLog(resolve(io.directory, name), context);
  if (large !== null) return large;
  const chunks = openSource(name, io)[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let size = 0;
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
    head.push(Uint8Array.from(next.value));
    size += next.value.length;
    if (size >= HEAD) break;
  }
  const rest = { [Symbol.asyncIterator]: () => chunks };
  const kind = inputKindOf(Buffer.concat(head));
  if (kind === "zip") return readArchive(await gather(head, rest), context);
  const reading = kind === "log" ? openLogReading(context) : await openDocumentReading(context);
  for (const chunk of head) reading.push(chunk);
  for await (const chunk of rest) reading.push(chunk);
  return reading.finish();
}

/** The readers of documents, and the schemas that they need, are loaded for a document only. */
async function openDocumentReading(context: LogContext): Promise<LogReading> {
  const { openInputReading } = await import("../../core/failure/inputs/open-input.ts");
  return openInputReading(context);
}

async function readArchive(bytes: Uint8Array, context: LogContext): Promise<InputDiagnosis> {
  const [{ readZip }, { readRunArchive }] = await Promise.all([import("../../adapters/archive/read-zip.ts"), import("../../core/failure/inputs/run-archive.ts")]);
  const files = await readZip(bytes, archiveCaps).catch((error: unknown) => {
    throw error instanceof Fault ? new Fault("input-invalid", { detail: error.detail ?? "not a zip", cause: error }) : error;
  });
  const run = readRunArchive(files, context);
  if (run === null) throw new Fault("input-invalid", { detail: "it holds no `<number>_<job>.txt`, as the logs of a workflow run do" });
  return { ...run.whole, jobs: run.jobs };
}

/** Reads green logs of the same job, each named like the input. */
export async function readGreenLogs(names: readonly string[], io: Io): Promise<GreenLog> {
  const { joinGreenLogs, openGreenReading } = await import("../../core/failure/green/green-log.ts");
  const logs: GreenLog[] = [];
  for (const name of names) {
    const reading = openGreenReading();
    for await (const chunk of openSource(name, io)) reading.push(chunk);
    logs.push(reading.finish());
  }
  return joinGreenLogs(logs);
}

/** Reads files of problem matchers. Fault `matcher-invalid` names the file, line and column of every mistake. */
export async function readMatchers(names: readonly string[], io: Io): Promise<readonly ProblemMatcher[]> {
  const { parseProblemMatchers } = await import("../../core/failure/matchers/problem-matcher.ts");
  const matchers: ProblemMatcher[] = [];
  for (const name of names) matchers.push(...parseProblemMatchers(name, await gather([], openSource(name, io))));
  return matchers;
}

async function gather(head: readonly Uint8Array[], rest: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks = [...head];
  let size = head.reduce((sum, { length }) => sum + length, 0);
  for await (const chunk of rest) {
    size += chunk.length;
    if (size > MOST_ARCHIVE_BYTES) throw new Fault("input-invalid", { detail: `it is larger than ${String(MOST_ARCHIVE_BYTES)} bytes` });
    chunks.push(Uint8Array.from(chunk));
  }
  return Buffer.concat(chunks);
}
