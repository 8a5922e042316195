/** Row R4, offline: JSON Lines that never grow beyond their bound. */
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { openJsonLines, type JsonLinesOptions } from "../../../src/adapters/telemetry/json-lines.ts";
import { traceOf, type Signals } from "../../../src/core/telemetry/signals.ts";
import { fixIdOf, later, start, stillClock } from "../store/samples.ts";
import { silentLog } from "../../worker/bench-top.ts";

let folder: string;
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), "telemetry-")); });
afterEach(() => rm(folder, { recursive: true, force: true }));

const signals: Signals = {
  spans: [{ name: "process.violation", trace: traceOf(fixIdOf(1)), repair: fixIdOf(1), start, end: later(1), attributes: { "regreen.rule": "skip" }, error: "PLAN does not follow SPEC" }],
  counts: [{ counter: "phase_skips_attempted", repository: "octo/hello" }],
};
const open = (change: Partial<JsonLinesOptions> = {}) => openJsonLines({ folder: join(folder, "made"), clock: stillClock, log: silentLog, ...change });
const lines = async (name = "telemetry.jsonl"): Promise<readonly Record<string, unknown>[]> => (await readFile(join(folder, "made", name), "utf8")).trimEnd().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);

test("a span and a count are a line each", async () => {
  const sink = open();
  sink.record(signals);
  await sink.close();
  expect(await lines()).toEqual([
    { kind: "span", name: "process.violation", trace: traceOf(fixIdOf(1)), repair: fixIdOf(1), start, end: later(1), attributes: { "regreen.rule": "skip" }, error: "PLAN does not follow SPEC" },
    { kind: "count", at: start, counter: "phase_skips_attempted", repository: "octo/hello" },
  ]);
});

test("its files turn over at their size, and only so many old ones are kept", async () => {
  const sink = open({ mostBytes: 1_000, mostOld: 2 });
  for (let turn = 0; turn < 12; turn += 1) {
    sink.record(signals);
    await sink.close();
  }
  const names = await readdir(join(folder, "made"));
  expect(names.toSorted()).toEqual(["telemetry.jsonl", "telemetry.jsonl.1", "telemetry.jsonl.2"]);
  for (const name of names) expect((await stat(join(folder, "made", name))).size).toBeLessThanOrEqual(1_000);
});

test("what comes faster than the disk takes it is dropped, and the number of lines is written", async () => {
  const sink = open({ mostWaiting: 10 });
  for (let turn = 0; turn < 20; turn += 1) sink.record(signals);
  await sink.close();
  const dropped = (await lines()).filter(({ kind }) => kind === "dropped");
  const kept = (await lines()).length - dropped.length;
  expect(dropped.reduce((sum, { lines: number }) => sum + Number(number), 0)).toBe(40 - kept);
  expect(kept).toBeLessThan(40);
});

test("a folder that cannot be written is told of, and nobody waits or fails", async () => {
  await writeFile(join(folder, "made"), "a file");
  const told: string[] = [];
  const sink = open({ log: { ...silentLog, warn: (_fields: unknown, text?: string) => { told.push(text ?? ""); } } });
  sink.record(signals);
  await sink.close();
  expect(told).toEqual(["telemetry could not be written; these lines are lost"]);
});
