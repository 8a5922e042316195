import { expect, test } from "@jest/globals";
import { patienceOver } from "../../../src/core/repair/patience.ts";
import { after } from "../../../src/core/identity/timestamp.ts";
import { at, repairIn } from "./a-repair.ts";

const waiting = repairIn("PR", { step: "gate", offer: { branch: "regreen/x", base_branch: "main", base_sha: repairIn(null).subject.head_sha, commit_sha: null, number: 5, url: null, revision: 0 } });

test.each([
  ["89 minutes in a step", repairIn("THINK", { step: "collect" }), 89, null],
  ["90 minutes in a step", repairIn("THINK", { step: "collect" }), 90, "nothing moved for 90 minutes"],
  ["a pull request that waits for people", waiting, 900, null],
  ["two violations", repairIn("PLAN", { violations: 2 }), 0, null],
  ["three violations", repairIn("PLAN", { violations: 3 }), 0, "3 moves were refused"],
])("%s", (_name, repair, minutes, over) => {
  expect(patienceOver(repair, after(at, minutes * 60))).toBe(over);
});
