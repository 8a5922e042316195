import { expect, test } from "@jest/globals";
import { othersBlocked, redSince, timesSeen } from "../../../src/core/history/past.ts";
import { seenBefore } from "../../../src/core/history/seen-before.ts";
import { failure, fingerprint, hoursAgo, moment, now, occurrence, past, run, sha } from "./a-past.ts";

test("a failure is counted once for each run, however many checks show it, and this run once though it was kept before", () => {
  const seen = past([occurrence(1, hoursAgo(9)), occurrence(1, hoursAgo(9), { check: "CI / lint" }), occurrence(2, hoursAgo(8)), occurrence(1000, hoursAgo(1))]);
  expect(timesSeen(seen, fingerprint, moment)).toBe(3);
});

test("it is red since the first failure after the last green run of the branch", () => {
  const seen = [occurrence(1, hoursAgo(50)), occurrence(3, hoursAgo(20)), occurrence(4, hoursAgo(10)), occurrence(5, hoursAgo(30), { branch: "topic" })];
  const runs = [run(6, "passed", hoursAgo(5), { branch: "topic" }), run(2, "passed", hoursAgo(40))];
  expect(redSince(past(seen, { runs }), fingerprint, moment)).toBe(hoursAgo(20));
  expect(redSince(past([]), fingerprint, moment)).toBe(now);
});

test("blocked are open pull requests whose head fails for the same reason", () => {
  const seen = [occurrence(1, hoursAgo(3), { branch: "open", head_sha: sha("b") }), occurrence(2, hoursAgo(3), { branch: "closed", head_sha: sha("c") }), occurrence(3, hoursAgo(3), { head_sha: sha("d") })];
  expect(othersBlocked(past(seen, { openHeads: new Set([sha("b"), sha("d")]) }), fingerprint, moment)).toBe(1);
});

test("people are told how often it was seen, and which of its tests are flaky", () => {
  const runs = [run(1, "failed", hoursAgo(4)), run(2, "passed", hoursAgo(3)), run(3, "failed", hoursAgo(2), { head_sha: sha("b") })];
  const known = past([occurrence(1, hoursAgo(4)), occurrence(3, hoursAgo(2), { branch: "topic" })], { runs, testFailures: new Map([["adds @all", [failure(1, "adds @all"), failure(3, "adds @all")]]]) });
  expect(seenBefore(known, { fingerprint, tests: ["adds @all", "other"] }, moment)).toEqual([
    `seen in 3 runs since ${hoursAgo(4)}, on 2 branches`,
    "the test `adds @all` passed and failed on the same commit 1 of 1 times (95 % interval: 21 % to 100 %)",
  ]);
});

test("of what was never seen before nothing is said", () => {
  expect(seenBefore(past([]), { fingerprint, tests: ["adds"] }, moment)).toEqual([]);
});
