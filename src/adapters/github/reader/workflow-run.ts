import { z } from "zod";
import { PullReference } from "../../../core/event/payload.ts";
import { GitSha } from "../../../core/identity/identifier.ts";
import { milliseconds, type Timestamp } from "../../../core/identity/timestamp.ts";
import type { WorkflowRun } from "../../../ports/github.ts";
import { readOrNull } from "../answer.ts";
import type { Session } from "../client.ts";
import { filterPages, PER_PAGE, readFirstPages, readPages } from "../pages.ts";
import { Moment, OptionalConclusion, OptionalText, RepositoryReference } from "./shapes.ts";

/** https://docs.github.com/rest/actions/workflow-runs#get-a-workflow-run. `path` may carry `@ref` after the file's name. */
export const RunAnswer = z.object({
  id: z.int().positive(), run_attempt: z.int().positive().default(1), name: OptionalText, path: z.string(), event: z.string(),
  display_title: z.string(), status: OptionalText, conclusion: OptionalConclusion, head_sha: GitSha, head_branch: OptionalText,
  head_repository: RepositoryReference, pull_requests: z.array(PullReference).nullish(), created_at: Moment, run_started_at: Moment.nullish(), html_url: z.string(), check_suite_id: z.int().nullish(),
}).transform((run): WorkflowRun => ({
  id: run.id, attempt: run.run_attempt, name: run.name ?? "", path: run.path.split("@", 1)[0] ?? run.path, event: run.event,
  title: run.display_title, status: run.status ?? "unknown", conclusion: run.conclusion, headSha: run.head_sha, headBranch: run.head_branch,
  headRepositoryId: run.head_repository?.id ?? null, createdAt: run.created_at, startedAt: run.run_started_at ?? run.created_at, suiteId: run.check_suite_id ?? null, url: run.html_url,
  pulls: (run.pull_requests ?? []).map(({ number, base }) => ({ number, baseRepositoryId: base.repo.id })),
}));

export const RunsPage = z.object({ workflow_runs: z.array(RunAnswer) }).transform((page) => page.workflow_runs);

export async function readWorkflowRun(session: Session, runId: number): Promise<WorkflowRun | null> {
  return readOrNull(session, "GET /repos/{owner}/{repo}/actions/runs/{run_id}", { run_id: runId }, RunAnswer);
}

/** Of one workflow, given as a file's name or path, since a moment; newest first, as GitHub lists them (its `created` filter is not in the described form). */
export async function readDispatchedRuns(session: Session, workflow: string, since: Timestamp): Promise<readonly WorkflowRun[]> {
  const request = { operation: "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs", parameters: { workflow_id: workflowFile(workflow), event: "workflow_dispatch" } } as const;
  const earliest = milliseconds(since);
  const runs = await filterPages(session, request, {
    schema: RunsPage,
    holds: (run) => milliseconds(run.createdAt) >= earliest - MILLISECONDS_CUT_OFF,
    ends: (run) => milliseconds(run.createdAt) < earliest - MILLISECONDS_CUT_OFF,
  });
  return newestFirst(runs);
}

/** GitHub gives whole seconds: a run created just after the moment may seem to be before it. */
const MILLISECONDS_CUT_OFF = 1000;

/** https://docs.github.com/rest/actions/workflow-runs#list-workflow-runs-for-a-workflow: `status` takes a conclusion too; newest first. */
export async function readLastGreenRun(session: Session, workflow: string, branch: string): Promise<WorkflowRun | null> {
  const parameters = { workflow_id: workflowFile(workflow), branch, status: "success", per_page: 1, page: 1 } as const;
  const page = await readOrNull(session, "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs", parameters, RunsPage);
  return page?.find(({ conclusion, headBranch }) => conclusion === "success" && headBranch === branch) ?? null;
}

export async function readRunsOfCommit(session: Session, sha: GitSha): Promise<readonly WorkflowRun[]> {
  const runs = await readPages(session, { operation: "GET /repos/{owner}/{repo}/actions/runs", parameters: { head_sha: sha } }, RunsPage);
  return newestFirst(runs.filter((run) => run.headSha === sha));
}

export async function readRunsInProgress(session: Session): Promise<readonly WorkflowRun[]> {
  const runs = await readPages(session, { operation: "GET /repos/{owner}/{repo}/actions/runs", parameters: { status: "in_progress" } }, RunsPage);
  return newestFirst(runs.filter(({ status }) => status === "in_progress"));
}

/** https://docs.github.com/rest/actions/workflow-runs#list-workflow-runs-for-a-repository: `status` takes a conclusion too. At most `most`, newest first. */
export async function readFailedRuns(session: Session, { since, until }: { readonly since: Timestamp; readonly until?: Timestamp }, most: number): Promise<readonly WorkflowRun[]> {
  const created = until === undefined ? `>=${since}` : `${since}..${until}`;
  const found = await Promise.all((["failure", "timed_out"] as const).map(async (status) => {
    const request = { operation: "GET /repos/{owner}/{repo}/actions/runs", parameters: { status, created }, pages: Math.ceil(most / PER_PAGE) } as const;
    return (await readFirstPages(session, request, RunsPage)).elements.filter(({ conclusion }) => conclusion === status);
  }));
  return newestFirst(found.flat()).slice(0, most);
}

/** GitHub knows a workflow by the name of its file alone. */
export function workflowFile(workflow: string): string {
  return workflow.slice(workflow.lastIndexOf("/") + 1);
}

function newestFirst(runs: readonly WorkflowRun[]): readonly WorkflowRun[] {
  return runs.toSorted((one, other) => (one.createdAt === other.createdAt ? other.id - one.id : other.createdAt < one.createdAt ? -1 : 1));
}
