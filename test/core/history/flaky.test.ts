import { describe, expect, test } from "@jest/globals";
import { flakyText, judgeFlaky, type FlakyVerdict } from "../../../src/core/history/flaky.ts";
import type { RunOutcome } from "../../../src/core/history/run-outcome.ts";
import { wilson } from "../../../src/core/history/wilson.ts";
import { GitSha } from "../../../src/core/identity/identifier.ts";
import { failure, now, run } from "./a-past.ts";

const commit = (number: number): GitSha => GitSha.parse(number.toString(16).padStart(40, "0"));

/** Two runs on each commit: of the first `disagreed` of them, one fails and one passes; of the others, both pass. */
function judged(disagreed: number, repeated: number): FlakyVerdict {
  const runs = Array.from({ length: repeated }, (_, at): RunOutcome[] => [run(2 * at, at < disagreed ? "failed" : "passed", now, { head_sha: commit(at) }), run(2 * at + 1, "passed", now, { head_sha: commit(at) })]).flat();
  return judgeFlaky({ test: "adds", runs, failures: Array.from({ length: disagreed }, (_, at) => failure(2 * at, "adds")) });
}

describe("a test that passed and failed on the same commit", () => {
  test.each([[1, 1, "flaky"], [3, 20, "flaky"], [1, 30, "suspect"], [0, 30, "steady"], [0, 0, "unknown"]])("%d of %d times is %s", (disagreed, repeated, verdict) => {
    expect(judged(disagreed, repeated)).toMatchObject({ verdict, disagreed, repeated });
  });

  test("is told with its interval", () => {
    expect(flakyText(judged(3, 20))).toBe("passed and failed on the same commit 3 of 20 times (95 % interval: 5 % to 36 %)");
    expect(flakyText(judged(0, 20))).toBeNull();
  });
});

test("a red run that does not name the test says nothing of it", () => {
  const runs = [run(1, "failed", now), run(2, "passed", now)];
  expect(judgeFlaky({ test: "adds", runs, failures: [] })).toMatchObject({ verdict: "unknown", repeated: 0 });
});

test("a test that fails on one commit and passes on the next is not flaky", () => {
  const runs = [1, 2].flatMap((number) => [run(number, "failed", now, { head_sha: commit(1) }), run(10 + number, "passed", now, { head_sha: commit(2) })]);
  expect(judgeFlaky({ test: "adds", runs, failures: [failure(1, "adds"), failure(2, "adds")] })).toMatchObject({ verdict: "steady", repeated: 2 });
});

test.each([[0, 10, 0, 0.2775], [10, 10, 0.7225, 1], [3, 20, 0.0524, 0.3604], [0, 0, 0, 1]])("the interval of %d of %d is %d to %d (as published tables have it)", (hits, trials, low, high) => {
  const interval = wilson(hits, trials);
  expect([interval.low, interval.high]).toEqual([expect.closeTo(low, 3), expect.closeTo(high, 3)]);
});
