/** A failure that no skill covers: STRATEGIZE says why not to act, and a person is told. Pure. */
import type { Decision } from "../decision.ts";
import { draft, walk } from "../draft.ts";
import { escalate, type Escalation } from "../escalate.ts";
import { strategyFile } from "../strategy.ts";

export interface UncoveredInput extends Omit<Escalation, "diary"> {
  /** How often the failure was seen, by fingerprint. */
  readonly occurrences: ReadonlyMap<string, number>;
}

/** In: a decision on a repair that carries its failure and has entered no phase yet. */
export function decideUncovered(decision: Decision, input: UncoveredInput): Decision {
  const { repair } = decision;
  const { configuration, reason, at, occurrences } = input;
  const strategy = strategyFile({ repair, failures: repair.failures, occurrences, configuration, reasonNotTo: reason, at });
  const walked = walk(decision, [{ phase: "STRATEGIZE", files: [strategy] }], { at, evidence: [] });
  return escalate(walked.decision, { ...input, diary: [] });
}

/** The step of a repair that was opened beside another one for such a failure. */
export function decideSibling(repair: Decision["repair"], input: UncoveredInput): Decision {
  return decideUncovered({ ...draft(repair), pendingFixes: repair.failures }, { ...input, ...(repair.loop === undefined ? {} : { loop: repair.loop }) });
}
