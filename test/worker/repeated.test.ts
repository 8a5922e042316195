/** Row E9: the App takes a fix only where the job says that it made the same bytes twice. */
import { afterEach, expect, test } from "@jest/globals";
import type { FixResult } from "../../src/core/fix/result.ts";
import { openBenchTop, type BenchTop } from "./bench-top.ts";
import { endFixJob, failOn, runCompleted } from "./red-repository.ts";

let top: BenchTop | null = null;
afterEach(async () => { await top?.close(); top = null; });

async function ended(repeated: FixResult["repeated"]): Promise<BenchTop> {
  const bench = top = await openBenchTop();
  failOn(bench.cell);
  await bench.tell("workflow_run", runCompleted(bench.cell, 900));
  await bench.until(() => bench.cell.read().runs.some(({ status }) => status === "queued"));
  await bench.tell("workflow_run", runCompleted(bench.cell, await endFixJob(bench.cell, { result: { repeated } })));
  return bench;
}

test("a job of an Action that does not run fixes twice is no fault of the code: the check on the commit says what to update, and no issue is opened", async () => {
  const bench = await ended(undefined);
  expect(await bench.until(({ step }) => step === "closed")).toMatchObject({ status: "failed", offer: null, reason: expect.stringContaining("the fix job's Action is older than this App") });
  expect([bench.cell.read().issues, bench.cell.read().writes.filter((write) => write.startsWith("pull"))]).toEqual([[], []]);
});

test("a job that says that the second run made other bytes, and shows a patch all the same, is handed to a person with the file", async () => {
  const bench = await ended({ same: false, different: ["src/app.js"], seconds: 1 });
  expect(await bench.until(({ step }) => step === "closed")).toMatchObject({ status: "escalated", offer: null, reason: "the fix made different bytes when it was run again: src/app.js" });
});

test("that both runs made the same bytes stands in the evidence and in the pull request", async () => {
  const bench = await ended({ same: true, different: [], seconds: 1 });
  const repair = await bench.until(({ offer }) => offer?.number === 1);
  const checks = repair.evidence.find(({ file }) => file === "checks.json");
  const text = new TextDecoder().decode((await bench.store.evidence.content(checks?.sha256 ?? ("" as never))) ?? new Uint8Array());
  expect(JSON.parse(text)).toMatchObject({ repeated: { same: true, different: [], seconds: 1 } });
  expect(bench.cell.read().pulls[0]?.body).toContain("the fix twice with the same bytes");
});
