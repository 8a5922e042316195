import { describe, expect, test } from "@jest/globals";
import { findFixRun, type RunFacts } from "../../../../src/core/repair/collect/find-fix-run.ts";
import { fixRunTitle } from "../../../../src/core/repair/fix-run.ts";
import { fix, plan, repairIn } from "../a-repair.ts";

const ours: RunFacts = {
  id: 10, path: ".github/workflows/regreen-fix.yml", event: "workflow_dispatch", title: fixRunTitle(fix, plan.plan_id), status: "completed", conclusion: "success", headBranch: "main", headRepositoryId: 7,
};

test("the newest run of the workflow, on the default branch, whose title names repair and plan is found", () => {
  expect(findFixRun([ours, { ...ours, id: 12 }, { ...ours, id: 11 }], repairIn("THINK"), plan)?.id).toBe(12);
});

describe("a look-alike is not taken (attack D20)", () => {
  test.each<[string, Partial<RunFacts>]>([
    ["another workflow file", { path: ".github/workflows/evil.yml" }],
    ["a file whose name begins alike", { path: ".github/workflows/regreen-fix.yml.yml" }],
    ["another event", { event: "pull_request" }],
    ["a fork", { headRepositoryId: 8 }],
    ["a deleted repository", { headRepositoryId: null }],
    ["another branch", { headBranch: "topic" }],
    ["another plan", { title: fixRunTitle(fix, `plan_${"b".repeat(64)}` as typeof plan.plan_id) }],
    ["a title with more in it", { title: `${fixRunTitle(fix, plan.plan_id)} again` }],
  ])("%s", (_name, change) => {
    expect(findFixRun([{ ...ours, ...change }], repairIn("THINK"), plan)).toBeNull();
  });
});
