import { describe, expect, test } from "@jest/globals";
import { judgeAlerts } from "../../../src/core/history/alert.ts";
import type { Past } from "../../../src/core/history/past.ts";
import { binomialTail, rateRose } from "../../../src/core/history/rate-rose.ts";
import { fingerprint, hoursAgo, moment, occurrence, past, run } from "./a-past.ts";

const fired = (known: Past, branch = "main"): string[] => judgeAlerts({ past: known, fingerprint, moment: { ...moment, branch }, defaultBranch: "main" }).map(({ rule }) => rule);
const each = (count: number, hours: (index: number) => number): ReturnType<typeof occurrence>[] => Array.from({ length: count }, (_, index) => occurrence(index, hoursAgo(hours(index)), { branch: "topic" }));

describe("an alert fires", () => {
  test("for what was never seen in the repository, on its default branch", () => {
    expect(fired(past([]))).toEqual(["new"]);
  });

  test("when it comes far more often than in the week before", () => {
    expect(fired(past([...each(9, (index) => 0.5 * index), occurrence(99, hoursAgo(100), { branch: "topic" })]), "topic")).toEqual(["spike"]);
  });

  test("when the default branch stays red for hours over several runs", () => {
    expect(fired(past([occurrence(1, hoursAgo(5)), occurrence(2, hoursAgo(3))]))).toEqual(["sustained"]);
  });
});

describe("no alert fires", () => {
  test("for a new failure on another branch", () => {
    expect(fired(past([]), "topic")).toEqual([]);
  });

  test("for what comes as often as ever", () => {
    expect(fired(past(each(60, (index) => 3 * index)), "topic")).toEqual([]);
  });

  test("for a few in a row of what is rare", () => {
    expect(fired(past([...each(3, () => 1), occurrence(99, hoursAgo(160), { branch: "topic" })]), "topic")).toEqual([]);
  });

  test("for a branch that was green in between", () => {
    expect(fired(past([occurrence(1, hoursAgo(5)), occurrence(2, hoursAgo(3))], { runs: [run(9, "passed", hoursAgo(4))] }))).toEqual([]);
  });
});

test.each([[0, 4, 0.5, 1], [4, 4, 0.5, 0.0625], [3, 4, 0.5, 0.3125], [1, 2, 0.1, 0.19]])("%d or more hits of %d at %d have the chance %d", (least, trials, share, chance) => {
  expect(binomialTail(least, trials, share)).toBeCloseTo(chance, 10);
});

test("a rate is said to have risen by chance in less than one of a thousand looks", () => {
  expect(rateRose({ count: 5, hours: 6 }, { count: 100, hours: 168 })).toBe(false);
  expect(rateRose({ count: 12, hours: 6 }, { count: 28, hours: 168 })).toBe(true);
  expect(rateRose({ count: 4, hours: 6 }, { count: 1, hours: 168 })).toBe(false);
});
