/** A pack is a file of rules: `policies/<name>.yml` of ours, or a path in the repository (default branch only). */
import { z } from "zod";
import { stages, type Stage } from "./stage.ts";
import { Gate } from "./verdict.ts";

export const RuleText = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** CEL; omitted: always. */
  when: z.string().min(1).optional(),
  /** CEL; must give a bool. */
  require: z.string().min(1),
  otherwise: z.enum(["deny", "wait"]),
  message: z.string().min(1),
  waivable: z.boolean().default(false),
  /** Where the rule is asked; omitted: at the pack's gate. */
  gates: z.array(Gate).min(1).optional(),
  /** The named gate that the rule is of, 0 to 5; omitted: 5, release, at the merge gate and 3, change safety, at the propose gate. */
  stage: z.literal(stages).optional() satisfies z.ZodType<Stage | undefined>,
});
export type RuleText = z.infer<typeof RuleText>;

export const PackText = z.strictObject({
  version: z.literal(1),
  gate: Gate.default("merge"),
  rules: z.array(RuleText).min(1).max(200),
});
export type PackText = z.infer<typeof PackText>;
