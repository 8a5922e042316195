/**
 * What a release ships about its own skills: `skills/shipped.json`. For each version, which of its examples were run from end to end with the
 * real tools, and held. Such a version begins as promoted; one without a record, or changed since, begins as a candidate (DECISIONS 40).
 */
import { z } from "zod";
import { Digest } from "../../identity/digest-schema.ts";
import { SkillName } from "../skill.ts";

export const ShippedExample = z.strictObject({
  name: z.string(),
  kind: z.enum(["repair", "refuse"]),
  tool: z.string(),
  tool_version: z.string(),
});

export const ShippedSkill = z.strictObject({
  name: SkillName,
  version: z.string(),
  /** Of SKILL.md, as it was when the examples were run. */
  digest: Digest,
  /** Over the paths and contents of all examples. */
  examples_sha256: Digest,
  examples: z.array(ShippedExample).min(1),
});
export type ShippedSkill = z.infer<typeof ShippedSkill>;

export const ShippedRecord = z.strictObject({ version: z.literal(1), skills: z.array(ShippedSkill) });
export type ShippedRecord = z.infer<typeof ShippedRecord>;
