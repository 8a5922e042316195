import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { stripEscapes } from "../../src/core/failure/bytes/strip-escapes.ts";
import { formats } from "../../src/core/failure/formats/registry.ts";
import { openLogReading, type LogDiagnosis } from "../../src/core/failure/read-log.ts";
import { FailureReport } from "../../src/core/failure/report.ts";
import { seededRandom } from "../core/failure/seeded-random.ts";

const folder = join(import.meta.dirname, "../golden/logs");
const golden = readdirSync(folder).flatMap((tool) => readdirSync(join(folder, tool)).map((name) => readFileSync(join(folder, tool, name, "log.txt"))));

function read(...chunks: Uint8Array[]): LogDiagnosis {
  const reading = openLogReading({ job: null, workspace: null });
  for (const chunk of chunks) reading.push(chunk);
  return reading.finish();
}

/** The processor's time, not the clock's: what the code needs, not what the machine was busy with. */
function milliseconds(act: () => void): number {
  const start = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** The best of ten: the first ones are compiled while they run, and other work takes the caches away. */
function best(act: () => void): number {
  return Math.min(...Array.from({ length: 10 }, () => milliseconds(act)));
}

/** Slow is what stays slow: the collector and the compiler work on the same processor's time now and then, a quadratic pattern every time. */
function staysSlow(act: () => void, most: number): boolean {
  return best(act) > most && best(act) > most && best(act) > most;
}

describe("a line that is made to be slow", () => {
  const MEGABYTE = 1 << 20;
  // "ERROR " is the worst of all the literals that rules ask for.
  test.each(["a", "error: ", "ERROR ", ".py:1:", "1:1  error  ", "● ", "FAIL ", "##[error]", "Found ", "/home/runner/work/", "\u001b[", "\r"])("L01: one megabyte of %j takes at most 50 ms of the processor", (unit) => {
    const line = Buffer.from(unit.repeat(Math.ceil(MEGABYTE / unit.length)));
    read(line);
    expect(best(() => read(line))).toBeLessThan(50);
  });

  test("no pattern needs more than a moment for four kilobytes of anything", () => {
    const literals = formats.flatMap(({ rules }) => rules.flatMap((rule) => rule.literals));
    const units = ["a", " ", "a.py:1:", "1:1 ", "(", "-", "=", "a/", "a: ", "a (", "/a.java:1: ", ...literals];
    const slow = formats.flatMap((format) =>
      format.rules.flatMap((rule) =>
        units.filter((unit) => rule.literals.includes(unit) || !literals.includes(unit)).flatMap((unit) => {
          const text = unit.repeat(Math.ceil(4096 / unit.length)).slice(0, 4096);
          return staysSlow(() => rule.pattern.test(text), 5) ? [`${format.tool}/${rule.id} on ${JSON.stringify(unit)}`] : [];
        }),
      ),
    );
    expect(slow).toEqual([]);
  });
});

describe("a log that is no log", () => {
  test("random bytes are read without a throw, and give reports that their schema accepts", () => {
    const random = seededRandom(1);
    for (let run = 0; run < 30; run++) {
      const bytes = Uint8Array.from({ length: Math.floor(random() * 20_000) }, () => Math.floor(random() * 256));
      for (const report of read(bytes).reports) expect(FailureReport.safeParse(report).success).toBe(true);
    }
  });

  test("a log of nothing but zeros, or of line feeds, has no failure", () => {
    expect(read(new Uint8Array(100_000)).reports).toEqual([]);
    expect(read(new Uint8Array(100_000).fill(10))).toMatchObject({ reports: [], lines: 100_000 });
  });

  test("L09: terminal escapes and control characters never reach a report", () => {
    const text = "\u001b]52;c;aGVsbG8=\u0007src/\u001b[31ma.ts(1,2): error TS1005: \u009b31m\u0000';' expected\u001b]8;;http://x\u0007.\n";
    const [report] = read(Buffer.from(text)).reports;
    expect(report?.locations).toEqual([{ file: "src/a.ts", line: 1, column: 2, rule: "TS1005", message: "31m';' expected." }]);
    expect(JSON.stringify(report)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|\\u00(?:0|1|7f|8|9)/);
  });
});

describe("golden logs, damaged", () => {
  test("cut at many offsets: never a throw, and always valid reports", () => {
    for (const log of golden) {
      for (let step = 1; step <= 12; step++) {
        for (const report of read(log.subarray(0, Math.floor((log.length * step) / 13))).reports) expect(FailureReport.safeParse(report).error).toBeUndefined();
      }
    }
  });

  test("with bytes changed, doubled and dropped: never a throw, a place outside the log's words, or a long wait", () => {
    const random = seededRandom(2);
    for (const log of golden) {
      for (let run = 0; run < 12; run++) {
        const damaged = damage(log, random);
        const text = wordsOf(damaged);
        for (const report of read(damaged).reports) {
          expect(FailureReport.safeParse(report).error).toBeUndefined();
          for (const { file } of report.locations) expect(text).toContain(wordFor(file));
        }
      }
    }
  });
});

/** What of a place must stand in the log: its file's name; of a Java class its own, since Surefire's summaries print `CartTest.isEmpty:12`. */
function wordFor(file: string): string {
  return (file.split("/").at(-1) ?? file).replace(/\.java$/, "");
}

/** The log's text as a reader sees it: no escape sequences, no control characters, forward slashes. */
function wordsOf(log: Buffer): string {
  const copy = Buffer.from(log);
  return copy.toString("utf8", 0, stripEscapes(copy, 0, copy.length)).replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "").replaceAll("\\", "/");
}

function damage(log: Buffer, random: () => number): Buffer {
  const bytes = Buffer.from(log);
  for (let change = 0; change < 1 + log.length / 200; change++) bytes[Math.floor(random() * bytes.length)] = 32 + Math.floor(random() * 95);
  const from = Math.floor(random() * bytes.length);
  const to = from + Math.floor(random() * 200);
  return random() < 0.5 ? Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]) : Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
}
