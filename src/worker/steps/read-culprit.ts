/** What is known of the commit that turned a branch red: its parents, the run before it, what it changed. Read only where the repository wants it taken back. */
import type { Configuration } from "../../core/configuration/configuration.ts";
import type { Repair } from "../../core/repair/repair.ts";
import { judgeCulprit, type Culprit, type TreeFile } from "../../core/skill/culprit.ts";
import type { GitHubReader, TreeEntry, WorkflowRun } from "../../ports/github.ts";
import type { StepContext } from "./context.ts";

const SKILL = "revert-culprit";

/** Null: it is not asked for. */
export async function readCulprit({ subject }: Repair, run: WorkflowRun | null, { configuration: { skills }, context: { reader } }: { readonly configuration: Configuration; readonly context: StepContext }): Promise<Culprit | null> {
  if (!skills.opt_in.includes(SKILL) || skills.disable.includes(SKILL)) return null;
  const { repository, branch, head_sha: commit, pull_request } = subject;
  if (run === null || pull_request !== null || branch !== repository.default_branch) return { kind: "uncertain", reason: "only the default branch, checked by a workflow, is taken back to green" };
  const [found, green, jobs] = await Promise.all([reader.commit(repository, commit), reader.lastGreenRun(repository, run.path, branch), reader.jobs(repository, run.id)]);
  const [parent] = found?.parents ?? [];
  if (found === null || parent === undefined) return { kind: "uncertain", reason: `${commit.slice(0, 7)} has no commit before it` };
  const [after, before, passed] = await Promise.all([reader.tree(repository, commit), reader.tree(repository, parent), green === null ? [] : passedJobs(reader, repository, green)]);
  const failed = jobs.filter(({ conclusion }) => conclusion === "failure" || conclusion === "timed_out").map(({ name }) => name);
  return judgeCulprit({ commit, parents: found.parents, message: found.message, failed, green: green === null ? null : { head_sha: green.headSha, passed }, before: before.flatMap(fileOf), after: after.flatMap(fileOf) });
}

async function passedJobs(reader: GitHubReader, repository: Repair["subject"]["repository"], green: WorkflowRun): Promise<readonly string[]> {
  const jobs = await reader.jobs(repository, green.id);
  return jobs.filter(({ conclusion }) => conclusion === "success").map(({ name }) => name);
}

function fileOf({ path, mode, sha, type }: TreeEntry): readonly TreeFile[] {
  return type === "tree" ? [] : [{ path, mode, sha }];
}
