import { describe, expect, test } from "@jest/globals";
import type { PendingFix } from "../../../../src/core/failure/pending-fix.ts";
import type { FixId } from "../../../../src/core/identity/identifier.ts";
import { after } from "../../../../src/core/identity/timestamp.ts";
import { Configuration } from "../../../../src/core/configuration/configuration.ts";
import { decideSibling } from "../../../../src/core/repair/diagnose/decide-uncovered.ts";
import { ancestryOf, twin } from "../../../../src/core/repair/diagnose/lineage.ts";
import { openSibling } from "../../../../src/core/repair/open-repair.ts";
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
    expect(ancestryOf(digest, repair, { others: [repair, sibling], most: 3, at: younger }).kind).toBe(kind);
  });
});

describe("attempts at one failure of a branch, in whatever run it shows", () => {
  const failed = (number: number, change: Partial<Repair> = {}): Repair => other({ id: `fix_20261120_20000${number}_aaaa` as FixId, step: "closed", status: "escalated", phase: "THINK", offer: null, ...change });
  const kindOf = (...others: readonly Repair[]): string => ancestryOf(digest, repair, { others, most: 3, at: younger }).kind;

  test("are three within a day, added up over its repairs", () => {
    expect([kindOf(failed(1), failed(2)), kindOf(failed(1), failed(2, { attempts: 2 })), kindOf(failed(1), failed(2), failed(3))]).toEqual(["fresh", "spent", "spent"]);
  });

  test.each<[string, Partial<Repair>]>([
    ["a fix that held, and that a policy denied or a candidate made", { phase: "REVIEW" }], ["a failure that people were told of without a fix job", { attempts: 0, phase: "STRATEGIZE" }],
    ["a fix job that is not set up", { status: "failed" }], ["two days ago", { progressed_at: after(at, -172_800) }], ["another branch", { subject: { ...repair.subject, branch: "release" } }],
  ])("do not count: %s", (_name, change) => {
    expect(kindOf(failed(1, change), failed(2), failed(3))).toBe("fresh");
  });
});

test("a workflow that ran twice on one commit is worked on once, by the older repair", () => {
  const push = other({ failures: [], subject: { ...repair.subject, source: { kind: "workflow_run", run_id: 899, run_attempt: 1, workflow: ".github/workflows/ci.yml" } } });
  expect([twin(repair, [repair, push])?.id, twin(push, [repair, push])]).toEqual([push.id, null]);
});

test("a failure that a loop guard stopped is a loop in the repair beside another one too", () => {
  const { opened } = openSibling(repair, { failure, reason: "it came back", loop: true, at });
  const { entries } = decideSibling(opened.repair, { reason: "it came back", at, configuration: Configuration.parse({ version: 1 }), webUrl: null, occurrences: new Map(), seenBefore: [] });
  expect(entries.filter(({ kind }) => kind === "stopped").map(({ repair: id, payload }) => [id, payload["loop"]])).toEqual([[opened.repair.id, true]]);
});
