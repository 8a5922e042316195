import { describe, expect, test } from "@jest/globals";
import type { PendingFix } from "../../../../src/core/failure/pending-fix.ts";
import type { FixId } from "../../../../src/core/identity/identifier.ts";
import { after } from "../../../../src/core/identity/timestamp.ts";
import { ancestryOf, twin } from "../../../../src/core/repair/diagnose/lineage.ts";
import type { Repair } from "../../../../src/core/repair/repair.ts";
import { at, digest, fix, headSha, priority, repairIn, repo } from "../a-repair.ts";

const failure: PendingFix = {
  fix_id: fix, repo, head_sha: headSha, check: "CI / lint", skill_id: null, pattern_name: "eslint_problems", failure_class: "lint", tool: "eslint", fingerprint: digest, mps: priority,
  file_paths: [], locations: [], failing_tests: [], error_snippet: "", fix_action: null, confidence: 1, status: "pending", assigned_to: null, standards: [], timestamp: at,
};
const younger = after(at, 60);
const repair = repairIn(null, { step: "diagnose", opened_at: younger });
const other = (change: Partial<Repair> = {}): Repair => repairIn("PR", { id: "fix_20261120_212900_aaaa" as FixId, failures: [failure], ...change });

describe("the same failure", () => {
  test.each<[string, Repair, string]>([
    ["that an older repair works on is left to it", other(), "underway"],
    ["that a younger repair works on is ours", other({ opened_at: after(at, 120) }), "fresh"],
    ["on another branch is ours", other({ subject: { ...repair.subject, branch: "release" } }), "fresh"],
    ["that was merged today came back", other({ step: "closed", status: "merged" }), "returned"],
    ["that a person closed today is declined", other({ step: "closed", status: "closed", phase: "MONITOR" }), "declined"],
    ["that a person closed a year ago is declined still", other({ step: "closed", status: "closed", phase: "MONITOR", progressed_at: after(at, -31_536_000) }), "declined"],
    ["whose offer ended when the configuration was taken away is tried", other({ step: "closed", status: "closed", phase: "PR" }), "fresh"],
    ["that was suggested once is not said again", other({ step: "closed", status: "closed", phase: "PR", delivery: "suggested" }), "declined"],
    ["that was to be suggested on a head that had moved is tried", other({ step: "closed", status: "skipped", phase: "PR", delivery: "suggested" }), "fresh"],
    ["that was closed without ever being offered is tried", other({ step: "closed", status: "closed", offer: null }), "fresh"],
    ["that was merged two days ago is new", other({ step: "closed", status: "merged", progressed_at: after(at, -172_800) }), "fresh"],
    ["that was handed to a person before is told again", other({ step: "closed", status: "escalated" }), "fresh"],
  ])("%s", (_name, sibling, kind) => {
    expect(ancestryOf(digest, repair, { others: [repair, sibling], at: younger }).kind).toBe(kind);
  });
});

test("a workflow that ran twice on one commit is worked on once, by the older repair", () => {
  const push = other({ failures: [], subject: { ...repair.subject, source: { kind: "workflow_run", run_id: 899, run_attempt: 1, workflow: ".github/workflows/ci.yml" } } });
  expect([twin(repair, [repair, push])?.id, twin(push, [repair, push])]).toEqual([push.id, null]);
});
