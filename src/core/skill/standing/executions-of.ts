/** From the run of a plan to one execution for each of its skills: which succeeded, which failed its own post-check, which came to nothing beside it. */
import { parsePatch } from "../../fix/parse-patch.ts";
import { changedLines, type Patch } from "../../fix/patch.ts";
import type { FixPlan, PlanStep } from "../../fix/plan.ts";
import type { CheckComparison, FixResult } from "../../fix/result.ts";
import { digestOfJson, type Digest } from "../../identity/digest.ts";
import type { ExecutionId } from "../../identity/identifier.ts";
import type { Timestamp } from "../../identity/timestamp.ts";
import type { Finding } from "../../fix/finding.ts";
import { defaultBounds } from "./bounds.ts";
import type { SkillExecution, SkillOutcome } from "./skill-execution.ts";
import { whatRemains, type KnownFailure } from "./what-remains.ts";

export interface RunOfPlan {
  readonly execution: ExecutionId;
  readonly plan: FixPlan;
  readonly result: FixResult;
  /** Of `changed`, the patch; of `failed`, what was mended in part, where that was shown and read by ourselves; else null. A patch that Regreen accepts. */
  readonly patch: Uint8Array | null;
  /** Paths at which the patch breaks the contract, as found by our own reading; empty where it is kept. */
  readonly violations: readonly string[];
  /** What failed before anything was tried, as we read it ourselves. */
  readonly failures: readonly KnownFailure[];
  /** Names of the skills whose contract names the rules that they mend: those they claim, whatever a tool can do. */
  readonly byRule: ReadonlySet<string>;
  readonly surface: "app" | "cli";
  /** Digests of the skills that were shipped with evidence. */
  readonly shipped: ReadonlySet<Digest>;
  readonly at: Timestamp;
}

/** As many as an execution names. */
const MOST_REMAINING = 20;

export function executionsOf(run: RunOfPlan): readonly SkillExecution[] {
  const { execution, plan, result, surface, shipped, at } = run;
  const patch = run.patch === null || result.outcome !== "changed" ? { files: [] } : parsePatch(run.patch);
  return plan.steps.map((step): SkillExecution => {
    const own: Patch = { files: patch.files.filter(({ path }) => step.files.includes(path)) };
    const { added, removed } = changedLines(own);
    const left = remaining(step, run);
    return {
      execution, plan_id: plan.plan_id, skill: step.skill.name, version: step.skill.version, digest: step.skill.digest, repo: plan.repo, surface,
      outcome: left === null ? outcomeOf(step, own, run) : "remains", ...(left === null ? {} : { remains: left.slice(0, MOST_REMAINING).map(({ file, line, rule }) => ({ file, line, rule })) }), tokens: 0, seconds: secondsOf(result) * shareOf(step, plan), ...usualOf(step), files: own.files.length, lines: added + removed,
      begins_as: shipped.has(step.skill.digest) ? "promoted" : "candidate", subject: subjectOf(step, plan), at,
    };
  });
}

/** The findings that no fix of the tool's was for; null: that cannot be shown, or is not what happened. */
export function remaining(step: PlanStep, { plan, result, patch, violations, failures, byRule }: RemainingFacts): readonly Finding[] | null {
  if (result.outcome !== "failed" || patch === null || violations.length > 0 || byRule.has(step.skill.name) || !isToBlame(step, plan, result)) return null;
  const own = checksOf(step, plan, result.checks);
  return own === null ? null : whatRemains(step, own, failures);
}

export type RemainingFacts = Pick<RunOfPlan, "plan" | "result" | "patch" | "violations" | "failures" | "byRule">;

/** The second run shows something; what the skill takes is one. */
function secondsOf({ seconds, repeated }: FixResult): number {
  return Math.max(0, seconds - (repeated?.seconds ?? 0));
}

/** Only the whole is measured: a quick skill beside a slow one must not be charged with half of that one's time. */
function shareOf(step: PlanStep, { steps }: FixPlan): number {
  const usual = ({ limits }: PlanStep): number => limits.usual?.seconds ?? defaultBounds.seconds;
  return usual(step) / steps.reduce((sum, each) => sum + usual(each), 0);
}

function subjectOf({ files, options }: PlanStep, { base_sha }: FixPlan): Digest {
  return digestOfJson({ base_sha, files, options: options ?? [] });
}

function usualOf({ limits }: PlanStep): Pick<SkillExecution, "usual_seconds"> {
  return limits.usual === undefined ? {} : { usual_seconds: limits.usual.seconds };
}

function outcomeOf(step: PlanStep, own: Patch, run: RunOfPlan): SkillOutcome {
  const { plan, result } = run;
  switch (result.outcome) {
    case "changed": return changedOutcome(step, own, run);
    case "unchanged": return "nothing";
    case "failed": return isToBlame(step, plan, result) ? "post_check_failed" : "nothing";
    // The checks have run, so tools and plan were in order: the contract's own check refused what came out.
    case "refused": return result.set_up !== true && result.checks.length > 0 ? "contract_broken" : "nothing";
    default: return result.outcome satisfies never;
  }
}

/** A violation at a file that no step names is nobody's alone, and so everybody's. */
function changedOutcome(step: PlanStep, own: Patch, { plan, violations }: RunOfPlan): SkillOutcome {
  const isOurs = (path: string): boolean => step.files.includes(path) || !plan.steps.some(({ files }) => files.includes(path));
  if (violations.some(isOurs)) return "contract_broken";
  return own.files.length === 0 ? "nothing" : "succeeded";
}

/** Checks stand in the order of the steps. Where a tool was stopped there are none, and the reason begins with its skill's name. */
function isToBlame(step: PlanStep, plan: FixPlan, result: FixResult): boolean {
  if (plan.steps.length === 1) return true;
  if (result.checks.length === 0) return result.reason?.startsWith(`${step.skill.name}: `) === true;
  return checksOf(step, plan, result.checks)?.some(({ after }) => after.exit !== 0) ?? true;
}

/** Null: a check ran in several folders, and whose is whose cannot be told. */
function checksOf(step: PlanStep, plan: FixPlan, checks: readonly CheckComparison[]): readonly CheckComparison[] | null {
  if (plan.steps.length === 1) return checks;
  if (checks.length !== plan.steps.reduce((sum, { post_check }) => sum + post_check.length, 0)) return null;
  const from = plan.steps.slice(0, plan.steps.indexOf(step)).reduce((sum, { post_check }) => sum + post_check.length, 0);
  return checks.slice(from, from + step.post_check.length);
}
