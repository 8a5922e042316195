/** Which moves between phases there are: forward by exactly one, or back from where work is judged (VERIFY, REVIEW, PR, MONITOR). */
import { phases, type Phase } from "./phase.ts";

export type Transition = "forward" | "back" | "none";

const mayGoBack: ReadonlySet<Phase> = new Set(["VERIFY", "REVIEW", "PR", "MONITOR"]);

/** `from` null: the repair has entered no phase yet. */
export function transition(from: Phase | null, to: Phase): Transition {
  const distance = phases.indexOf(to) - placeOf(from);
  if (distance === 1) return "forward";
  return distance < 0 && from !== null && mayGoBack.has(from) ? "back" : "none";
}

/** The phase whose evidence must stand before `phase` is entered; null for the first. */
export function phaseBefore(phase: Phase): Phase | null {
  return phases[phases.indexOf(phase) - 1] ?? null;
}

/** Whether `phase` is `other` or comes after it. */
export function isFrom(phase: Phase, other: Phase): boolean {
  return phases.indexOf(phase) >= phases.indexOf(other);
}

function placeOf(phase: Phase | null): number {
  return phase === null ? -1 : phases.indexOf(phase);
}
