/** The counters of row R4, each counted from ledger entries. */
import type { LedgerDraft } from "../ledger/entry.ts";

/** In the order in which they are shown; each with what it counts. */
export const counters = {
  phase_skips_attempted: "Moves refused because the phase does not follow (ledger: phase_refused, rule skip)",
  phase_validations_failed: "Evidence that was there and did not hold: no such document, other bytes, or about another matter (phase_refused, rules invalid, forged, stale)",
  phase_backtracks: "Moves back to an earlier phase (backtracked)",
  prompt_drift_detected: "Compiled prompts that are not the attested ones (prompt_attested, drift true); 0 without a language model",
  evidence_gate_failed: "Phases not entered because the evidence of the phase before was missing or did not hold (phase_refused, every rule but skip)",
} as const satisfies Record<string, string>;
export type CounterName = keyof typeof counters;
export const counterNames = Object.keys(counters) as readonly CounterName[];

export interface Count {
  readonly counter: CounterName;
  readonly repository: string;
}

/** One for each entry that counts, twice where it counts for two. */
export function countsOf(entries: readonly Pick<LedgerDraft, "kind" | "payload">[], repository: string): readonly Count[] {
  return entries.flatMap((entry) => countersOf(entry).map((counter) => ({ counter, repository })));
}

export function countersOf({ kind, payload }: Pick<LedgerDraft, "kind" | "payload">): readonly CounterName[] {
  switch (kind) {
    case "phase_refused": return refusalCounters(payload["rule"]);
    case "backtracked": return ["phase_backtracks"];
    case "prompt_attested": return payload["drift"] === true ? ["prompt_drift_detected"] : [];
    default: return [];
  }
}

function refusalCounters(rule: unknown): readonly CounterName[] {
  if (rule === "skip") return ["phase_skips_attempted"];
  return rule === "missing" ? ["evidence_gate_failed"] : ["evidence_gate_failed", "phase_validations_failed"];
}
