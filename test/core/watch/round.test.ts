import { describe, expect, test } from "@jest/globals";
import { judgeFix, whyNotAgain, withTried, type Tally } from "../../../src/core/watch/round.ts";
import { nothingYet, summaryText, withRound } from "../../../src/core/watch/summary.ts";

const never: Tally = new Map();

describe("how often a failure is tried", () => {
  test("three times, and then no more", () => {
    const thrice = [1, 2, 3].reduce((tally) => withTried(tally, ["a"], false), never);
    expect([whyNotAgain(never, "a", 3), whyNotAgain(withTried(never, ["a"], false), "a", 3), whyNotAgain(thrice, "a", 3), whyNotAgain(thrice, "b", 3)]).toEqual([
      null, null, "it was tried 3 times, and a failure is tried 3 times at most (fix.max_attempts)", null,
    ]);
  });

  test("not again once it was mended (S4)", () => {
    expect(whyNotAgain(withTried(never, ["a"], true), "a", 3)).toBe("it was mended before, and is back: what brings it back is for you to find");
  });
});

describe("what becomes of a fix", () => {
  const judge = (exit: number, after: readonly string[]): string => {
    const judged = judgeFix({ answered: ["lint"], before: { exit: 1, fingerprints: ["lint", "test"] }, after: { exit, fingerprints: after } });
    return judged.kind === "keep" ? `keep, ${String(judged.remaining)} remain` : judged.reason;
  };

  test.each([
    [0, [], "keep, 0 remain"],
    [1, ["test"], "keep, 1 remain"],
    [1, ["lint"], "the failure is still there after it"],
    [1, ["test", "build"], "another failure came with it"],
    [2, [], "the command still fails (exit 2), and nothing says why"],
  ])("exit %d with %j: %s", (exit, after, verdict) => {
    expect(judge(exit, after)).toBe(verdict);
  });
});

test("the summary counts attempts, fixes, refusals with their reasons, time and success", () => {
  const first = withRound(nothingYet, { red: true, attempts: 1, fixes: 1, rolledBack: 0, refusals: ["no skill"] }, 61);
  const second = withRound(first, { red: true, attempts: 1, fixes: 0, rolledBack: 1, refusals: ["no skill", "another failure came with it"] }, 3_700);
  expect(second).toEqual({
    rounds: 2, red: 2, attempts: 2, fixes: 1, rolled_back: 1, uptime_seconds: 3_700, success_rate: 0.5,
    refusals: [{ reason: "no skill", count: 2 }, { reason: "another failure came with it", count: 1 }],
  });
  expect(summaryText(second)).toBe([
    "Watched for 1 h 1 min: 2 rounds, 2 red.", "  2 attempts, 1 fix kept, 1 rolled back; success: 50 % of the attempts",
    "  not mended (2 times): no skill", "  not mended: another failure came with it",
  ].join("\n"));
});
