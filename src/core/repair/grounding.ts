/** Whether the plan rests on what was found: each file that a step is run on is a claim, and cites the failure that names it (row G8, gate 2). */
import type { FixPlan } from "../fix/plan.ts";
import type { PendingFix } from "../failure/pending-fix.ts";
import type { Facts } from "../policy/facts.ts";

/** Null: there is no plan. A failure that names no file speaks for every file of its skill. */
export function groundingOf(plan: FixPlan | null, failures: readonly PendingFix[]): Facts["grounding"] {
  if (plan === null) return null;
  const claims = plan.steps.flatMap(({ skill, files }) => files.map((file) => ({ skill: skill.name, file })));
  const cited = claims.filter(({ skill, file }) => failures.some((failure) => failure.skill_id === skill && (failure.file_paths.length === 0 || failure.file_paths.includes(file))));
  return { claims: claims.length, cited: cited.length, percent: claims.length === 0 ? 0 : Math.floor((100 * cited.length) / claims.length) };
}
