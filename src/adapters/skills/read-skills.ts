/** Skills from a folder on disk. */
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Fault } from "../../core/fault/fault.ts";
import { digestOf } from "../../core/identity/digest.ts";
import { orderSkills } from "../../core/skill/graph.ts";
import { parseSkill } from "../../core/skill/parse-skill.ts";
import type { Skill } from "../../core/skill/skill.ts";
import { knownSkill } from "./known-skills.ts";

/**
 * All skills of a folder, in the order in which they run. `folder` holds one folder per skill with its SKILL.md and `examples/`.
 * Faults: `skill-invalid` for a skill with a mistake, or without an example though it does not say that it is not proven; `skills-cyclic`, `environment-missing` when there is no such folder.
 */
export async function loadSkills(folder: string): Promise<Skill[]> {
  const names = await foldersIn(folder);
  if (names === null) throw new Fault("environment-missing", { detail: `there is no folder of skills at ${folder}` });
  return orderSkills(await Promise.all(names.map((name) => loadSkill(folder, name))));
}

async function loadSkill(folder: string, name: string): Promise<Skill> {
  const bytes = await readFile(join(folder, name, "SKILL.md")).catch((cause: unknown) => {
    throw new Fault("skill-invalid", { detail: `${name}/SKILL.md:1:1: the file cannot be read; each folder of skills holds one`, cause });
  });
  const known = knownSkill(digestOf(bytes));
  const skill = known?.name === name ? known : parseSkill({ name, bytes, origin: "built-in" });
  const examples = await foldersIn(join(folder, name, "examples"));
  if (skill.proven && (examples === null || examples.length === 0)) {
    throw new Fault("skill-invalid", { detail: `${name}/SKILL.md:1:1: it has no example; add examples/<case>/ with before/, after/, failure.log and case.json, or say with \`metadata.proven: "false"\` and \`unproven-because\` that the tool cannot be run` });
  }
  return skill;
}

async function foldersIn(folder: string): Promise<string[] | null> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith(".")).map((entry) => entry.name).toSorted();
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
