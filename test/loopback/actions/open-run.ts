/** A new run as a value: its check suite, its jobs and their check runs, all queued. */
import type { Commit } from "../git/bare-repository.ts";
import type { Hub } from "../hub.ts";
import type { CheckRun, CheckSuite } from "../state/check.ts";
import { fullNameOf, type Repository } from "../state/repository.ts";
import type { User } from "../state/user.ts";
import { plannedJobs, titleOf, type FoundWorkflow, type PlannedJob } from "./queue.ts";
import type { Job, RunEvent, Workflow, WorkflowRun } from "./types.ts";

export interface NewRun {
  readonly found: FoundWorkflow & { readonly file: NonNullable<FoundWorkflow["file"]> };
  readonly event: RunEvent;
  readonly ref: string;
  readonly headBranch: string;
  readonly headRepository: Repository;
  readonly headSha: string;
  readonly sha: string;
  readonly before: string | null;
  readonly baseRef: string | null;
  readonly inputs: WorkflowRun["inputs"];
  readonly payload: Readonly<Record<string, unknown>>;
  readonly title: string;
  readonly actor: User;
  readonly pullNumbers: readonly number[];
}

export function openRun(hub: Hub, repository: Repository, { workflow, start, headCommit }: { readonly workflow: Workflow; readonly start: NewRun; readonly headCommit: Commit }): WorkflowRun {
  const now = hub.now();
  const { found, before, ...rest } = start;
  const suite: CheckSuite = {
    id: hub.state.nextId("suite"), app: hub.actionsApp, headSha: start.headSha, headCommit, headBranch: start.headBranch, before, after: start.headSha,
    status: "queued", conclusion: null, createdAt: now, updatedAt: now,
  };
  const number = repository.workflowRuns.filter((one) => one.workflow === workflow).length + 1;
  const run: WorkflowRun = {
    ...rest, id: hub.state.nextId("run"), repository, workflow, number, attempt: 1, definition: found.file, triggeringActor: start.actor, status: "queued", conclusion: null,
    jobs: [], earlierJobs: new Map(), suite, artifacts: [], createdAt: now, startedAt: now, updatedAt: now,
    title: titleOf(found.file, { ...start, repository, number }, start.title),
  };
  repository.checkSuites.push(suite);
  repository.workflowRuns.push(run);
  run.jobs = plannedJobs(found.file, run).map((planned) => openJob(hub, run, planned));
  return run;
}

/** A job of the run's present attempt, with its check run: the two share their id, as on GitHub. */
export function openJob(hub: Hub, run: WorkflowRun, planned: PlannedJob): Job {
  const createdAt = hub.now();
  const id = hub.state.nextId("check");
  const checkRun: CheckRun = {
    id, suite: run.suite, app: hub.actionsApp, name: planned.name, headSha: run.headSha, externalId: `${run.id}-${planned.key}`, status: "queued", conclusion: null,
    detailsUrl: hub.links.html(`/${fullNameOf(run.repository)}/actions/runs/${run.id}/job/${id}`), startedAt: createdAt, completedAt: null,
    output: { title: null, summary: null, text: null }, annotations: [],
  };
  run.repository.checkRuns.push(checkRun);
  const { key, name, definition, matrix, permissions } = planned;
  return {
    id, run, key, name, definition, matrix, permissions, needs: definition.needs, attempt: run.attempt, checkRun, steps: [], status: "queued", conclusion: null, runnerName: null,
    createdAt, startedAt: null, completedAt: null, log: [], summary: "",
  };
}
