/**
 * The plan is what the App asks the fix job to do, and all that it may do. It crosses to the untrusted side as a file; its id is
 * the digest of the rest, so that both sides mean the same plan. Several failures of one run give one plan of ordered steps.
 */
import { z } from "zod";
import { Digest } from "../identity/digest-schema.ts";
import { GitSha, PlanId, planId, RepositoryName } from "../identity/identifier.ts";
import { Generate } from "../configuration/generate.ts";
import { RegistryOrigin } from "../registry/registry.ts";
import { Action, FileRules, FixCommand, Limits, PostCheck, RunIn } from "../skill/contract.ts";
import { Place } from "../skill/edit/place.ts";
import { SkillName } from "../skill/skill.ts";

export const PlanStep = z.strictObject({
  skill: z.strictObject({
    name: SkillName, version: z.string(), digest: Digest,
    /** Text of SKILL.md, of a repository's own skill: its digest is `digest`. Built-in skills come with the program. */
    document: z.string().max(24_000).optional(),
  }),
  /** The files that the step is run on: the failing ones, unless the repository asks for all. Relative, forward slashes. */
  files: z.array(z.string().min(1)).min(1).max(1000),
  fix: z.array(FixCommand).min(1),
  post_check: z.array(PostCheck).min(1),
  run_in: RunIn.optional(),
  /** Only where the fix is the repository's own: its commands, and the files that each may make. */
  generate: z.array(Generate).min(1).optional(),
  /** Only where the fix is a built-in edit: where it works. Positions and rules of the failure, none of its words. */
  places: z.array(Place).min(1).max(1000).optional(),
  /** Only where the fix takes a commit back: which, and the one before it. */
  restore: z.strictObject({ commit: GitSha, parent: GitSha }).optional(),
  /** Only where the fix adds a file of the repository's own description: which, with all that stands in it. */
  adds: z.strictObject({ path: z.string().min(1), content: z.string().max(4000) }).optional(),
  /** Options of the failing command, in place of `{options}`; each is one that the contract carries over. */
  options: z.array(z.string().min(1).max(400)).min(1).max(40).optional(),
  may_touch: FileRules,
  actions: z.strictObject({ allow: z.array(Action), forbid: z.array(Action) }),
  limits: Limits,
});
export type PlanStep = z.infer<typeof PlanStep>;

export const FixPlan = z.strictObject({
  version: z.literal(1),
  plan_id: PlanId,
  repo: RepositoryName,
  base_sha: GitSha,
  steps: z.array(PlanStep).min(1).max(20),
  /** Origins of the registries that the operator permits; only where a step needs some. */
  registries: z.array(RegistryOrigin).max(50).optional(),
  /** 32 hexadecimal characters, used once: ties the result to this dispatch (attack D21). */
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
});
export type FixPlan = z.infer<typeof FixPlan>;

/** Names the plan by the digest of the rest. */
export function sealPlan(rest: Omit<FixPlan, "plan_id">): FixPlan {
  return { ...rest, plan_id: planId(rest) };
}

/**
 * Whether a person must look at what the plan brings, whatever the checks say: a snapshot says what is expected, and green checks then show only that
 * it is as it is; and taking a commit back undoes somebody's work; and a note for the changelog has a title for its text. Such a repair is announced as partial, and is not for merging by itself.
 */
export function isPartial({ steps }: Pick<FixPlan, "steps">): boolean {
  return steps.some(({ actions, restore, adds }) => restore !== undefined || adds !== undefined || actions.allow.includes("modify_snapshot"));
}

/** Whether the plan's id is the digest of the rest. */
export function isSealed(plan: FixPlan): boolean {
  const { plan_id, ...rest } = plan;
  return planId(rest) === plan_id;
}
