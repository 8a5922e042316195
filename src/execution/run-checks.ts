import type { FixPlan, PlanStep } from "../core/fix/plan.ts";
import type { CheckOutcome } from "../core/fix/result.ts";
import type { PostCheck } from "../core/skill/contract.ts";
import { groupByFolder } from "./group-by-folder.ts";
import { outcomeOf, runCommand, type Workplace } from "./run-command.ts";
import { checkTransform } from "./run-transform.ts";

export interface RanCheck { readonly name: string; readonly argv: string[]; readonly outcome: CheckOutcome }

/** Runs the post-checks of all steps, in order. */
export async function runChecks(place: Workplace, plan: FixPlan): Promise<readonly RanCheck[]> {
  const ran: RanCheck[] = [];
  for (const step of plan.steps) for (const check of step.post_check) ran.push(...(await runCheck(place, step, check)));
  return ran;
}

async function runCheck(place: Workplace, step: PlanStep, check: PostCheck): Promise<readonly RanCheck[]> {
  if (!Array.isArray(check)) {
    const outcome = await checkTransform({ scratch: place.scratch, machine: place.request.machine }, check.unchanged_by, step.files);
    return [{ name: check.unchanged_by, argv: ["unchanged_by", check.unchanged_by], outcome }];
  }
  const ran: RanCheck[] = [];
  for (const group of groupByFolder(place.scratch, step)) {
    place.request.onProgress?.(check.join(" "));
    const outcome = outcomeOf(await runCommand(place, { step, group }, check));
    ran.push({ name: group.folder === "" ? nameOf(check) : `${nameOf(check)} in ${group.folder}`, argv: check, outcome });
  }
  return ran;
}

/** The tool's name: `npx --no-install eslint {files}` → `eslint`. */
function nameOf(argv: readonly string[]): string {
  return argv.find((word, index) => !word.startsWith("-") && !(index === 0 && word === "npx")) ?? "check";
}
