/** Row G2: the operator's own decision point is asked before something is proposed, and before it is merged; it can only make the answer stricter. */
import { afterEach, expect, test } from "@jest/globals";
import type { SecondOpinion } from "../../src/core/policy/second-opinion.ts";
import type { DecisionPoint } from "../../src/ports/decision-point.ts";
import { openBenchTop, type BenchTop } from "./bench-top.ts";
import { endFixJob, failOn, runCompleted } from "./red-repository.ts";
import { commitOn } from "./scripted-github.ts";

let top: BenchTop | null = null;
afterEach(async () => { await top?.close(); top = null; });

type Asked = Parameters<DecisionPoint["decide"]>[0];

async function mended(answer: (asked: Asked) => SecondOpinion): Promise<{ readonly bench: BenchTop; readonly asked: Asked[] }> {
  const asked: Asked[] = [];
  const bench = top = await openBenchTop({ decisionPoint: { decide: (question) => { asked.push(question); return Promise.resolve(answer(question)); } } });
  failOn(bench.cell);
  await bench.tell("workflow_run", runCompleted(bench.cell, 900));
  await bench.until(() => bench.cell.read().runs.some(({ status }) => status === "queued"));
  await bench.tell("workflow_run", runCompleted(bench.cell, await endFixJob(bench.cell)));
  return { bench, asked };
}

test("what it denies at the propose gate is not proposed: a person is told with its reasons", async () => {
  const { bench, asked } = await mended(() => ({ kind: "deny", reasons: ["no change on a Friday"] }));
  expect(await bench.until(({ step }) => step === "closed")).toMatchObject({ status: "escalated", offer: null, reason: expect.stringContaining("decision (The organisation's decision point does not allow a proposal: it was asked with `gate` \"propose\", before there is a pull request") });
  expect(asked.map(({ gate }) => gate)).toEqual(["propose"]);
  expect(asked[0]?.facts).toMatchObject({ pull: { number: 0, files: ["src/app.js"] }, evidence: { missing: [] }, post_checks: { total: 1, failed: 0 } });
});

test("its silence at the propose gate is a no", async () => {
  const { bench } = await mended(() => ({ kind: "silent", problem: "it cannot be reached" }));
  expect(await bench.until(({ step }) => step === "closed")).toMatchObject({ status: "escalated", offer: null });
});

test("what it allows is proposed, and it is asked again at the merge gate", async () => {
  const { bench, asked } = await mended(() => ({ kind: "allow" }));
  await bench.until(({ offer, reason }) => offer?.number === 1 && reason?.startsWith("Waiting for") === true);
  expect([...new Set(asked.map(({ gate }) => gate))]).toEqual(["propose", "merge"]);
});

test("an offer whose base moved is not built again where it says no to that", async () => {
  let proposals = 0;
  const { bench } = await mended(({ gate }) => (gate === "propose" && (proposals += 1) > 1 ? { kind: "deny", reasons: [] } : { kind: "allow" }));
  await bench.until(({ offer, reason }) => offer?.number === 1 && reason?.startsWith("Waiting for") === true);
  commitOn(bench.cell, "main", { "README.md": "moved\n" });
  await bench.tell("push", { ref: "refs/heads/main", repository: { id: 7, full_name: "octo/hello", default_branch: "main" }, installation: { id: 42 } });
  const left = await bench.until(({ reason }) => reason?.includes("base-current") === true);
  expect([left.offer?.revision, proposals]).toEqual([0, 2]);
});
