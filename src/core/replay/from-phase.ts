/** From which phase on a recorded failure is met again; what came before is taken as it was recorded. */
import { phases, type Phase } from "../repair/phase.ts";

/**
 * What is done anew: the log is read and all after it; a skill is chosen and all after it; the recorded plan is run with the candidate's commands; the candidate's
 * post-checks are run on the recorded change, and its contract is held against it; or the contract alone.
 */
export type Anew = "reading" | "choosing" | "running" | "checking" | "judging";

export type FromPhase = { readonly ok: true; readonly anew: Anew } | { readonly ok: false; readonly reason: string };

/** Refused for phases that write to GitHub, with the reason: a replay writes nothing. */
export function fromPhase(phase: Phase): FromPhase {
  const at = phases.indexOf(phase);
  if (at <= phases.indexOf("SPEC")) return { ok: true, anew: "reading" };
  if (at <= phases.indexOf("THINK")) return { ok: true, anew: "choosing" };
  switch (phase) {
    case "IMPLEMENT": return { ok: true, anew: "running" };
    case "VERIFY": return { ok: true, anew: "checking" };
    case "REVIEW": return { ok: true, anew: "judging" };
    case "PR": return { ok: false, reason: "PR commits and opens a pull request: run again, it would write to GitHub a second time, and a replay writes nothing" };
    default: return { ok: false, reason: "MONITOR waits for checks, reviews and the merge of a pull request that is there: they cannot be had a second time without opening another, and a replay writes nothing" };
  }
}
