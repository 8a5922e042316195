/** From which phase on a recorded failure is met again; what came before is taken as it was recorded. */
import { phases, type Phase } from "../repair/phase.ts";

/** What is done anew: the log is read and all after it; a skill is chosen and all after it; or the recorded plan is run with the candidate's commands. */
export type Anew = "reading" | "choosing" | "running";

/** Null: of these phases nothing is a skill's own; they are the checks and words of others about what it made. */
export function anewFrom(phase: Phase): Anew | null {
  const at = phases.indexOf(phase);
  if (at <= phases.indexOf("SPEC")) return "reading";
  if (at <= phases.indexOf("THINK")) return "choosing";
  return phase === "IMPLEMENT" ? "running" : null;
}
