/** The skills that a checkout may be mended with: the built-in ones and its own. */
import { ownSkillSources } from "../../adapters/git/own-skills.ts";
import { builtInSkillsFolder, loadSkills } from "../../adapters/skills/read-skills.ts";
import { Fault } from "../../core/fault/fault.ts";
import type { Skill } from "../../core/skill/skill.ts";

/** Fault `skill-invalid` names the first mistake of an own skill with its line and column. */
export async function readSkillsOf(checkout: string): Promise<readonly Skill[]> {
  const [builtIn, sources] = await Promise.all([loadSkills(builtInSkillsFolder()), ownSkillSources(checkout)]);
  if (sources.length === 0) return builtIn;
  const { readOwnSkills, withOwnSkills } = await import("../../core/skill/own-skills.ts");
  const { skills, mistakes } = readOwnSkills(sources, new Set(builtIn.map(({ name }) => name)));
  const [first] = mistakes;
  if (first !== undefined) throw new Fault("skill-invalid", { detail: `${first.path}:${first.line}:${first.column}: ${first.message}` });
  return withOwnSkills(builtIn, skills);
}
