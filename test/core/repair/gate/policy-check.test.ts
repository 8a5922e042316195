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

/** Asks for the verdict so many times more, each request refused. */
function refusedTimes(count: number, before: readonly Settled[] = []): readonly Settled[] {
  const request = ask(denied, before);
  if (count === 0) return before;
  if (request === null) throw new Error("it was not asked for again");
  return refusedTimes(count - 1, [...before, { key: request.key, effect: request.effect, receipt: { kind: "refused", code: "github-invalid", message: "Validation Failed" } }]);
}

test.each([[1, ":policy:1"], [2, ":policy:2"]])("a check that GitHub refused %i time(s) is asked for again under a number of its own", (refusals, key) => {
  expect(ask(denied, refusedTimes(refusals))).toMatchObject({ key: expect.stringMatching(new RegExp(`${key}$`)), effect: { kind: "post_check", head_sha: headSha } });
});

test("what GitHub refused three times in a row is not asked for a fourth time", () => {
  expect(ask(denied, refusedTimes(3))).toBeNull();
});

test("a check that was taken after it had been refused stands, and is not posted again", () => {
  expect(ask(denied, [...refusedTimes(2), settled(denied)])).toBeNull();
});

test("refusals are counted from the last check that was taken", () => {
  const back = verdict("allow", "Allowed.", "checks.failed = []");
  const taken = [...refusedTimes(2), settled(back)];
  expect(ask(denied, refusedTimes(2, taken))).not.toBeNull();
});

test("another verdict is posted whatever was refused before it", () => {
  expect(ask(waiting, refusedTimes(3))).not.toBeNull();
});

test("the same verdict on another head is posted there", () => {
  expect(ask(waiting, [settled(waiting)], "f".repeat(40) as typeof headSha)).toMatchObject({ key: expect.stringMatching(/:policy:1$/), effect: { head_sha: "f".repeat(40) } });
});
