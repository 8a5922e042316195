/** Reads the candidate and the version before it, each with the machine that a run of it sees. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { localMachine } from "../../adapters/machine/local-machine.ts";
import { Fault } from "../../core/fault/fault.ts";
import { orderSkills } from "../../core/skill/graph.ts";
import { ownSkillsFolder } from "../../core/skill/own-skills-folder.ts";
import { parseSkill } from "../../core/skill/parse-skill.ts";
import { SkillName, type Skill } from "../../core/skill/skill.ts";
import type { Versions } from "./replay-all.ts";

export interface CandidateInput {
  readonly name: string;
  /** Holds SKILL.md. */
  readonly folder: string;
  /** All skills as they are now. */
  readonly skills: readonly Skill[];
  readonly builtInFolder: string;
  readonly checkout: string;
}

export interface CandidateReading { readonly versions: Versions; /** Folders with examples, the present version's first. */ readonly exampleFolders: readonly string[] }

/** Fault `skill-invalid` names the mistake with line and column. */
export function readCandidate({ name, folder, skills, builtInFolder, checkout }: CandidateInput): CandidateReading {
  if (!SkillName.safeParse(name).success) throw new Fault("skill-invalid", { detail: `"${name}" is no name of a skill` });
  const file = join(folder, "SKILL.md");
  if (!existsSync(file)) throw new Fault("skill-invalid", { detail: `${file}: the file is missing` });
  const bytes = readFileSync(file);
  const candidate = tried(parseSkill({ name, bytes, origin: folder }));
  const now = skills.find((skill) => skill.name === name);
  const machine = localMachine(builtInFolder);
  const others = skills.filter((skill) => skill.name !== name);
  const present = now === undefined ? null : { skill: tried(now), skills: orderSkills([...others, tried(now)]), machine };
  return {
    versions: { present, candidate: { skill: candidate, skills: orderSkills([...others, candidate]), machine: { ...machine, skill: async (asked) => (asked === name ? candidate : machine.skill(asked)) } } },
    exampleFolders: [join(builtInFolder, name), join(checkout, ownSkillsFolder, name), folder],
  };
}

/** A skill that is not proven is tried all the same: that is what could prove it. */
function tried(skill: Skill): Skill {
  return { ...skill, proven: true, unproven_because: null };
}
