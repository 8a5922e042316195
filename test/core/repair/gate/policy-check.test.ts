import { expect, test } from "@jest/globals";
import type { Verdict } from "../../../../src/core/policy/verdict.ts";
import { policyCheckEffect } from "../../../../src/core/repair/gate/policy-check.ts";
import type { Settled } from "../../../../src/core/repair/gate/snapshot.ts";
import { documents, headSha, repairIn } from "../a-repair.ts";

const verdict = (answer: Verdict["answer"], summary: string, fact: string): Verdict => ({
  ...documents.REVIEW.verdict, gate: "merge", answer, summary, rules: [{ rule: "checks-finished", pack: "default", answer, message: "Every check has finished", facts: [fact], stage: 4, set_aside: null, places: [] }],
});
const ask = (judged: Verdict, receipts: readonly Settled[], head = headSha): ReturnType<typeof policyCheckEffect> => policyCheckEffect(repairIn("PR"), { verdict: judged, head, receipts });
function settled(judged: Verdict): Settled {
  const request = ask(judged, []);
  if (request === null) throw new Error("nothing was asked for");
  return { key: request.key, effect: request.effect, receipt: { kind: "post_check", check_run_id: 1 } };
}

const waiting = verdict("wait", "Waiting for checks-finished.", "checks.pending = [lint, test]");
const fewer = verdict("wait", "Waiting for checks-finished.", "checks.pending = [test]");
const denied = verdict("deny", "Denied by checks-finished.", "checks.failed = [test]");

test.each<[string, Verdict, readonly Settled[], boolean]>([
  ["the first verdict is posted", waiting, [], true],
  ["the same wait for fewer checks is not worth a write", fewer, [settled(waiting)], false],
  ["another answer is posted", denied, [settled(waiting)], true],
  ["the same final word is not posted again", denied, [settled(denied)], false],
  ["a final word whose facts changed is posted", verdict("deny", "Denied by checks-finished.", "checks.failed = [lint]"), [settled(denied)], true],
  ["a verdict that comes back is posted again", waiting, [settled(waiting), settled(denied)], true],
])("%s", (_name, judged, receipts, posts) => {
  expect(ask(judged, receipts) !== null).toBe(posts);
});

test("the same verdict on another head is posted there", () => {
  expect(ask(waiting, [settled(waiting)], "f".repeat(40) as typeof headSha)).toMatchObject({ key: expect.stringMatching(/:policy:1$/), effect: { head_sha: "f".repeat(40) } });
});
