/** The contract of a skill, whole: what plans do not carry along is only here, so that a fix job need not make its schema. */
import { z } from "zod";
import { OptionRules } from "../command/option-rules.ts";
import { FailureClass } from "../failure/report.ts";
import { Action, FileRules, FixCommand, Limits, PostCheck, RunIn } from "./contract.ts";

/**
 * What a skill handles: a class with a tool (absent: whichever), or a pattern by its name. With `rules`, only reports of which every
 * place names one of these rules: a skill that trims white space is no answer to a linter's other complaints.
 */
export const Handles = z.union([
  z.strictObject({ class: FailureClass, tool: z.string().optional(), rules: z.array(z.string()).min(1).optional() }),
  z.strictObject({ pattern: z.string() }),
]);
export type Handles = z.infer<typeof Handles>;

export const Contract = z.strictObject({
  version: z.string().regex(/^\d+\.\d+\.\d+$/, "a version is three numbers: 1.2.0"),
  complexity: z.int().min(1).max(5),
  handles: z.array(Handles).min(1),
  standards: z.array(z.string()).default([]),
  /** Capabilities of the worker: names of programs that must be there; `model`: a language model. */
  requires: z.array(z.string()).default([]),
  files: FileRules,
  actions: z.strictObject({ allow: z.array(Action), forbid: z.array(Action).default([]) }),
  fix: z.array(FixCommand),
  post_check: z.array(PostCheck),
  /** Why a person has to decide, whatever the failure: the skill takes it up, names the places, and runs nothing. Then it has no commands and no actions. */
  declines: z.string().min(1).max(300).optional(),
  run_in: RunIn.optional(),
  /**
   * Which options the failing command may have. Those of the contract's own commands are known without being named; with any other, the skill is refused.
   * `none matter`: the command that fails is not the one that is run, and nothing of it bears on the repair (a build that finds its lockfile out of date).
   */
  options: z.union([OptionRules, z.literal("none matter")]).optional(),
  limits: Limits,
  /** Names of skills that must have run before this one when several apply. */
  after: z.array(z.string()).default([]),
  opt_in: z.boolean().default(false),
  /** A name for several skills of one kind: `skills.opt_in` and `skills.disable` may give it instead of each. */
  family: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).optional(),
});
export type Contract = z.infer<typeof Contract>;
