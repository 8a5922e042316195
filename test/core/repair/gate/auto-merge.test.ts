import { describe, expect, test } from "@jest/globals";
import { Configuration } from "../../../../src/core/configuration/configuration.ts";
import { mergeEffect, type Merging } from "../../../../src/core/repair/gate/auto-merge.ts";
import type { PullFacts } from "../../../../src/core/repair/gate/snapshot.ts";
import type { GitSha } from "../../../../src/core/identity/identifier.ts";
import type { Verdict } from "../../../../src/core/policy/verdict.ts";
import { at, documents, headSha, repairIn } from "../a-repair.ts";

const verdict: Verdict = { ...documents.REVIEW.verdict, gate: "merge", answer: "allow", head_sha: headSha, base_sha: "b".repeat(40) as GitSha };
const pull: PullFacts = {
  number: 5, state: "open", merged: false, mergeSha: null, draft: false, author: "regreen[bot]", headSha, headBranch: "regreen/fix_20261120_213000_k3f9", headRepositoryId: 7, baseBranch: "main", mergeable: true, labels: ["regreen"], url: "",
};
const good: Merging = { verdict, pull, configuration: Configuration.parse({ version: 1, auto_merge: { enabled: true } }), receipts: [], at, standing: "trusted", protected: true, changesRequested: 0 };
const merge = (change: Partial<Merging> = {}): ReturnType<typeof mergeEffect> => mergeEffect(repairIn("PR"), { ...good, ...change });
const tried = Array.from({ length: 3 }, (_, index) => ({
  key: `k${index}`, effect: { kind: "merge_pull_request" as const, number: 5, head_sha: headSha, method: "squash" as const }, receipt: { kind: "merge_pull_request" as const, merged: false, merge_sha: null, reason: "no" },
}));

test("G01: the merge is of the commit that was judged, with what it was judged over, and only for a minute", () => {
  expect(merge()?.effect).toEqual({ kind: "merge_pull_request", number: 5, head_sha: headSha, method: "squash", base_sha: verdict.base_sha, labels: ["regreen"], not_after: "2026-11-20T21:31:00.000Z" });
});

describe("nothing is merged", () => {
  test.each<readonly [string, Partial<Merging>]>([
    ["where the repository does not ask for it", { configuration: Configuration.parse({ version: 1 }) }],
    ["in a dry run", { configuration: Configuration.parse({ version: 1, dry_run: true, auto_merge: { enabled: true } }) }],
    ["without a configuration", { configuration: null }],
    ["when the verdict denies", { verdict: { ...verdict, answer: "deny" } }],
    ["G13: when the verdict waits", { verdict: { ...verdict, answer: "wait" } }],
    ["G01: when the verdict is of another head", { verdict: { ...verdict, head_sha: "c".repeat(40) as GitSha } }],
    ["when a rule was waived", { verdict: { ...verdict, rules: [{ rule: "a", pack: "p", answer: "deny", message: "", facts: [], places: [], stage: 3, set_aside: "waived" }] } }],
    ["when the skill is only promoted", { standing: "promoted" }],
    ["when its standing is not known", { standing: null }],
    ["G11: when nothing protects the base branch", { protected: false }],
    ["G11: when it cannot be read whether something does", { protected: null }],
    ["G18: when a person has put a label on it", { pull: { ...pull, labels: ["regreen", "needs work"] } }],
    ["when somebody asks for changes", { changesRequested: 1 }],
    ["when it cannot be read whether somebody does", { changesRequested: null }],
    ["after GitHub has refused three times", { receipts: tried }],
  ])("%s", (_what, change) => {
    expect(merge(change)).toBeNull();
  });
});

test("a person's approval of this very head stands for trust, and for nothing else", () => {
  const approved = (commit: GitSha, change: Partial<Merging> = {}): ReturnType<typeof mergeEffect> => mergeEffect({ ...repairIn("PR"), approval: { by: "octo", at, commit } }, { ...good, standing: "promoted", ...change });
  expect(approved(headSha)?.effect.kind).toBe("merge_pull_request");
  expect([approved("c".repeat(40) as GitSha), approved(headSha, { verdict: { ...verdict, answer: "wait" } }), approved(headSha, { protected: null }), approved(headSha, { configuration: Configuration.parse({ version: 1 }) })]).toEqual([null, null, null, null]);
});

test("what GitHub refused on an earlier head does not count for this one", () => {
  expect(merge({ receipts: tried.map((one) => ({ ...one, effect: { ...one.effect, head_sha: "d".repeat(40) as GitSha } })) })?.key).toMatch(/:merge:1a2b3c4d.*:0$/);
});
