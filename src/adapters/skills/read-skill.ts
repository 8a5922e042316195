/** One skill from a folder of skills on disk. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Skill } from "../../core/skill/skill.ts";

/** Null where `folder` holds none of this name. A skill that the build knows is not parsed again. Fault `skill-invalid`. */
export async function readSkill(folder: string, name: string): Promise<Skill | null> {
  const bytes = bytesOf(join(folder, name, "SKILL.md"));
  if (bytes === null) return null;
  const { knownAs } = await import("./known-as.ts");
  return knownAs(name, bytes) ?? (await import("../../core/skill/parse-skill.ts")).parseSkill({ name, bytes, origin: "built-in" });
}

function bytesOf(file: string): Uint8Array | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}
