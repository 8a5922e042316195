/**
 * The one place where a repair enters a phase: forward by exactly one, and only with the evidence of the phase before. Everything else is
 * refused as a value, recorded as `phase_refused` and counted as a violation.
 */
import type { Timestamp } from "../identity/timestamp.ts";
import type { LedgerDraft } from "../ledger/entry.ts";
import { checkEvidence, type EvidenceRule } from "./check-evidence.ts";
import type { EvidenceFile } from "./decision.ts";
import type { Phase } from "./phase.ts";
import { evidenceDigest, record } from "./record.ts";
import type { Repair } from "./repair.ts";
import { phaseBefore, transition } from "./transition.ts";

export interface PhaseRefusal {
  /** `skip`: not the next phase, nor one that may be gone back to from here. Else what is wrong with the evidence of the phase before. */
  readonly rule: "skip" | EvidenceRule;
  readonly message: string;
}

export interface PhaseMove {
  readonly repair: Repair;
  readonly entry: LedgerDraft;
  /** Null when the phase was entered. */
  readonly refusal: PhaseRefusal | null;
}

export interface PhaseContext {
  readonly at: Timestamp;
  /** Files of evidence at hand: those of this decision, and those that the store keeps of the repair. */
  readonly evidence: readonly EvidenceFile[];
}

/** In: the repair, the phase wanted, the time and the evidence at hand. Out: the repair in that phase, or the same repair with one more violation. */
export function enterPhase(repair: Repair, phase: Phase, context: PhaseContext): PhaseMove {
  const refusal = whyNot(repair, phase, context.evidence);
  return refusal === null ? entered(repair, phase, context) : refused(repair, { phase, refusal, at: context.at });
}

function whyNot(repair: Repair, phase: Phase, evidence: readonly EvidenceFile[]): PhaseRefusal | null {
  if (transition(repair.phase, phase) !== "forward") {
    return { rule: "skip", message: `${phase} does not follow ${repair.phase ?? "the opening"}` };
  }
  const before = phaseBefore(phase);
  return before === null ? null : checkEvidence(repair, before, evidence);
}

function entered(repair: Repair, phase: Phase, { at }: PhaseContext): PhaseMove {
  const moved: Repair = { ...repair, phase, progressed_at: at };
  const before = phaseBefore(phase);
  const proof = repair.evidence.filter((reference) => reference.phase === before).map(evidenceDigest);
  return { repair: moved, entry: record(moved, { kind: "phase_entered", at, payload: { from: repair.phase }, evidence: proof }), refusal: null };
}

/** The repair with one violation more, and the entry that names it. */
export function refused(repair: Repair, { phase, refusal, at }: { readonly phase: Phase; readonly refusal: PhaseRefusal; readonly at: Timestamp }): PhaseMove {
  const counted: Repair = { ...repair, violations: repair.violations + 1 };
  const payload = { to: phase, rule: refusal.rule, message: refusal.message, violations: counted.violations };
  return { repair: counted, entry: record(counted, { kind: "phase_refused", at, payload }), refusal };
}
