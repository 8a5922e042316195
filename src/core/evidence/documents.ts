/** The evidence documents, one per phase: what each phase must show before the next may be entered (mission.md, "The life of a repair"). */
import { z } from "zod";
import { Digest } from "../identity/digest-schema.ts";
import { ExecutionId, FixId, GitSha, RepositoryName } from "../identity/identifier.ts";
import { Timestamp } from "../identity/timestamp.ts";
import { Priority } from "../failure/pending-fix.ts";
import { FailureClass } from "../failure/report.ts";
import { FixPlan } from "../fix/plan.ts";
import { CheckComparison, FixOutcome, FixResult } from "../fix/result.ts";
import { Verdict } from "../policy/verdict.ts";
import type { Phase } from "../repair/phase.ts";

const RiskClass = z.enum(["low", "medium", "high"]);

/** STRATEGIZE: why to act at all, or the named reason not to. */
export const Strategy = z.strictObject({
  repair: FixId,
  act: z.boolean(),
  /** Null when acting. */
  reason_not_to: z.string().nullable(),
  failures: z.array(z.strictObject({
    failure_class: FailureClass, tool: z.string().nullable(), fingerprint: Digest, occurrences: z.int().positive(), confidence: z.number().min(0).max(1), priority: Priority,
  })).min(1),
  risk: RiskClass,
  budget: z.strictObject({ seconds: z.int().positive(), attempts: z.int().positive(), tokens: z.int().nonnegative() }),
  decided_at: Timestamp,
});
export type Strategy = z.infer<typeof Strategy>;

/** SPEC: what must become true, and where. */
export const Problem = z.strictObject({
  repair: FixId,
  repo: RepositoryName,
  branch: z.string().min(1),
  head_sha: GitSha,
  must_become_green: z.array(z.strictObject({ check: z.string(), tests: z.array(z.string()), files: z.array(z.string()) })).min(1),
});
export type Problem = z.infer<typeof Problem>;

/** PLAN: the plan itself, whole; it binds the fix job. */
export const PlanDocument = z.strictObject({ repair: FixId, plan: FixPlan });
export type PlanDocument = z.infer<typeof PlanDocument>;

/** THINK: what could go wrong with this plan. */
export const Risks = z.strictObject({
  repair: FixId,
  plan_id: z.string(),
  risk: RiskClass,
  colliding_pull_requests: z.array(z.int().positive()),
  protected_files: z.array(z.string()),
  simulated: z.array(z.strictObject({ rule: z.string(), expected: z.enum(["allow", "deny", "wait", "unknown"]) })),
  notes: z.array(z.string()),
});
export type Risks = z.infer<typeof Risks>;

/** IMPLEMENT: what was changed, as read from the patch on our side, never as the job told it. */
export const Change = z.strictObject({
  repair: FixId,
  execution: ExecutionId,
  plan_id: z.string(),
  base_sha: GitSha,
  outcome: FixOutcome,
  patch_sha256: Digest,
  bytes: z.int().nonnegative(),
  added_lines: z.int().nonnegative(),
  removed_lines: z.int().nonnegative(),
  files: z.array(z.strictObject({ path: z.string(), mode: z.string(), before_sha256: Digest.nullable(), after_sha256: Digest.nullable() })).min(1),
});
export type Change = z.infer<typeof Change>;

/** VERIFY: the checks before and after, and what our own reading of the patch found. `claimed_by` says whose word it is. */
export const Checks = z.strictObject({
  repair: FixId,
  patch_sha256: Digest,
  post_checks: z.array(CheckComparison),
  claimed_by: z.literal("fix job"),
  contract_violations: z.array(z.strictObject({ path: z.string(), rule: z.string(), message: z.string() })),
  /** Whether the fix was run twice and made the same bytes; older documents do not tell. */
  repeated: FixResult.shape.repeated,
  changed_lines_coverage: z.strictObject({ covered: z.int().nonnegative(), total: z.int().nonnegative() }).nullable(),
  sandbox: z.string(),
});
export type Checks = z.infer<typeof Checks>;

const Grade = z.strictObject({ grade: z.enum(["good", "acceptable", "poor", "unknown"]), because: z.string() });

/** REVIEW: the verdict of every rule, and the rubric. */
export const Review = z.strictObject({
  repair: FixId,
  verdict: Verdict,
  rubric: z.strictObject({ readability: Grade, maintainability: Grade, performance: Grade, security: Grade, governance: Grade }),
});
export type Review = z.infer<typeof Review>;

/** PR: what was offered. */
export const PullRequestDocument = z.strictObject({
  repair: FixId,
  number: z.int().positive(),
  url: z.string(),
  branch: z.string(),
  head_sha: GitSha,
  base_sha: GitSha,
  labels: z.array(z.string()),
  body_sha256: Digest,
});
export type PullRequestDocument = z.infer<typeof PullRequestDocument>;

/** MONITOR: what became of it. */
export const Outcome = z.strictObject({
  repair: FixId,
  outcome: z.enum(["merged", "closed", "reverted"]),
  pull_request_checks: z.enum(["success", "failure", "unknown"]),
  base_checks_after_merge: z.enum(["success", "failure", "unknown"]),
  merge_sha: GitSha.nullable(),
  /** From the failure's first sight to the base branch being green again. */
  seconds_to_green: z.number().nonnegative().nullable(),
  ended_at: Timestamp,
});
export type Outcome = z.infer<typeof Outcome>;

export const evidenceSchema = {
  STRATEGIZE: Strategy,
  SPEC: Problem,
  PLAN: PlanDocument,
  THINK: Risks,
  IMPLEMENT: Change,
  VERIFY: Checks,
  REVIEW: Review,
  PR: PullRequestDocument,
  MONITOR: Outcome,
} as const satisfies Record<Phase, z.ZodType>;

export interface EvidenceDocuments {
  readonly STRATEGIZE: Strategy;
  readonly SPEC: Problem;
  readonly PLAN: PlanDocument;
  readonly THINK: Risks;
  readonly IMPLEMENT: Change;
  readonly VERIFY: Checks;
  readonly REVIEW: Review;
  readonly PR: PullRequestDocument;
  readonly MONITOR: Outcome;
}
