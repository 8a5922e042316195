/**
 * Skills by the digest of their SKILL.md, so that it need not be read again. Here nothing is known; in the built program this module holds the
 * skills that come with it (rolldown.config.mjs), as `parseSkill` read them when it was built.
 */
import type { Digest } from "../../core/identity/digest.ts";
import type { Skill } from "../../core/skill/skill.ts";

export function knownSkill(_digest: Digest): Skill | null {
  return null;
}
