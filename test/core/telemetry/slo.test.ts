/** Row R4: what the objectives are measured by. */
import { expect, test } from "@jest/globals";
import type { LedgerEntry } from "../../../src/core/ledger/entry.ts";
import { appendEntries, origin } from "../../../src/core/ledger/chain.ts";
import { Measurement, type SloReport } from "../../../src/core/telemetry/slo/measure.ts";
import type { ObjectiveName } from "../../../src/core/telemetry/slo/objective.ts";
import type { Repair } from "../../../src/core/repair/repair.ts";
import { draftOf, later, offered, repairOf, start } from "../../adapters/store/samples.ts";

const chained = (...drafts: readonly ReturnType<typeof draftOf>[]): readonly LedgerEntry[] => appendEntries(origin, [...drafts]);
const measured = ({ ended = [], entries = [] }: { readonly ended?: readonly Repair[]; readonly entries?: readonly LedgerEntry[] }): SloReport => {
  const measurement = new Measurement();
  for (const entry of entries) measurement.take(entry);
  return measurement.report({ from: start, to: later(60), ended });
};
const of = ({ objectives }: SloReport, name: ObjectiveName) => { const { value, sample, met } = objectives.find((one) => one.name === name) ?? { value: null, sample: 0, met: null }; return { value, sample, met }; };
const verdict = (number: number, answer: string, head = "a") => draftOf(repairOf(number), "policy_evaluated", { gate: "merge", answer, summary: "", policy_sha256: "", head_sha: head.repeat(40), base_sha: "b".repeat(40), pull: number });

test("nothing measured is not the same as met", () => {
  expect(of(measured({}), "success_rate")).toEqual({ value: null, sample: 0, met: null });
});

test("success: what was merged, of what a fix job ran for and people could answer", () => {
  const ended = [
    repairOf(1, { attempts: 1, status: "merged" }), repairOf(2, { attempts: 1, status: "escalated" }), repairOf(3, { attempts: 1, status: "closed", offer: offered(3, "c") }),
    repairOf(4, { attempts: 1, status: "closed" }), repairOf(5, { attempts: 0, status: "skipped" }), repairOf(6, { attempts: 0, status: "escalated" }),
  ];
  expect(of(measured({ ended }), "success_rate")).toEqual({ value: 1 / 3, sample: 3, met: false });
});

test("19 of 20 is 95 %, which is met", () => {
  const ended = Array.from({ length: 20 }, (_, number) => repairOf(number, { attempts: 1, status: number === 0 ? "failed" : "merged" }));
  expect(of(measured({ ended }), "success_rate")).toEqual({ value: 0.95, sample: 20, met: true });
});

test("loops: endings that a loop guard brought about, of all that ended", () => {
  const ended = [1, 2, 3, 4].map((number) => repairOf(number, { status: "escalated" }));
  const entries = chained(draftOf(repairOf(1), "stopped", { status: "escalated", reason: "", loop: true }), draftOf(repairOf(2), "stopped", { status: "escalated", reason: "" }));
  expect(of(measured({ ended, entries }), "loop_rate")).toEqual({ value: 0.25, sample: 4, met: false });
});

test("time to recover: the mean over calls that needed another try", () => {
  const entries = chained(draftOf(repairOf(1), "effect_done", { recovered_seconds: 10 }), draftOf(repairOf(1), "effect_done", { recovered_seconds: 40 }), draftOf(repairOf(1), "effect_done", {}));
  expect(of(measured({ entries }), "tool_mttr_seconds")).toEqual({ value: 25, sample: 2, met: true });
});

test("a block is spurious when a person waives it, and a false positive when people merge against it", () => {
  const entries = chained(
    verdict(1, "deny"), draftOf(repairOf(1), "human_decision", { decision: "waived", rule: "tests" }), verdict(1, "allow"), draftOf(repairOf(1), "stopped", { status: "closed", reason: "", merged: true }),
    verdict(2, "deny"), draftOf(repairOf(2), "stopped", { status: "closed", reason: "", merged: true }),
    verdict(3, "deny"), draftOf(repairOf(3), "stopped", { status: "closed", reason: "" }),
    verdict(4, "allow"), draftOf(repairOf(4), "stopped", { status: "merged", reason: "" }),
  );
  const report = measured({ entries });
  expect([of(report, "spurious_block_rate"), of(report, "false_positive_gate_rate")]).toEqual([{ value: 1 / 3, sample: 3, met: null }, { value: 1 / 3, sample: 3, met: null }]);
});

test("a denied head that was pushed over is a block of its own, and the merge of the next head does not overrule it", () => {
  const entries = chained(verdict(1, "deny", "a"), verdict(1, "allow", "c"), draftOf(repairOf(1), "stopped", { status: "merged", reason: "" }));
  expect(of(measured({ entries }), "false_positive_gate_rate")).toEqual({ value: 0, sample: 1, met: null });
});

test("counters of refused moves stand beside the objectives", () => {
  const entries = chained(draftOf(repairOf(1), "phase_refused", { rule: "skip" }), draftOf(repairOf(1), "backtracked"), draftOf(repairOf(1), "backtracked"));
  expect(measured({ entries }).counters).toEqual({ phase_skips_attempted: 1, phase_validations_failed: 0, phase_backtracks: 2, prompt_drift_detected: 0, evidence_gate_failed: 0 });
});
