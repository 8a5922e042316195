/** A skill is a fixed recipe with a contract, loaded from `skills/<name>/SKILL.md`. Its digest names exactly what was read. */
import { z } from "zod";
import { Digest } from "../identity/digest-schema.ts";
import { Contract } from "./contract.ts";

/** Agent Skills open format: 1–64 of a-z, 0-9 and single hyphens, equal to the folder's name. */
export const SkillName = z.string().max(64).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).brand<"SkillName">();
export type SkillName = z.infer<typeof SkillName>;

export const Skill = z.strictObject({
  name: SkillName,
  description: z.string().min(1).max(1024),
  contract: Contract,
  /** Digest over the bytes of SKILL.md. */
  digest: Digest,
  /** `built-in`, or the path in the repository that it was read from. */
  origin: z.string(),
  /** False: the real tool could not be run where Regreen is tested. Such a skill is only suggested, never applied, and stays a candidate. */
  proven: z.boolean(),
  /** Why it is not proven, in plain words; null when it is. */
  unproven_because: z.string().min(1).nullable(),
  /** The text of SKILL.md, of a repository's own skill: the fix job has no copy of it. Not given for built-in ones. */
  document: z.string().optional(),
});
export type Skill = z.infer<typeof Skill>;
