/** Skills from a folder on disk. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Fault } from "../../core/fault/fault.ts";
import { orderSkills } from "../../core/skill/graph.ts";
import type { Skill } from "../../core/skill/skill.ts";

/**
 * All skills of a folder, in the order in which they run. `folder` holds one folder per skill with its SKILL.md and `examples/`.
 * Faults: `skill-invalid` for a skill with a mistake, or without an example though it does not say that it is not proven; `skills-cyclic`, `environment-missing` when there is no such folder.
 */
export async function loadSkills(folder: string): Promise<Skill[]> {
  const names = foldersIn(folder);
  if (names === null) throw new Fault("environment-missing", { detail: `there is no folder of skills at ${folder}` });
  const found = names.map((name) => ({ name, bytes: bytesOf(folder, name) }));
  const { knownAs } = await import("./known-as.ts");
  const known = found.map(({ name, bytes }) => knownAs(name, bytes));
  if (!known.includes(null)) return orderSkills(known.filter((skill) => skill !== null));
  const { parseSkill } = await import("../../core/skill/parse-skill.ts");
  return orderSkills(found.map(({ name, bytes }, index) => known[index] ?? withExample(folder, parseSkill({ name, bytes, origin: "built-in" }))));
}

function bytesOf(folder: string, name: string): Uint8Array {
  try {
    return readFileSync(join(folder, name, "SKILL.md"));
  } catch (cause) {
    throw new Fault("skill-invalid", { detail: `${name}/SKILL.md:1:1: the file cannot be read; each folder of skills holds one`, cause });
  }
}

/** The build has seen the examples of those that it knows. */
function withExample(folder: string, skill: Skill): Skill {
  const examples = foldersIn(join(folder, skill.name, "examples")) ?? [];
  if (!skill.proven || examples.length > 0) return skill;
  throw new Fault("skill-invalid", { detail: `${skill.name}/SKILL.md:1:1: it has no example; add examples/<case>/ with before/, after/, failure.log and case.json, or say with \`metadata.proven: "false"\` and \`unproven-because\` that the tool cannot be run` });
}

function foldersIn(folder: string): string[] | null {
  try {
    return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !entry.name.startsWith(".")).map((entry) => entry.name).toSorted();
  } catch {
    return null;
  }
}

/**
 * The folder of the skills that come with the program: `skills/` beside the nearest package.json above this module, which is
 * the same whether it runs from source, from build/program or from action/dist. Fault `environment-missing` when it is not there.
 */
export function builtInSkillsFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const skills = join(folder, "skills");
    if (existsSync(join(folder, "package.json")) && existsSync(skills)) return skills;
    const parent = dirname(folder);
    if (parent === folder) throw new Fault("environment-missing", { detail: "the folder of built-in skills is not beside the program; install Regreen again" });
    folder = parent;
  }
}
