/** A repository's own skills: `.github/skills/<name>/`, read from its default branch alone, beside the built-in ones and never in their place. */
import { Fault } from "../fault/fault.ts";
import { orderSkills } from "./graph.ts";
import { ownSkillsFolder } from "./own-skills-folder.ts";
import { parseSkill } from "./parse-skill.ts";
import type { Skill } from "./skill.ts";

/** More would make a diagnosis slow; a document that is larger does not fit into a plan beside others. */
export const MOST_OWN_SKILLS = 20;
const MOST_CHARACTERS = 24_000;

/** What stands in one folder of `.github/skills/`. */
export interface OwnSkillSource {
  readonly name: string;
  /** SKILL.md; null where there is none. */
  readonly bytes: Uint8Array | null;
  /** Names of its examples. */
  readonly examples: readonly string[];
}

export interface SkillMistake { readonly path: string; readonly line: number; readonly column: number; readonly message: string }

export interface OwnSkills { readonly skills: readonly Skill[]; readonly mistakes: readonly SkillMistake[] }

/** Every skill that is right, and every mistake of the others with its line and column. `builtIn`: names that are taken. */
export function readOwnSkills(sources: readonly OwnSkillSource[], builtIn: ReadonlySet<string>): OwnSkills {
  const read = sources.map((source) => readOne(source, builtIn));
  const mistakes = read.flatMap((one) => ("message" in one ? [one] : []));
  const skills = read.flatMap((one) => ("message" in one ? [] : [one]));
  return { skills, mistakes };
}

function readOne(source: OwnSkillSource, builtIn: ReadonlySet<string>): Skill | SkillMistake {
  const { name, bytes, examples } = source;
  const mistake = (message: string, line = 1, column = 1): SkillMistake => ({ path: `${ownSkillsFolder}/${name}/SKILL.md`, line, column, message });
  if (builtIn.has(name)) return mistake(`${name} is the name of a built-in skill; give yours another name`);
  if (bytes === null) return mistake("the file is missing; each folder of skills holds one");
  if (examples.length === 0) return mistake("it has no example; add examples/<case>/ with before/, after/, failure.log and case.json");
  try {
    const skill = parseSkill({ name, bytes, origin: `${ownSkillsFolder}/${name}` });
    const document = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    if (document.length > MOST_CHARACTERS) return mistake(`the file has ${document.length} characters, and at most ${MOST_CHARACTERS} fit into a plan`);
    return { ...skill, document };
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== "skill-invalid") throw error;
    const [, line = "1", column = "1", message = error.message] = /SKILL\.md:(\d+):(\d+): ([^]*)$/.exec(error.detail ?? "") ?? [];
    return mistake(message, Number(line), Number(column));
  }
}

/** All skills in the order in which they run. Fault `skills-cyclic`. */
export function withOwnSkills(builtIn: readonly Skill[], own: readonly Skill[]): readonly Skill[] {
  return own.length === 0 ? builtIn : orderSkills([...builtIn, ...own]);
}
