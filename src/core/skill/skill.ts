/** A skill is a fixed recipe with a contract, loaded from `skills/<name>/SKILL.md`. Its digest names exactly what was read. */
import { z } from "zod";
import type { Digest } from "../identity/digest.ts";
import type { Contract } from "./whole-contract.ts";

/** Agent Skills open format: 1–64 of a-z, 0-9 and single hyphens, equal to the folder's name. */
export const SkillName = z.string().max(64).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).brand<"SkillName">();
export type SkillName = z.infer<typeof SkillName>;

export interface Skill {
  readonly name: SkillName;
  readonly description: string;
  readonly contract: Contract;
  /** Digest over the bytes of SKILL.md. */
  readonly digest: Digest;
  /** `built-in`, or the path in the repository that it was read from. */
  readonly origin: string;
  /** False: the real tool could not be run where Regreen is tested. Such a skill is only suggested, never applied, and stays a candidate. */
  readonly proven: boolean;
  /** Why it is not proven, in plain words; null when it is. */
  readonly unproven_because: string | null;
  /** The text of SKILL.md, of a repository's own skill: the fix job has no copy of it. Not given for built-in ones. */
  readonly document?: string | undefined;
}
