import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { LongLine, searchFile } from "../../../src/adapters/log-file/search-file.ts";
import { openLogReading, openPieceReading, type LogDiagnosis } from "../../../src/core/failure/read-log.ts";
import { defaultRulebook } from "../../../src/core/failure/rulebook.ts";
import { troubledLog } from "../../bench/background-log.ts";
import { busyJob } from "../../bench/busy-job.ts";

const context = { job: null, workspace: null };
const folder = mkdtempSync(join(tmpdir(), "regreen-search-"));
const logs = join(import.meta.dirname, "../../golden/logs");
const golden = readdirSync(logs).flatMap((tool) => readdirSync(join(logs, tool)).map((name) => readFileSync(join(logs, tool, name, "log.txt"))));

function byOneThread(log: Buffer): LogDiagnosis {
  const reading = openLogReading(context);
  reading.push(log);
  return reading.finish();
}

async function byTwoThreads(log: Buffer, range?: number): Promise<LogDiagnosis> {
  const path = join(folder, "ci.log");
  writeFileSync(path, log);
  const reading = openPieceReading(context);
  const pieces = searchFile({ path, size: log.length, table: defaultRulebook().table, ...(range === undefined ? {} : { range }) });
  for await (const piece of pieces) reading.read(piece, piece.size);
  return reading.finish();
}

describe("a log that two threads search is read as one thread reads it", () => {
  // Pieces of a few kilobytes put a cut between nearly all that belongs together: a step and its exit code, a group and its end, an error and its frames.
  test.each([20_000, 33_333, 65_536, 250_001])("golden logs one after another, cut about every %d bytes", async (range) => {
    const log = Buffer.concat(golden);
    expect(await byTwoThreads(log, range)).toEqual(byOneThread(log));
  });

  test("golden logs by themselves, cut about every 2,000 bytes", async () => {
    const several = golden.filter((log) => log.length > 4000 && log.toString("latin1").split("\n").every((line) => line.length < 1500)).slice(0, 8);
    expect(several).toHaveLength(8);
    for (const log of several) expect(await byTwoThreads(log, 2000)).toEqual(byOneThread(log));
  });

  test("a log with more problems than are kept, coloured, with time stamps, in pieces of the usual size", async () => {
    const log = Buffer.from(`\u001b[31m${troubledLog({ seed: 8, lines: 40_000, every: 3, of: busyJob })}`);
    const found = await byTwoThreads(log);
    expect(found).toEqual(byOneThread(log));
    expect(found.truncated).toBe(true);
  });

  test.each([
    ["no byte", ""],
    ["one line without its end", "FAILED tests/test_a.py::test_b - assert 0"],
    ["a last line that begins in one piece and ends in the last", `${"ok\n".repeat(330)}FAILED tests/test_a.py::test_b - ${"x".repeat(900)}`],
    ["nothing but line feeds", "\n".repeat(5000)],
  ])("%s", async (_, text) => {
    expect(await byTwoThreads(Buffer.from(text), 1000)).toEqual(byOneThread(Buffer.from(text)));
  });
});

test("a line that no thread can hold is said, so that one thread reads the log", async () => {
  await expect(byTwoThreads(Buffer.from(`a\n${"x".repeat(1 << 20)}\n`))).rejects.toThrow(LongLine);
});

test("a file that is gone is said", async () => {
  const pieces = searchFile({ path: join(folder, "none.log"), size: 10, table: defaultRulebook().table });
  await expect(pieces.next()).rejects.toThrow("ENOENT");
});
