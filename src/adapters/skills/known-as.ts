import { digestOf } from "../../core/identity/digest.ts";
import type { Skill } from "../../core/skill/skill.ts";
import { knownSkill } from "./known-skills.ts";

/** What the build knows of these very bytes of a SKILL.md under this name; null: nothing. */
export function knownAs(name: string, bytes: Uint8Array): Skill | null {
  const known = knownSkill(digestOf(bytes));
  return known?.name === name ? known : null;
}
