/** A checkout's own skills as its default branch has them: what lies in the working tree, or on a branch under review, counts for nothing. */
import type { OwnSkillSource } from "../../core/skill/own-skills.ts";
import { ownSkillsFolder } from "../../core/skill/own-skills-folder.ts";
import { fields, runGit } from "./run-git.ts";

/** Empty where there is no default branch to be found, or none on it. */
export async function ownSkillSources(checkout: string): Promise<readonly OwnSkillSource[]> {
  if (!(await mayHaveOwnSkills(checkout))) return [];
  const branch = await defaultBranch(checkout);
  if (branch === null) return [];
  const paths = fields(await runGit(checkout, ["ls-tree", "-r", "-z", "--full-tree", "--name-only", branch, `${ownSkillsFolder}/`]));
  const names = [...new Set(paths.map((path) => path.slice(ownSkillsFolder.length + 1).split("/")).filter((parts) => parts.length > 1).map(([name = ""]) => name))];
  return Promise.all(names.map(async (name) => {
    const file = `${ownSkillsFolder}/${name}/SKILL.md`;
    const examples = paths.filter((path) => path.startsWith(`${ownSkillsFolder}/${name}/examples/`)).map((path) => path.split("/")[4] ?? "");
    return { name, bytes: paths.includes(file) ? await runGit(checkout, ["cat-file", "blob", `${branch}:${file}`]) : null, examples: [...new Set(examples)] };
  }));
}

/** Whether any branch that could be the default one has the folder: one question, which for most repositories is all. */
async function mayHaveOwnSkills(checkout: string): Promise<boolean> {
  const asked = ["refs/remotes/origin/HEAD", "refs/heads/main", "refs/heads/master"].map((ref) => `${ref}:${ownSkillsFolder}\n`);
  const said = (await runGit(checkout, ["cat-file", "--batch-check=%(objecttype)"], asked.join(""))).toString("utf8");
  return said.split("\n").includes("tree");
}

/** The branch that `origin` calls its own; else `main`, else `master`. */
async function defaultBranch(checkout: string): Promise<string | null> {
  const refs = fields(Buffer.from((await runGit(checkout, ["for-each-ref", "--format=%(refname)%00%(symref)%00", "refs/remotes/origin/HEAD", "refs/heads/main", "refs/heads/master"])).toString("utf8").replaceAll("\n", "")));
  return refs.find((ref) => ref.startsWith("refs/remotes/origin/") && !ref.endsWith("/HEAD")) ?? refs.find((ref) => ref === "refs/heads/main") ?? refs.find((ref) => ref === "refs/heads/master") ?? null;
}
