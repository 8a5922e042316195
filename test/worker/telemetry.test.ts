/** Row R4 on a working worker: a whole story leaves its spans, all in one trace, and the objectives are measured from what it left. */
import { afterEach, expect, test } from "@jest/globals";
import { readSlos } from "../../src/adapters/telemetry/read-slos.ts";
import type { Span } from "../../src/core/telemetry/signals.ts";
import { impatientClock, openBenchTop, type BenchTop } from "./bench-top.ts";
import { until } from "../demo/until.ts";
import { endFixJob, failOn, runCompleted } from "./red-repository.ts";

let top: BenchTop | null = null;
afterEach(async () => { await top?.close(); top = null; });

test("from a red run to an offer, every phase is a span of one trace, and the checks and verdicts are verifications", async () => {
  const spans: Span[] = [];
  const bench = top = await openBenchTop({ telemetry: { record: (signals) => { spans.push(...signals.spans); }, close: () => Promise.resolve() } });
  failOn(bench.cell);
  await bench.tell("workflow_run", runCompleted(bench.cell, 900));
  await bench.until(() => bench.cell.read().runs.some(({ status }) => status === "queued"));
  await bench.tell("workflow_run", runCompleted(bench.cell, await endFixJob(bench.cell)));
  await bench.until(({ offer }) => offer?.number === 1);
  expect(spans.filter(({ name }) => name === "agent.state.transition").map(({ attributes }) => attributes["regreen.to"])).toEqual(["STRATEGIZE", "SPEC", "PLAN", "THINK", "IMPLEMENT", "VERIFY", "REVIEW", "PR"]);
  expect(spans.filter(({ name }) => name === "agent.verify").slice(0, 2).map(({ attributes }) => attributes["regreen.of"]).toSorted()).toEqual(["policy", "post_checks"]);
  expect(new Set(spans.map(({ trace }) => trace)).size).toBe(1);
  expect(spans.filter(({ name }) => name === "process.violation")).toEqual([]);
});

test("a write that GitHub did not take at once is measured as a recovery", async () => {
  let refusals = 1;
  const bench = top = await openBenchTop({
    clock: impatientClock,
    writer: (writer) => ({ ...writer, perform: (...given) => { if (refusals-- > 0) throw new Error("the line broke"); return writer.perform(...given); } }),
  });
  failOn(bench.cell);
  await bench.tell("workflow_run", runCompleted(bench.cell, 900));
  await bench.until(() => bench.cell.read().runs.some(({ status }) => status === "queued"));
  const find = async () => (await readSlos(bench.store, { to: bench.clock.now(), seconds: 3_600 })).objectives.find(({ name }) => name === "tool_mttr_seconds");
  const measured = await until("the write that was tried again", async () => { const found = await find(); return found?.sample === 1 ? found : null; });
  expect(measured).toMatchObject({ value: expect.any(Number), unit: "seconds" });
});
