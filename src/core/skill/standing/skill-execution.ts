/**
 * A skill execution is one run of one version of a skill in one repository, as it really ended: appended once, never rewritten.
 * What becomes of its change later (merged, closed, reverted, looked at by a person) is appended beside it as an aftermath.
 */
import { z } from "zod";
import { Finding } from "../../fix/finding.ts";
import { Digest } from "../../identity/digest-schema.ts";
import { ExecutionId, PlanId, RepositoryName } from "../../identity/identifier.ts";
import { Timestamp } from "../../identity/timestamp.ts";
import { SkillName } from "../skill.ts";

/**
 * `succeeded`: it changed something, the post-checks pass and the contract is kept. `post_check_failed`: it changed something, and was rolled back.
 * `remains`: it mended what its tool can, and was rolled back because of findings that were there before, which counts neither for it nor against it.
 * `contract_broken`: it did what its contract forbids. `nothing`: it changed nothing, or could not be run; that says nothing of how good it is.
 */
export const SkillOutcome = z.enum(["succeeded", "post_check_failed", "contract_broken", "remains", "nothing"]);
export type SkillOutcome = z.infer<typeof SkillOutcome>;

export const SkillExecution = z.strictObject({
  execution: ExecutionId,
  /** A plan is run once (its nonce), so plan and skill name the execution, however often it is told. */
  plan_id: PlanId,
  skill: SkillName,
  version: z.string(),
  digest: Digest,
  repo: RepositoryName,
  surface: z.enum(["app", "cli"]),
  outcome: SkillOutcome,
  /** Of `remains`: the first of the findings that are left. */
  remains: z.array(Finding.omit({ message: true })).max(20).optional(),
  /** Tokens of a language model; 0 where none was asked. */
  tokens: z.int().nonnegative(),
  /** Wall-clock time of the run; of a plan with several skills, the share that their usual times give it. */
  seconds: z.number().nonnegative(),
  /** What its contract calls usual, in seconds; not given: it says nothing, and the repository's bound counts. */
  usual_seconds: z.number().positive().optional(),
  /** Files changed, and lines added and removed together. */
  files: z.int().nonnegative(),
  lines: z.int().nonnegative(),
  /** The standing that this version begins with: `promoted` where it was shipped with evidence. */
  begins_as: z.enum(["candidate", "promoted"]),
  /** What it was run on: the same commit, files and options. A failure that is met again there is the same failure. Not given: an older Regreen kept it. */
  subject: Digest.optional(),
  at: Timestamp,
});
export type SkillExecution = z.infer<typeof SkillExecution>;

/** `manual_review`: a person had to look beyond merging (a policy denied it). `closed`: a person declined it. `reverted`: it was merged, and taken back. */
export const AftermathKind = z.enum(["manual_review", "merged", "closed", "reverted"]);
export type AftermathKind = z.infer<typeof AftermathKind>;

export const Aftermath = z.strictObject({
  execution: ExecutionId,
  kind: AftermathKind,
  /** The commit on the base branch, of a merged one: a later revert names it. */
  commit: z.string().nullable(),
  at: Timestamp,
});
export type Aftermath = z.infer<typeof Aftermath>;

/** An execution with what has become of it so far. */
export const KnownExecution = SkillExecution.extend({ reviewed: z.boolean(), reverted: z.boolean() });
export type KnownExecution = z.infer<typeof KnownExecution>;
