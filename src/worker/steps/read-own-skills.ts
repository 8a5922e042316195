/** Reads a repository's own skills at its default branch's head: a pull request cannot bring one along for itself. */
import type { Misconfiguration } from "../../core/repair/decide-misconfigured.ts";
import type { Repository } from "../../core/repair/repair.ts";
import { MOST_OWN_SKILLS, readOwnSkills, withOwnSkills, type OwnSkillSource } from "../../core/skill/own-skills.ts";
import { ownSkillsFolder } from "../../core/skill/own-skills-folder.ts";
import type { Skill } from "../../core/skill/skill.ts";
import type { StepContext } from "./context.ts";

export type SkillsReading = { readonly ok: true; readonly skills: readonly Skill[] } | { readonly ok: false; readonly misconfiguration: Misconfiguration };

/** The built-in skills and the repository's own, in the order in which they run; or the first file of these with its mistakes. */
export async function readAllSkills(repository: Repository, context: Pick<StepContext, "reader" | "skills">): Promise<SkillsReading> {
  const { reader, skills } = context;
  const sha = (await reader.folder(repository, ownSkillsFolder, repository.default_branch)).length === 0 ? null : await reader.branchHead(repository, repository.default_branch);
  if (sha === null) return { ok: true, skills };
  const folders = (await reader.folder(repository, ownSkillsFolder, sha)).filter(({ type }) => type === "tree").slice(0, MOST_OWN_SKILLS);
  const sources = await Promise.all(folders.map(({ path }) => readSource(repository, { folder: path, sha }, context)));
  const own = readOwnSkills(sources, new Set(skills.map(({ name }) => name)));
  const [first] = own.mistakes;
  if (first === undefined) return { ok: true, skills: withOwnSkills(skills, own.skills) };
  return { ok: false, misconfiguration: { path: first.path, mistakes: own.mistakes.filter(({ path }) => path === first.path) } };
}

async function readSource(repository: Repository, { folder, sha }: { readonly folder: string; readonly sha: string }, { reader }: Pick<StepContext, "reader">): Promise<OwnSkillSource> {
  const name = folder.split("/").at(-1) ?? folder;
  const [bytes, examples] = await Promise.all([
    reader.file(repository, `${ownSkillsFolder}/${name}/SKILL.md`, sha),
    reader.folder(repository, `${ownSkillsFolder}/${name}/examples`, sha),
  ]);
  return { name, bytes, examples: examples.filter(({ type }) => type === "tree").map(({ path }) => path) };
}
