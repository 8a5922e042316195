/** The diary that goes with an escalation: sentences that somebody reads who has never seen the ledger. */
import { expect, test } from "@jest/globals";
import { appendEntries, origin } from "../../../src/core/ledger/chain.ts";
import type { LedgerDraft } from "../../../src/core/ledger/entry.ts";
import { LedgerKind } from "../../../src/core/ledger/entry.ts";
import { diaryOf } from "../../../src/core/repair/diary.ts";
import { record } from "../../../src/core/repair/record.ts";
import { at, repairIn } from "./a-repair.ts";

const entry = (kind: LedgerDraft["kind"], payload: LedgerDraft["payload"] = {}, phase: LedgerDraft["phase"] = "PLAN"): LedgerDraft => record(repairIn(phase), { kind, at, payload });
const diary = (...drafts: readonly LedgerDraft[]): readonly string[] => diaryOf(appendEntries(origin, [...drafts]));

test("each step of a repair is a sentence", () => {
  expect(diary(
    entry("repair_opened", {}, null), entry("phase_entered", { from: "SPEC" }), entry("lease_contended"), entry("effect_requested", { effect: "dispatch_fix" }), entry("effect_done", { effect: "dispatch_fix", receipt: { kind: "dispatch_fix", run_id: 7 } }),
    entry("phase_refused", { to: "VERIFY", rule: "forged", message: "change.json is not what was recorded", violations: 2 }), entry("backtracked", { from: "REVIEW", reason: "main moved" }),
    entry("policy_evaluated", { gate: "propose", answer: "deny", summary: "Denied by secrets." }), entry("effect_done", { effect: "open_pull_request", receipt: { kind: "refused", code: "x", message: "the branch is gone" } }),
    entry("human_decision", { decision: "pause", by: "ada", reason: "release day" }), entry("stopped", { status: "waiting_approval", reason: "no worker takes this step" }),
  )).toEqual([
    "2026-11-20 21:30:00: the failure was told, and this repair began",
    "2026-11-20 21:30:00: it began PLAN, which skills run, and which files they may write",
    "2026-11-20 21:30:00: GitHub is to be asked to start the fix job",
    "2026-11-20 21:30:00: GitHub did as it was asked to start the fix job",
    "2026-11-20 21:30:00: it was refused to go on to VERIFY: change.json is not what was recorded (refusal 2 of 3)",
    "2026-11-20 21:30:00: it went back to PLAN: main moved",
    "2026-11-20 21:30:00: the propose gate answered deny: Denied by secrets.",
    "2026-11-20 21:30:00: GitHub refused to open the pull request: the branch is gone",
    "2026-11-20 21:30:00: ada decided: pause: release day",
    "2026-11-20 21:30:00: it stopped (waiting approval): no worker takes this step",
  ]);
});

test("nothing is told by the ledger's own names", () => {
  expect(diary(...LedgerKind.options.map((kind) => entry(kind))).join("\n")).not.toMatch(/[a-z]_[a-z]|undefined|\[object/);
});

test("of a long one the beginning and the end are told, and how many lines are left out", () => {
  const lines = diary(...Array.from({ length: 60 }, (_, number) => entry("budget_spent", { reason: `line ${number}` })));
  expect([lines.length, lines[4], lines[5], lines[6], lines.at(-1)].map((line) => String(line).replace(/^2026[^:]+:\d\d:\d\d: /, ""))).toEqual(["41", "line 4", "… 20 more …", "line 25", "line 59"]);
});
