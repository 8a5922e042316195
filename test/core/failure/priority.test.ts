import { expect, test } from "@jest/globals";
import { Priority } from "../../../src/core/failure/pending-fix.ts";
import { priorityOf, type PriorityFacts } from "../../../src/core/failure/priority.ts";

const QUIET: PriorityFacts = { class: "format", skillComplexity: 1, onDefaultBranch: false, failures: 1, occurrences: 1, redSeconds: 60, othersBlocked: 0 };

test.each<[string, Partial<PriorityFacts>, string]>([
  ["a formatting slip on a branch can wait", {}, "P4"],
  ["the same on the default branch", { onDefaultBranch: true }, "P2"],
  ["a failing test on the default branch", { class: "test-failure", skillComplexity: null, onDefaultBranch: true }, "P1"],
  ["a build that is broken for everybody since yesterday", { class: "build-error", skillComplexity: null, onDefaultBranch: true, redSeconds: 90_000, othersBlocked: 9, occurrences: 12 }, "P0"],
])("%s", (_what, facts, expected) => {
  expect(priorityOf({ ...QUIET, ...facts }).priority).toBe(expected);
});

test("gives scores that the record's schema accepts, whose sum decides", () => {
  for (const onDefaultBranch of [false, true]) {
    for (const redSeconds of [0, 20_000, 200_000]) {
      for (const othersBlocked of [0, 1, 50]) {
        const scores = priorityOf({ ...QUIET, class: "test-failure", onDefaultBranch, redSeconds, othersBlocked });
        expect(Priority.parse(scores)).toEqual(scores);
      }
    }
  }
});
