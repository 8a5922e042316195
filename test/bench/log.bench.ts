/**
 * Reading logs: the product's reader with all its rules, to the diagnosis, against ripgrep over the same file for the same literals;
 * with WebAssembly and without, with one thread and with two; small logs, huge ones and hostile lines; and the program as a whole process.
 */
import { spawnSync } from "node:child_process";
import { closeSync, openSync, readSync, writeFileSync } from "node:fs";
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
import { buildProgram } from "./log/program.ts";
import { counted, timed, type Taken } from "./log/taken.ts";
import { readByTwoThreads } from "./log/two-threads.ts";
import { wholeProgram, writeParts } from "./log/whole-program.ts";
import { inScratch } from "./scratch.ts";
import { amount, rounds } from "./smoke.ts";
import { interleaved, median } from "./statistics.ts";

const ROUNDS = rounds(7);
const CHUNK = 1 << 18;
const PART_LINES = 240_000;
/** Parts of some 21 MB: 500 MB are read against ripgrep. */
const PARTS = amount(25, 1);

export const bench: Bench = {
  name: "Reading logs",
  run: () => inScratch(async (folder) => {
    buildProgram();
    return [...(await againstRipgrep({ folder, job: "a quiet job's", of: quietJob })), ...(await againstRipgrep({ folder, job: "a busy job's", of: busyJob })), ...latency(), ...(await wholeProgram(folder))];
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
  const took = await interleaved(ROUNDS, {
    fast: () => timed(() => readFile(log, rulebook)),
    two: () => timed(() => readByTwoThreads(log)),
    ripgrep: () => (there ? counted("rg", ["-a", "-c", "-F", "-j", "1", "-f", list, log]) : Promise.resolve(NOTHING)),
    plain: () => timed(() => readFile(log, plain)),
  });
  const speed = (of: readonly Taken[]): number => megabytes / median(of.map(({ wall }) => wall));
  const ratio = (of: readonly Taken[], by: keyof Taken): number => median(of.map((taken, round) => (took.ripgrep[round]?.[by] ?? Number.NaN) / taken[by]));
  const processor = (of: readonly Taken[]): string => `${median(of.map((taken) => taken.processor)).toFixed(2)} s of processor time in ${median(of.map(({ wall }) => wall)).toFixed(2)} s`;
  const what = `read ${megabytes.toFixed(0)} MB of ${job} log with ${String(rules)} patterns to the diagnosis, one thread`;
  const rows: Row[] = [
    { what, value: speed(took.fast), unit: "MB/s", note: processor(took.fast) },
    { what: `${job} log without WebAssembly`, value: speed(took.plain), unit: "MB/s", note: processor(took.plain) },
    { what: `${job} log with two searching threads`, value: speed(took.two), unit: "MB/s", note: `${processor(took.two)}, their start included` },
  ];
  if (!there) return [...rows, notMeasured(`${job} log against ripgrep`, "×", "ripgrep is not on this machine")];
  return [
    ...rows,
    { what: `ripgrep, counts the lines of ${job} log with one of the same ${String(literals.length)} literals, one thread`, value: speed(took.ripgrep), unit: "MB/s", note: `${processor(took.ripgrep)}; ${expected.toLocaleString("en")} lines, the same` },
    atLeast(`reading ${job} log against ripgrep`, ratio(took.fast, "wall"), { least: 1.2, unit: "×" }),
    { what: `… by processor time`, value: ratio(took.fast, "processor"), unit: "×" },
    atLeast(`reading ${job} log with two searching threads against ripgrep's one`, ratio(took.two, "wall"), { least: 2, unit: "×" }),
    { what: `… by processor time, all threads together`, value: ratio(took.two, "processor"), unit: "×" },
    atLeast(`reading ${job} log without WebAssembly against ripgrep`, ratio(took.plain, "wall"), { least: 0.75, unit: "×" }),
    { what: `… by processor time, without WebAssembly`, value: ratio(took.plain, "processor"), unit: "×" },
  ];
}

const NOTHING: Taken = { wall: Number.NaN, processor: Number.NaN };

const HOSTILE = ["a", "error: ", "ERROR ", ".py:1:", "1:1  error  ", "● ", "FAIL ", "##[error]", "\u001b[", "\u001b[31m", "\r"];

function latency(): readonly Row[] {
  const five = Buffer.from(troubledLog({ seed: 5, lines: 62_000, every: 500 })).subarray(0, 5_000_000);
  const lines = HOSTILE.map((unit) => median(repeated(() => readAll(Buffer.from(unit.repeat(Math.ceil((1 << 20) / Buffer.byteLength(unit))))))));
  return [
    atMost("a 5 MB log, warm", 1000 * median(repeated(() => readAll(five))), { most: 15, unit: "ms" }),
    atMost(`a hostile line of 1 MB, the worst of ${String(HOSTILE.length)} kinds`, 1000 * Math.max(...lines), { most: 50, unit: "ms" }),
  ];
}

function repeated(act: () => void): readonly number[] {
  return Array.from({ length: rounds(9) }, () => seconds(act));
}

function seconds(act: () => void): number {
  const start = performance.now();
  act();
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
