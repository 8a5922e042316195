/** Reads what is red on a commit now: runs of Actions, checks of other CIs, statuses. Regreen's own are not among them. */
import { fixWorkflowPath } from "../../core/repair/fix-run.ts";
import type { GitSha } from "../../core/identity/identifier.ts";
import type { RedCheck } from "../../core/request/answer/snapshot.ts";
import type { Repository } from "../../core/repair/repair.ts";
import type { CheckRun, CommitStatus, GitHubReader, WorkflowRun } from "../../ports/github.ts";

export interface RedReading { readonly red: readonly RedCheck[]; readonly running: number }

export async function readRed(repository: Repository, sha: GitSha, reader: GitHubReader): Promise<RedReading> {
  const [runs, checks, statuses] = await Promise.all([reader.workflowRunsOf(repository, sha), reader.checkRuns(repository, sha), reader.commitStatuses(repository, sha)]);
  const own = latestOfEach(runs.filter((run) => pathOf(run) !== fixWorkflowPath && run.headRepositoryId === repository.id));
  const others = checks.filter(({ appSlug, name }) => appSlug !== "github-actions" && !name.startsWith("regreen/"));
  return {
    red: [...redRuns(own), ...others.flatMap(redCheck), ...statuses.flatMap(redStatus)],
    running: [...own, ...others].filter(({ status }) => status !== "completed").length,
  };
}

function pathOf({ path }: WorkflowRun): string {
  return path.split("@", 1)[0] ?? path;
}

/** Of each workflow and event the newest: `runs` come newest first. */
function latestOfEach(runs: readonly WorkflowRun[]): readonly WorkflowRun[] {
  const seen = new Set<string>();
  return runs.filter((run) => {
    const key = `${pathOf(run)} ${run.event}`;
    const known = seen.has(key);
    seen.add(key);
    return !known;
  });
}

/** GitHub runs a workflow for push and for pull request: one of them tells it all. */
function redRuns(runs: readonly WorkflowRun[]): readonly RedCheck[] {
  const red = runs.filter(({ status, conclusion }) => status === "completed" && (conclusion === "failure" || conclusion === "timed_out"));
  const first = red.filter((run, index) => red.findIndex((other) => pathOf(other) === pathOf(run)) === index);
  return first.map((run) => ({ name: run.name, source: { kind: "workflow_run", run_id: run.id, run_attempt: run.attempt, workflow: pathOf(run) } }));
}

function redCheck({ id, name, status, conclusion }: CheckRun): readonly RedCheck[] {
  return status === "completed" && (conclusion === "failure" || conclusion === "timed_out") ? [{ name, source: { kind: "check_run", check_run_id: id, name } }] : [];
}

function redStatus({ id, context, state }: CommitStatus): readonly RedCheck[] {
  return (state === "failure" || state === "error") && !context.startsWith("regreen/") ? [{ name: context, source: { kind: "status", status_id: id, context } }] : [];
}
