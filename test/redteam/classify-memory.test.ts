import { closeSync, mkdtempSync, openSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { troubledLog } from "../bench/background-log.ts";
import { runProgram } from "../bench/log/program.ts";
import { busyJob } from "../bench/busy-job.ts";

/** Nearly 6 MB; each twentieth line is a problem, so that much survives what is collected, as in a far longer log. */
const part = Buffer.from(`${troubledLog({ seed: 3, lines: 60_000, every: 20, of: busyJob })}\n`);
/** Between two runs of the same lie up to 5 MB; a young space that doubles once more adds some 30 MB to each thread. */
const NOISE = 15;

function* repeat(times: number): Iterable<Uint8Array> {
  for (let index = 0; index < times; index++) yield part;
}

function file(times: number): string {
  const path = join(mkdtempSync(join(tmpdir(), "regreen-memory-")), "ci.log");
  const descriptor = openSync(path, "w");
  for (const chunk of repeat(times)) writeSync(descriptor, chunk);
  closeSync(descriptor);
  return path;
}

test("the program takes no more memory for 240 MB from standard input than for 60 MB", async () => {
  const [short, long] = [await runProgram(["classify", "-"], repeat(10)), await runProgram(["classify", "-"], repeat(40))];
  expect(long.peak - short.peak).toBeLessThan(NOISE);
}, 60_000);

test("the program takes no more memory for a file of 284 MB, which two threads search, than for one of 71 MB", async () => {
  const [short, long] = [await runProgram(["classify", file(12)]), await runProgram(["classify", file(48)])];
  expect(long.peak - short.peak).toBeLessThan(NOISE);
}, 60_000);
