/** The program as a user starts it: how soon it has read a small log, and how much memory a huge one takes, of each kind of job. */
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { quietJob, troubledLog, type Background } from "../background-log.ts";
import { atMost, type Row } from "../bench.ts";
import { busyJob } from "../busy-job.ts";
import { amount, rounds } from "../smoke.ts";
import { interleaved, median } from "../statistics.ts";
import { runProgram } from "./program.ts";

const CHUNK = 1 << 18;
/** What is streamed, and what two threads are given as a file, in bytes. */
const STREAMED = amount(5e9, 5e7);
const IN_FILE = amount(1e9, 8e7);

export async function wholeProgram(folder: string): Promise<readonly Row[]> {
  const quiet = partOf(quietJob);
  const small = writeParts(join(folder, "small.log"), quiet.subarray(0, 500_000), 1);
  const started = await interleaved(rounds(9), { classify: () => runProgram(["classify", small]) });
  const rows = [atMost("regreen classify of a 0.5 MB log, process start to end", 1000 * median(started.classify.map((outcome) => outcome.seconds)), { most: 150, unit: "ms" })];
  for (const [job, part] of [["a quiet job's", quiet], ["a busy job's", partOf(busyJob)]] as const) rows.push(...(await streamed(job, part)), await inFile({ folder, job, part }));
  return rows;
}

function partOf(of: Background): Buffer {
  return Buffer.from(`${troubledLog({ seed: 3, lines: 240_000, every: 500, of })}\n`);
}

async function streamed(job: string, part: Buffer): Promise<readonly Row[]> {
  const parts = Math.ceil(STREAMED / part.length);
  const fifth = Math.ceil(parts / 5);
  const one = await runProgram(["classify", "-"], repeat(part, fifth));
  const five = await runProgram(["classify", "-"], repeat(part, parts));
  const size = (part.length * parts) / 1e9;
  return [
    atMost(`regreen classify -, ${size.toFixed(1)} GB of ${job} log through standard input: peak memory of the process`, five.peak, { most: 150, unit: "MB", note: `${one.peak.toFixed(0)} MB for a fifth of it` }),
    { what: "… its speed, the pipe included", value: (1000 * size) / five.seconds, unit: "MB/s" },
    atMost("… time for each byte, against a fifth of the log (1 is linear)", five.seconds / parts / (one.seconds / fifth), { most: 1.1, unit: "×" }),
  ];
}

async function inFile({ folder, job, part }: { readonly folder: string; readonly job: string; readonly part: Buffer }): Promise<Row> {
  const parts = Math.ceil(IN_FILE / part.length);
  const log = writeParts(join(folder, "large.log"), part, parts);
  const { peak } = await runProgram(["classify", log]);
  rmSync(log);
  return atMost(`regreen classify <file>, ${((part.length * parts) / 1e9).toFixed(1)} GB of ${job} log, two threads: peak memory of the process`, peak, { most: 150, unit: "MB" });
}

export function writeParts(path: string, part: Buffer, parts: number): string {
  const file = openSync(path, "w");
  for (let index = 0; index < parts; index++) writeSync(file, part);
  closeSync(file);
  return path;
}

function* repeat(part: Buffer, times: number): Iterable<Uint8Array> {
  for (let index = 0; index < times; index++) for (let at = 0; at < part.length; at += CHUNK) yield part.subarray(at, at + CHUNK);
}
