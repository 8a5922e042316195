/**
 * What a step of a repair is at just now, where it takes longer than two seconds: said once for each stage, in the check that shows the repair's progress and on its page. A stage is told
 * while the step still runs, and changes nothing of what the step decides.
 */
import { failureNames } from "../../pull-request/failure-name.ts";
import { shorten, titleText } from "../../pull-request/neutral-text.ts";
import type { EffectRequest } from "../effect.ts";
import type { Repair } from "../repair.ts";
import { checkName, PROGRESS_CHECK, progressPost, type Shown } from "./progress.ts";

export type Stage = "reading" | "judging";

/** Null: there is no check of this stage to write into. */
export function stageEffect(repair: Repair, stage: Stage, webUrl: string | null): EffectRequest | null {
  const shown = shownOf(repair, stage);
  if (shown === null) return null;
  const name = stage === "reading" ? PROGRESS_CHECK : checkName(repair);
  return { key: keyOf(repair, stage), repository: repair.subject.repository, effect: progressPost(repair, shown, { name, webUrl }) };
}

/** The stage of the present attempt that was told last, from keys of effects in their order; null: none was. */
export function stageTold({ id, attempts }: Pick<Repair, "id" | "attempts">, keys: readonly string[]): Stage | null {
  const stages = ["reading", "judging"] as const;
  return keys.flatMap((key) => stages.find((stage) => key === keyOf({ id, attempts }, stage)) ?? []).at(-1) ?? null;
}

function keyOf({ id, attempts }: Pick<Repair, "id" | "attempts">, stage: Stage): string {
  return `${id}:stage:${stage}:${attempts}`;
}

function shownOf({ attempts, plan, failures }: Repair, stage: Stage): Shown | null {
  switch (stage) {
    case "reading": return attempts > 0 ? null : { stage: 1, title: "Reading the log", said: "Step 1 of 4: Regreen reads the logs of what failed.", done: false };
    case "judging": return attempts === 0 || plan === null ? null : { stage: 3, title: shorten(`Checking the patch for ${titleText(failureNames(failures))}`, 120), said: "Step 3 of 4: the fix job has ended; Regreen reads its patch again by itself and asks the policies.", done: false };
    default: return stage satisfies never;
  }
}
