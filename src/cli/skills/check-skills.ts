/** Checks skills in a folder on disk: contract, Agent Skills format, examples. Every mistake with file, line and column. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { Fault } from "../../core/fault/fault.ts";
import { readYaml } from "../../core/configuration/read-yaml.ts";
import { ExampleCase } from "../../core/skill/example.ts";
import { orderSkills } from "../../core/skill/graph.ts";
import { readOwnSkills, type SkillMistake } from "../../core/skill/own-skills.ts";
import { ownSkillsFolder } from "../../core/skill/own-skills-folder.ts";
import type { Skill } from "../../core/skill/skill.ts";

export interface CheckedSkills { readonly skills: readonly Skill[]; readonly mistakes: readonly SkillMistake[] }

/** `folder` holds a folder for each skill. Paths in mistakes are relative to it, with its name before them. */
export function checkSkills(folder: string, builtIn: readonly Skill[]): CheckedSkills {
  const names = foldersIn(folder);
  const sources = names.map((name) => ({ name, bytes: readOrNull(join(folder, name, "SKILL.md")), examples: foldersIn(join(folder, name, "examples")) }));
  const read = readOwnSkills(sources, new Set(builtIn.map(({ name }) => name)));
  const examples = sources.flatMap(({ name, examples: cases }) => cases.flatMap((each) => checkExample(folder, name, each)));
  return { skills: read.skills, mistakes: [...read.mistakes, ...examples, ...unknownNeighbours(read.skills, builtIn), ...circles(read.skills, builtIn)] };
}

function checkExample(folder: string, skill: string, name: string): readonly SkillMistake[] {
  const place = join(folder, skill, "examples", name);
  const at = (file: string, message: string, line = 1, column = 1): SkillMistake => ({ path: `${ownSkillsFolder}/${skill}/examples/${name}/${file}`, line, column, message });
  const missing = ["before", "failure.log"].filter((file) => !existsSync(join(place, file))).map((file) => at(file, "it is missing"));
  const text = readOrNull(join(place, "case.json"));
  if (text === null) return [...missing, at("case.json", "it is missing")];
  // JSON is YAML: read so, every mistake has its line and column.
  const reading = readYaml(text.toString("utf8"), ExampleCase);
  if (!reading.ok) return [...missing, ...reading.mistakes.map(({ line, column, message }) => at("case.json", message, line, column))];
  const repairs = reading.value.kind === "repair";
  const after = existsSync(join(place, "after"));
  return repairs === after ? missing : [...missing, at("after", repairs ? "it is missing, and the case is of kind repair" : "it is there, and the case is of kind refuse")];
}

function unknownNeighbours(own: readonly Skill[], builtIn: readonly Skill[]): readonly SkillMistake[] {
  const known = new Set<string>([...own, ...builtIn].map(({ name }) => name));
  return own.flatMap(({ origin, contract }) => contract.after.filter((name) => !known.has(name)).map((name) => ({ path: `${origin}/SKILL.md`, line: 1, column: 1, message: `after: there is no skill ${name}` })));
}

function circles(own: readonly Skill[], builtIn: readonly Skill[]): readonly SkillMistake[] {
  try {
    orderSkills([...builtIn, ...own]);
    return [];
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== "skills-cyclic") throw error;
    return [{ path: ownSkillsFolder, line: 1, column: 1, message: `skills wait for each other in a circle: ${error.detail ?? ""}` }];
  }
}

function foldersIn(folder: string): string[] {
  return existsSync(folder) && statSync(folder).isDirectory() ? readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !entry.name.startsWith(".")).map(({ name }) => name).toSorted() : [];
}

function readOrNull(file: string): Buffer | null {
  return existsSync(file) ? readFileSync(file) : null;
}
