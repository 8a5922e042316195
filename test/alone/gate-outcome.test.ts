import { expect, test } from "@jest/globals";
import { gateOutcome } from "../../src/alone/gate-outcome.ts";
import { openGuard } from "../../src/core/repair/guard/open-guard.ts";
import { GitSha, RepositoryName } from "../../src/core/identity/identifier.ts";
import { Timestamp } from "../../src/core/identity/timestamp.ts";
import type { Settled } from "../../src/core/repair/gate/snapshot.ts";

const head = GitSha.parse("a".repeat(40));
const at = Timestamp.parse("2026-11-28T08:00:00.000Z");
const guard = openGuard({
  repository: { id: 1, name: RepositoryName.parse("octo/hello"), installation_id: 1, default_branch: "main" }, source: { kind: "pull_request", number: 7 }, number: 7,
  branch: "feature", baseBranch: "main", baseSha: GitSha.parse("b".repeat(40)), headSha: head, moment: "now",
}, { at, seed: "k3f9" }).opened.repair;

const said = (conclusion: "success" | "failure" | "neutral" | null): Settled => ({
  key: "k",
  effect: { kind: "post_check", name: "regreen/policy", head_sha: head, external_id: guard.id, status: conclusion === null ? "in_progress" : "completed", conclusion, title: "t", summary: "s", annotations: [] },
  receipt: { kind: "refused", code: "github-forbidden", message: "the token only reads" },
});

test.each([[["success"], "allowed"], [["neutral"], "allowed"], [["failure"], "denied"], [[null], "waiting"], [["success", "failure"], "denied"], [[], "waiting"]] as const)("a guard that said %j, though GitHub did not take it, is %s", (conclusions, verdict) => {
  expect(gateOutcome({ judge: guard, headSha: head, receipts: conclusions.map(said), governs: true }).verdict).toBe(verdict);
});

test("a word about another head is no verdict on this one", () => {
  const { effect, ...rest } = said("success");
  const other: Settled = effect.kind === "post_check" ? { ...rest, effect: { ...effect, head_sha: GitSha.parse("c".repeat(40)) } } : said("success");
  expect(gateOutcome({ judge: guard, headSha: head, receipts: [other], governs: true }).verdict).toBe("waiting");
});

test("where the gate governs no pull requests of others, it says how it would", () => {
  expect(gateOutcome({ judge: null, headSha: head, receipts: [], governs: false })).toMatchObject({ verdict: "ungoverned", title: expect.stringContaining("`gate: {govern: all}`") });
});

test("a branch that is only called like one of Regreen's own, and has no judge, does not pass (G12)", () => {
  expect(gateOutcome({ judge: null, headSha: head, receipts: [], governs: true }).verdict).toBe("denied");
});

test("a guard that is over lets nothing pass, and tells why", () => {
  expect(gateOutcome({ judge: { ...guard, step: "closed", reason: "its head moved: the new head has a guard of its own" }, headSha: head, receipts: [said("success")], governs: true })).toMatchObject({ verdict: "denied", title: "its head moved: the new head has a guard of its own" });
});
