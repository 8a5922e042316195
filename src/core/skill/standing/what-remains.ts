/**
 * Whether an execution that did not pass failed at all. A linter's fix mends what it can; where no automatic fix exists, the finding remains and the post-check
 * stays red, which is no fault of the skill. The job's word for it is not enough (DECISIONS 95): each finding that it says is left must be one that CI's own log
 * named, and the patch that it shows must keep the contract by our own reading. What cannot be held against both counts as failed. Pure.
 */
import type { PendingFix } from "../../failure/pending-fix.ts";
import type { PlanStep } from "../../fix/plan.ts";
import type { CheckComparison } from "../../fix/result.ts";
import { areAmong, type Finding } from "../../fix/finding.ts";
import { stillThere } from "../../fix/still-there.ts";

export type KnownFailure = Pick<PendingFix, "skill_id" | "failure_class" | "locations">;

/** `checks`: those of the step. `failures`: what CI's log, or the command that was run, said before anything was tried. Null: it cannot be shown, or is not so. */
export function whatRemains({ skill }: PlanStep, checks: readonly CheckComparison[], failures: readonly KnownFailure[]): readonly Finding[] | null {
  const own = failures.filter(({ skill_id }) => skill_id === skill.name);
  if (own.length === 0 || own.some(({ failure_class }) => failure_class !== "lint")) return null;
  const left = stillThere(checks);
  if (left === null || left.length === 0) return null;
  return areAmong(left, own.flatMap(({ locations }) => locations)) ? left : null;
}
