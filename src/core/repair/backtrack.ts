/** Going back: from VERIFY, REVIEW, PR or MONITOR to the earliest phase affected. The evidence from there on is dropped, and must come afresh. */
import type { Timestamp } from "../identity/timestamp.ts";
import { refused, type PhaseMove } from "./enter-phase.ts";
import type { Phase } from "./phase.ts";
import { evidenceDigest, record } from "./record.ts";
import type { Repair } from "./repair.ts";
import { isFrom, transition } from "./transition.ts";

export interface Backtrack {
  readonly to: Phase;
  readonly at: Timestamp;
  /** Why, in plain words; it is recorded. */
  readonly reason: string;
}

/** Out: the repair in the earlier phase without the evidence from there on, or the same repair with one more violation. */
export function backtrack(repair: Repair, { to, at, reason }: Backtrack): PhaseMove {
  if (transition(repair.phase, to) !== "back") {
    const message = `there is no way back from ${repair.phase ?? "the opening"} to ${to}`;
    return refused(repair, { phase: to, refusal: { rule: "skip", message }, at });
  }
  const dropped = repair.evidence.filter((reference) => isFrom(reference.phase, to));
  const kept = repair.evidence.filter((reference) => !isFrom(reference.phase, to));
  const moved: Repair = { ...repair, phase: to, evidence: kept, progressed_at: at };
  const payload = { from: repair.phase, reason };
  return { repair: moved, entry: record(moved, { kind: "backtracked", at, payload, evidence: dropped.map(evidenceDigest) }), refusal: null };
}
