/** One skill from a folder of skills on disk. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { digestOf } from "../../core/identity/digest.ts";
import type { Skill } from "../../core/skill/skill.ts";
import { knownSkill } from "./known-skills.ts";

/** Null where `folder` holds none of this name. A skill that the build knows is not parsed again. Fault `skill-invalid`. */
export async function readSkill(folder: string, name: string): Promise<Skill | null> {
  const bytes = bytesOf(join(folder, name, "SKILL.md"));
  if (bytes === null) return null;
  return knownAs(name, bytes) ?? (await import("../../core/skill/parse-skill.ts")).parseSkill({ name, bytes, origin: "built-in" });
}

/** What the build knows of these very bytes under this name; null: nothing. */
export function knownAs(name: string, bytes: Uint8Array): Skill | null {
  const known = knownSkill(digestOf(bytes));
  return known?.name === name ? known : null;
}

function bytesOf(file: string): Uint8Array | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}
