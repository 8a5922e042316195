/** A decision in the making: each move takes one and gives the next, so that what is kept, sworn and asked for always belongs together. */
import type { EffectRequest } from "./effect.ts";
import type { Decision, EvidenceFile } from "./decision.ts";
import { backtrack, type Backtrack } from "./backtrack.ts";
import { enterPhase, type PhaseContext, type PhaseMove, type PhaseRefusal } from "./enter-phase.ts";
import type { Phase } from "./phase.ts";
import { record, type Recorded } from "./record.ts";
import type { Repair } from "./repair.ts";

/** Nothing decided yet: the repair as it is, at rest. */
export function draft(repair: Repair): Decision {
  return { repair, due: null, opens: [], entries: [], evidence: [], effects: [], pendingFixes: [] };
}

export function alter(decision: Decision, change: Partial<Repair>): Decision {
  return { ...decision, repair: { ...decision.repair, ...change } };
}

export function swear(decision: Decision, recorded: Recorded): Decision {
  return { ...decision, entries: [...decision.entries, record(decision.repair, recorded)] };
}

export function ask(decision: Decision, effects: readonly EffectRequest[]): Decision {
  return { ...decision, effects: [...decision.effects, ...effects] };
}

/** Keeps files of evidence of the phase that the repair is in; a second file under the same name takes the place of the first. */
export function attest(decision: Decision, files: readonly EvidenceFile[]): Decision {
  const { repair } = decision;
  const named = files.map(({ phase, file, sha256 }) => ({ phase, file, sha256 }));
  const others = repair.evidence.filter((old) => !named.some((fresh) => fresh.phase === old.phase && fresh.file === old.file));
  return { ...decision, repair: { ...repair, evidence: [...others, ...named] }, evidence: [...decision.evidence, ...files] };
}

/** A phase to enter, and the evidence that it then shows. */
export interface Stage {
  readonly phase: Phase;
  readonly files: readonly EvidenceFile[];
}

export interface Walk {
  readonly decision: Decision;
  /** Why the walk ended early; null when every stage was entered. */
  readonly refusal: PhaseRefusal | null;
}

/** Enters the stages in order and keeps the evidence of each; ends at the first that is refused. `context.evidence`: what the store keeps. */
export function walk(decision: Decision, stages: readonly Stage[], context: PhaseContext): Walk {
  let walked: Decision = decision;
  for (const { phase, files } of stages) {
    const move = enterPhase(walked.repair, phase, { at: context.at, evidence: [...context.evidence, ...walked.evidence] });
    walked = moved(walked, move);
    if (move.refusal !== null) return { decision: walked, refusal: move.refusal };
    walked = attest(walked, files);
  }
  return { decision: walked, refusal: null };
}

/** Goes back; the evidence given is that of the phase gone back to. */
export function walkBack(decision: Decision, back: Backtrack, files: readonly EvidenceFile[]): Walk {
  const move = backtrack(decision.repair, back);
  const walked = moved(decision, move);
  return { decision: move.refusal === null ? attest(walked, files) : walked, refusal: move.refusal };
}

function moved(decision: Decision, { repair, entry }: PhaseMove): Decision {
  return { ...decision, repair, entries: [...decision.entries, entry] };
}
