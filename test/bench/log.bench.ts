/**
 * Reading logs: the product's reader with all its rules, to the diagnosis, against ripgrep over the same file for the same literals;
 * with WebAssembly and without, with one thread and with two; small logs, huge ones and hostile lines; and the program as a whole process.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { closeSync, openSync, readSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { plainScanner } from "../../src/core/failure/bytes/plain-scanner.ts";
import { formats } from "../../src/core/failure/formats/registry.ts";
import { openLogReading, type LogDiagnosis } from "../../src/core/failure/read-log.ts";
import { buildRulebook, defaultRulebook, type Rulebook } from "../../src/core/failure/rulebook.ts";
import { quietJob, troubledLog, type Background } from "./background-log.ts";
import { atLeast, atMost, notMeasured, type Bench, type Row } from "./bench.ts";
import { busyJob } from "./busy-job.ts";
import { candidateLines } from "./log/candidate-lines.ts";
import { runProgram } from "./log/program.ts";
import { readByTwoThreads } from "./log/two-threads.ts";
import { inScratch } from "./scratch.ts";
import { amount, rounds } from "./smoke.ts";
import { interleaved, median } from "./statistics.ts";

const ROUNDS = rounds(7);
const CHUNK = 1 << 18;
const PART_LINES = 240_000;
/** Parts of 20.6 MB: 500 MB are read against ripgrep, 5 GB are streamed through the program. */
const PARTS = amount(25, 1);
const STREAMED_PARTS = amount(243, 2);

export const bench: Bench = {
  name: "Reading logs",
  run: () => inScratch(async (folder) => {
    const part = Buffer.from(`${troubledLog({ seed: 3, lines: PART_LINES, every: 500 })}\n`);
    return [...(await againstRipgrep({ folder, job: "a quiet job's", of: quietJob })), ...(await againstRipgrep({ folder, job: "a busy job's", of: busyJob })), ...latency(), ...(await wholeProgram(folder, part))];
  }),
};

const rules = formats.reduce((sum, format) => sum + format.rules.length, 0);
const literals = [...new Set(formats.flatMap((format) => format.rules.flatMap((rule) => rule.literals)))];

interface Contest { readonly folder: string; readonly job: string; readonly of: Background }

async function againstRipgrep({ folder, job, of }: Contest): Promise<readonly Row[]> {
  // Colours are taken out: ripgrep sees the bytes of a line, the reader what a person sees.
  const part = Buffer.from(`${troubledLog({ seed: 3, lines: PART_LINES, every: 500, of }).replace(/\u001b\[\d+m/g, "")}\n`);
  const log = writeParts(join(folder, "ci.log"), part, PARTS);
  const megabytes = (part.length * PARTS) / 1e6;
  const plain = buildRulebook(formats, { makeScanners: plainScanner });
  const rulebook = defaultRulebook();
  const list = join(folder, "literals.txt");
  writeFileSync(list, `${literals.join("\n")}\n`);
  const count = spawnSync("rg", ["-a", "-c", "-F", "-j", "1", "-f", list, log], { encoding: "utf8" });
  const there = count.status === 0;
  const expected = candidateLines(part, rulebook) * PARTS;
  if (candidateLines(part, plain) * PARTS !== expected) throw new Error("the two scanners find different lines");
  if (there && Number(count.stdout) !== expected) throw new Error(`ripgrep finds ${count.stdout.trim()} lines with a literal, the reader ${String(expected)}`);
  if (!isDeepStrictEqual(await readByTwoThreads(log), readFile(log, rulebook))) throw new Error("two threads find something else than one");
  const times = await interleaved(ROUNDS, {
    fast: async () => seconds(() => readFile(log, rulebook)),
    two: async () => secondsUntil(() => readByTwoThreads(log)),
    ripgrep: async () => (there ? seconds(() => execFileSync("rg", ["-a", "-c", "-F", "-j", "1", "-f", list, log])) : Number.NaN),
    plain: async () => seconds(() => readFile(log, plain)),
  });
  const speed = (of: readonly number[]): number => megabytes / median(of);
  const ratio = (of: readonly number[]): number => median(of.map((time, round) => (times.ripgrep[round] ?? time) / time));
  const what = `read ${megabytes.toFixed(0)} MB of ${job} log with ${String(rules)} patterns to the diagnosis, one thread`;
  const rows: Row[] = [{ what, value: speed(times.fast), unit: "MB/s" }, { what: `${job} log without WebAssembly`, value: speed(times.plain), unit: "MB/s" }, { what: `${job} log with two searching threads`, value: speed(times.two), unit: "MB/s", note: "their start included, from source" }];
  if (!there) return [...rows, notMeasured(`${job} log against ripgrep`, "×", "ripgrep is not on this machine")];
  return [
    ...rows,
    { what: `ripgrep, counts the lines of ${job} log with one of the same ${String(literals.length)} literals, one thread`, value: speed(times.ripgrep), unit: "MB/s", note: `${expected.toLocaleString("en")} lines, the same` },
    atLeast(`reading ${job} log against ripgrep`, ratio(times.fast), { least: 1.2, unit: "×" }),
    atLeast(`reading ${job} log with two searching threads against ripgrep's one`, ratio(times.two), { least: 2, unit: "×" }),
    atLeast(`reading ${job} log without WebAssembly against ripgrep`, ratio(times.plain), { least: 0.75, unit: "×" }),
  ];
}

function writeParts(path: string, part: Buffer, parts: number): string {
  const file = openSync(path, "w");
  for (let index = 0; index < parts; index++) writeSync(file, part);
  closeSync(file);
  return path;
}

const HOSTILE = ["a", "error: ", "ERROR ", ".py:1:", "1:1  error  ", "● ", "FAIL ", "##[error]", "\u001b[", "\u001b[31m", "\r"];

function latency(): readonly Row[] {
  const five = Buffer.from(troubledLog({ seed: 5, lines: 62_000, every: 500 })).subarray(0, 5_000_000);
  const lines = HOSTILE.map((unit) => median(repeated(() => readAll(Buffer.from(unit.repeat(Math.ceil((1 << 20) / Buffer.byteLength(unit))))))));
  return [
    atMost("a 5 MB log, warm", 1000 * median(repeated(() => readAll(five))), { most: 15, unit: "ms" }),
    atMost(`a hostile line of 1 MB, the worst of ${String(HOSTILE.length)} kinds`, 1000 * Math.max(...lines), { most: 50, unit: "ms" }),
  ];
}

async function wholeProgram(folder: string, part: Buffer): Promise<readonly Row[]> {
  const small = writeParts(join(folder, "small.log"), part.subarray(0, 500_000), 1);
  const started = await interleaved(rounds(9), { classify: () => runProgram(["classify", small]) });
  const gigabyte = Math.ceil(STREAMED_PARTS / 5);
  const streams = await interleaved(1, { one: () => runProgram(["classify", "-"], repeat(part, gigabyte)), five: () => runProgram(["classify", "-"], repeat(part, STREAMED_PARTS)) });
  const [one, five] = [streams.one[0], streams.five[0]];
  if (one === undefined || five === undefined) throw new Error("nothing was streamed");
  const share = five.seconds / STREAMED_PARTS / (one.seconds / gigabyte);
  const size = ((part.length * STREAMED_PARTS) / 1e9).toFixed(1);
  return [
    atMost("regreen classify of a 0.5 MB log, process start to end", 1000 * median(started.classify.map((outcome) => outcome.seconds)), { most: 150, unit: "ms" }),
    atMost(`regreen classify -, ${size} GB through standard input: peak memory of the process`, five.peak, { most: 150, unit: "MB" }),
    { what: "… its speed, the pipe included", value: (part.length * STREAMED_PARTS) / 1e6 / five.seconds, unit: "MB/s" },
    atMost("… time for each byte, against a fifth of the log (1 is linear)", share, { most: 1.1, unit: "×" }),
  ];
}

function* repeat(part: Buffer, times: number): Iterable<Uint8Array> {
  for (let index = 0; index < times; index++) for (let at = 0; at < part.length; at += CHUNK) yield part.subarray(at, at + CHUNK);
}

function repeated(act: () => void): readonly number[] {
  return Array.from({ length: rounds(9) }, () => seconds(act));
}

function seconds(act: () => void): number {
  const start = performance.now();
  act();
  return (performance.now() - start) / 1000;
}

async function secondsUntil(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return (performance.now() - start) / 1000;
}

function readAll(bytes: Uint8Array): LogDiagnosis {
  const reading = openLogReading({ job: null, workspace: null });
  reading.push(bytes);
  return reading.finish();
}

function readFile(path: string, rulebook: Rulebook): LogDiagnosis {
  const reading = openLogReading({ job: null, workspace: null }, rulebook);
  const chunk = Buffer.allocUnsafe(CHUNK);
  const file = openSync(path, "r");
  for (let length = readSync(file, chunk); length > 0; length = readSync(file, chunk)) reading.push(chunk.subarray(0, length));
  closeSync(file);
  const diagnosis = reading.finish();
  if (diagnosis.reports.length === 0) throw new Error("nothing was found in a log that is full of failures");
  return diagnosis;
}
