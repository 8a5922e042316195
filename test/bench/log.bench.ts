/** Reading logs: how fast, against ripgrep over the same bytes for the same literals, and how a hostile line fares. */
import { execFileSync, spawnSync } from "node:child_process";
import { closeSync, openSync, readSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { noFinds } from "../../src/core/failure/bytes/find-literals.ts";
import { CAPACITY, SLICE } from "../../src/core/failure/bytes/scanner.ts";
import { formats } from "../../src/core/failure/formats/registry.ts";
import { openLogReading, type LogDiagnosis } from "../../src/core/failure/read-log.ts";
import { defaultRulebook } from "../../src/core/failure/rulebook.ts";
import { troubledLog } from "./background-log.ts";
import { atLeast, atMost, notMeasured, type Bench, type Row } from "./bench.ts";
import { inScratch } from "./scratch.ts";
import { interleaved, median } from "./statistics.ts";

const ROUNDS = 5;
const CHUNK = 1 << 20;
const PART_LINES = 60_000;
const PARTS = 24;

export const bench: Bench = {
  name: "reading logs",
  run: () => inScratch(async (folder) => [...(await throughput(folder)), ...latency()]),
};

async function throughput(folder: string): Promise<readonly Row[]> {
  const part = Buffer.from(troubledLog({ seed: 3, lines: PART_LINES, every: 500 }));
  const log = join(folder, "ci.log");
  writeFileSync(log, Buffer.concat(Array.from({ length: PARTS }, () => part)));
  const megabytes = (part.length * PARTS) / 1e6;
  const literals = [...new Set(formats.flatMap(({ rules }) => rules.flatMap((rule) => rule.literals)))];
  const list = join(folder, "literals.txt");
  writeFileSync(list, `${literals.join("\n")}\n`);
  const rules = formats.reduce((sum, format) => sum + format.rules.length, 0);
  const ours = candidateLines(part) * PARTS;
  if (spawnSync("rg", ["--version"]).status !== 0) {
    const times = (await interleaved(ROUNDS, { read: async () => seconds(() => readFile(log)) })).read;
    return [row(megabytes, median(times), rules), notMeasured("against ripgrep", "×", "ripgrep is not on this machine")];
  }
  const theirs = Number(execFileSync("rg", ["-a", "-c", "-F", "-f", list, log], { encoding: "utf8" }));
  if (theirs !== ours) throw new Error(`ripgrep finds ${String(theirs)} lines with a literal, the prefilter ${String(ours)}`);
  const times = await interleaved(ROUNDS, {
    read: async () => seconds(() => readFile(log)),
    ripgrep: async () => seconds(() => execFileSync("rg", ["-a", "-c", "-F", "-j", "1", "-f", list, log])),
  });
  const ratio = median(times.ripgrep) / median(times.read);
  return [
    row(megabytes, median(times.read), rules),
    { what: `ripgrep, the same ${String(literals.length)} literals, one thread, lines counted`, value: megabytes / median(times.ripgrep), unit: "MB/s" },
    atLeast("against ripgrep (the same lines found)", ratio, { least: 0.75, unit: "×", note: "plain JavaScript, patterns confirmed and lines kept as well" }),
  ];
}

function row(megabytes: number, time: number, rules: number): Row {
  return { what: `read ${megabytes.toFixed(0)} MB with ${String(rules)} patterns, one thread, to the diagnosis`, value: megabytes / time, unit: "MB/s" };
}

function latency(): readonly Row[] {
  const five = Buffer.from(troubledLog({ seed: 5, lines: 62_000, every: 500 })).subarray(0, 5_000_000);
  const line = Buffer.alloc(1 << 20, "a");
  const memory = process.memoryUsage().rss;
  const rows = [
    atMost("a 5 MB log, warm", 1000 * median(repeated(() => readAll(five))), { most: 15, unit: "ms" }),
    atMost("a line of 1 MB of one letter", 1000 * median(repeated(() => readAll(line))), { most: 50, unit: "ms" }),
  ];
  return [...rows, { what: "memory that this grew by", value: (process.memoryUsage().rss - memory) / 1e6, unit: "MB" }];
}

function repeated(act: () => void): readonly number[] {
  return Array.from({ length: 9 }, () => seconds(act));
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

function readFile(path: string): LogDiagnosis {
  const reading = openLogReading({ job: null, workspace: null });
  const chunk = Buffer.allocUnsafe(CHUNK);
  const file = openSync(path, "r");
  for (let length = readSync(file, chunk); length > 0; length = readSync(file, chunk)) reading.push(chunk.subarray(0, length));
  closeSync(file);
  return reading.finish();
}

/** How many lines hold a literal of some rule, as the scanner and the finder see it. */
function candidateLines(bytes: Buffer): number {
  const { scanners, finder } = defaultRulebook();
  const scanner = scanners.borrow();
  let lines = 0;
  for (let from = 0; from < bytes.length; ) {
    const piece = bytes.subarray(from, from + CAPACITY);
    const length = piece.length < CAPACITY ? piece.length : piece.lastIndexOf(10) + 1;
    scanner.bytes.set(piece.subarray(0, length));
    const finds = noFinds();
    for (let at = 0; at < length; at += SLICE) {
      const count = scanner.scan(at, Math.min(at + SLICE, length));
      finder.find(scanner.bytes, { positions: scanner.positions, count, from: 0, to: length }, finds);
    }
    lines += new Set(finds.stops).size;
    from += length;
  }
  scanners.giveBack(scanner);
  return lines;
}
