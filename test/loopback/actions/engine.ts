/** Runs, jobs and steps: how they are queued, started and completed, and what GitHub tells Apps about it. */
import { createHash, randomBytes } from "node:crypto";
import { HttpProblem } from "../http/http-problem.ts";
import type { Hub } from "../hub.ts";
import { presentJob, presentRun, presentWorkflow } from "../present/actions.ts";
import { presentCheckRunEvent, presentCheckSuite } from "../present/check.ts";
import { pullPayload } from "../routes/pull-life.ts";
import type { CheckAnnotation, CheckRun, CheckSuite, Conclusion } from "../state/check.ts";
import type { PullIssue } from "../state/find.ts";
import type { Repository } from "../state/repository.ts";
import { fullNameOf } from "../state/repository.ts";
import type { User } from "../state/user.ts";
import type { EventName } from "../webhooks/event-names.ts";
import { conclusionOf } from "./conclusion.ts";
import { dispatchInputs, plannedJobs, startedBy, titleOf, workflowsAt, type FoundWorkflow } from "./queue.ts";
import type { Actions, Artifact, Job, RunEvent, StepResult, Workflow, WorkflowRun } from "./types.ts";

export interface Pushed { readonly branch: string; readonly before: string; readonly after: string; readonly actor: User; readonly payload: Readonly<Record<string, unknown>> }
export interface Dispatch { readonly ref: string; readonly inputs: Readonly<Record<string, unknown>>; readonly actor: User }

/** What the rest of GitHub asks of Actions. */
export interface WorkflowEngine {
  queueForPush(repository: Repository, pushed: Pushed): Promise<void>;
  queueForPull(repository: Repository, issue: PullIssue, happened: { readonly action: "opened" | "synchronize" | "reopened"; readonly actor: User }): Promise<void>;
  dispatch(repository: Repository, workflow: Workflow, dispatch: Dispatch): Promise<WorkflowRun>;
  rerun(run: WorkflowRun, which: "all" | "failed", actor: User): void;
  cancel(run: WorkflowRun): void;
  /** Workflow files that could not be run, with the reasons: GitHub would show a start-up failure. */
  readonly unrunnable: readonly { readonly repository: string; readonly path: string; readonly problems: readonly string[] }[];
}

interface NewRun {
  readonly found: FoundWorkflow & { readonly file: NonNullable<FoundWorkflow["file"]> };
  readonly event: RunEvent;
  readonly ref: string;
  readonly headBranch: string;
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

export class ActionsEngine implements Actions, WorkflowEngine {
  readonly unrunnable: { repository: string; path: string; problems: readonly string[] }[] = [];
  readonly #hub: () => Hub;
  readonly #listeners = new Set<(run: WorkflowRun) => void>();
  readonly #runs = new Map<number, WorkflowRun>();
  readonly #jobs = new Map<number, Job>();
  readonly #tokens = new Map<Job, string>();

  constructor(hub: () => Hub) {
    this.#hub = hub;
  }

  onQueued(listener: (run: WorkflowRun) => void): () => void {
    this.#listeners.add(listener);
    for (const run of this.pending()) if (run.status === "queued") listener(run);
    return () => this.#listeners.delete(listener);
  }

  run(runId: number): WorkflowRun | null {
    return this.#runs.get(runId) ?? null;
  }

  job(jobId: number): Job | null {
    return this.#jobs.get(jobId) ?? null;
  }

  pending(): readonly WorkflowRun[] {
    return [...this.#runs.values()].filter((run) => run.status !== "completed");
  }

  jobToken(job: Job): string {
    const known = this.#tokens.get(job);
    if (known !== undefined) return known;
    const hub = this.#hub();
    const token = `ghs_${randomBytes(18).toString("hex")}`;
    this.#tokens.set(job, token);
    hub.state.tokens.set(token, { kind: "job", app: hub.actionsApp, job, repository: job.run.repository, permissions: job.permissions });
    return token;
  }

  jobOfToken(token: string): Job | null {
    const identity = this.#hub().state.tokens.get(token);
    return identity?.kind === "job" ? identity.job : null;
  }

  async queueForPush(repository: Repository, pushed: Pushed): Promise<void> {
    const { branch, after, actor } = pushed;
    const head = await repository.git.commit(after);
    for (const found of await this.#workflowsAt(repository, after)) {
      if (branch === repository.defaultBranch) this.#register(repository, found);
      if (!startedBy(found, { event: "push", branch })) continue;
      await this.#start(repository, {
        found, event: "push", ref: `refs/heads/${branch}`, headBranch: branch, headSha: after, sha: after, before: pushed.before, baseRef: null, inputs: {},
        payload: pushed.payload, title: head?.message.split("\n")[0] ?? "", actor, pullNumbers: [],
      });
    }
  }

  async queueForPull(repository: Repository, issue: PullIssue, { action, actor }: { readonly action: "opened" | "synchronize" | "reopened"; readonly actor: User }): Promise<void> {
    const { pull } = issue;
    if (pull.mergeable !== true || pull.mergeSha === null) return;
    for (const found of await this.#workflowsAt(repository, pull.mergeSha)) {
      if (!startedBy(found, { event: "pull_request", action, baseBranch: pull.baseBranch })) continue;
      await this.#start(repository, {
        found, event: "pull_request", ref: `refs/pull/${issue.number}/merge`, headBranch: pull.headBranch, headSha: pull.headSha, sha: pull.mergeSha, before: null, baseRef: pull.baseBranch,
        inputs: {}, payload: { action, ...pullPayload(this.#hub(), repository, issue) }, title: issue.title, actor, pullNumbers: [issue.number],
      });
    }
  }

  async dispatch(repository: Repository, workflow: Workflow, { ref, inputs, actor }: Dispatch): Promise<WorkflowRun> {
    const branch = ref.replace(/^refs\/heads\//, "");
    const sha = await repository.git.resolve(`refs/heads/${branch}`);
    if (sha === null) throw new HttpProblem(422, `No ref found for: ${ref}`);
    const found = (await this.#workflowsAt(repository, sha)).find((one) => one.path === workflow.path);
    if (found === undefined || found.file === null) throw new HttpProblem(422, `Workflow ${workflow.path} cannot be run: ${found?.problems.join("; ") ?? "there is no such file on this ref"}`);
    const values = dispatchInputs(found.file, inputs);
    const payload = { inputs: values, ref: `refs/heads/${branch}`, workflow: workflow.path };
    return this.#start(repository, {
      found: { ...found, file: found.file }, event: "workflow_dispatch", ref: `refs/heads/${branch}`, headBranch: branch, headSha: sha, sha, before: null, baseRef: null, inputs: values, payload,
      title: workflow.name, actor, pullNumbers: [],
    });
  }

  startJob(job: Job, runner: { readonly name: string }): void {
    if (job.status !== "queued") return;
    const now = this.#hub().now();
    job.status = "in_progress";
    job.startedAt = now;
    job.runnerName = runner.name;
    job.checkRun.status = "in_progress";
    job.checkRun.startedAt = now;
    const { run } = job;
    run.updatedAt = now;
    this.#fireJob("workflow-job-in-progress", job);
    if (run.status === "in_progress") return;
    run.status = "in_progress";
    run.suite.status = "in_progress";
    this.#fireRun("workflow-run-in-progress", run);
  }

  recordStep(job: Job, step: StepResult): void {
    job.steps.push({ ...step, status: "completed" });
  }

  appendLog(job: Job, bytes: Uint8Array): void {
    job.log.push(bytes);
  }

  completeJob(job: Job, conclusion: Conclusion, annotations: readonly CheckAnnotation[] = []): void {
    if (job.status === "completed") return;
    const hub = this.#hub();
    const now = hub.now();
    const { run, checkRun } = job;
    job.status = "completed";
    job.conclusion = conclusion;
    job.startedAt ??= now;
    job.completedAt = now;
    Object.assign(checkRun, { status: "completed", conclusion, completedAt: now });
    checkRun.annotations.push(...annotations);
    run.updatedAt = now;
    hub.webhooks.fire({ name: "check-run-completed", repository: run.repository, sender: run.actor, content: { check_run: presentCheckRunEvent(hub, run.repository, checkRun) } });
    this.#fireJob("workflow-job-completed", job);
    if (run.jobs.every((one) => one.status === "completed")) this.#completeRun(run);
  }

  addArtifact(run: WorkflowRun, artifact: { readonly name: string; readonly bytes: Uint8Array }): Artifact {
    const hub = this.#hub();
    const createdAt = hub.now();
    const kept: Artifact = {
      ...artifact, id: hub.state.nextId("artifact"), digest: `sha256:${createHash("sha256").update(artifact.bytes).digest("hex")}`, createdAt, expiresAt: new Date(createdAt.getTime() + 90 * 86_400_000),
    };
    run.artifacts.push(kept);
    return kept;
  }

  rerun(run: WorkflowRun, which: "all" | "failed", actor: User): void {
    if (run.status !== "completed") throw new HttpProblem(403, "This workflow is already running");
    const again = run.jobs.filter((job) => which === "all" || (job.conclusion !== "success" && job.conclusion !== "skipped"));
    if (again.length === 0) throw new HttpProblem(403, "This workflow run has no failed jobs");
    run.earlierJobs.set(run.attempt, run.jobs);
    const now = this.#hub().now();
    Object.assign(run, { attempt: run.attempt + 1, status: "queued", conclusion: null, startedAt: now, updatedAt: now, triggeringActor: actor });
    Object.assign(run.suite, { status: "queued", conclusion: null, updatedAt: now });
    run.jobs = run.jobs.map((job) => (again.includes(job) ? this.#newJob(run, job) : job));
    this.#announce(run);
  }

  cancel(run: WorkflowRun): void {
    if (run.status === "completed") throw new HttpProblem(409, "Cannot cancel a workflow run that is completed.");
    for (const job of run.jobs) this.completeJob(job, "cancelled");
  }

  async #workflowsAt(repository: Repository, sha: string): Promise<FoundWorkflow[]> {
    const found = await workflowsAt(repository, sha);
    for (const one of found) if (one.file === null) this.unrunnable.push({ repository: fullNameOf(repository), path: one.path, problems: one.problems });
    return found;
  }

  #register(repository: Repository, found: FoundWorkflow): Workflow {
    const now = this.#hub().now();
    const name = found.file?.name ?? found.path;
    const known = repository.workflows.get(found.path);
    if (known !== undefined) return Object.assign(known, { name, updatedAt: now });
    const workflow: Workflow = { id: this.#hub().state.nextId("workflow"), path: found.path, name, createdAt: now, updatedAt: now };
    repository.workflows.set(found.path, workflow);
    return workflow;
  }

  async #start(repository: Repository, start: NewRun): Promise<WorkflowRun> {
    const hub = this.#hub();
    const now = hub.now();
    const workflow = this.#register(repository, start.found);
    const headCommit = await repository.git.commit(start.headSha);
    if (headCommit === null) throw new Error(`no commit ${start.headSha}`);
    const suite: CheckSuite = {
      id: hub.state.nextId("suite"), app: hub.actionsApp, headSha: start.headSha, headCommit, headBranch: start.headBranch, before: start.before, after: start.headSha,
      status: "queued", conclusion: null, createdAt: now, updatedAt: now,
    };
    const { found, before: _before, ...rest } = start;
    const number = repository.workflowRuns.filter((run) => run.workflow === workflow).length + 1;
    const run: WorkflowRun = {
      ...rest, id: hub.state.nextId("run"), repository, workflow, number, attempt: 1, definition: found.file, triggeringActor: start.actor, status: "queued", conclusion: null,
      jobs: [], earlierJobs: new Map(), suite, artifacts: [], createdAt: now, startedAt: now, updatedAt: now,
      title: titleOf(found.file, { ...start, repository, number }, start.title),
    };
    repository.checkSuites.push(suite);
    repository.workflowRuns.push(run);
    this.#runs.set(run.id, run);
    run.jobs = plannedJobs(found.file, run).map((planned) => this.#newJob(run, planned));
    this.#announce(run);
    return run;
  }

  #newJob(run: WorkflowRun, planned: Pick<Job, "key" | "name" | "definition" | "matrix" | "permissions">): Job {
    const hub = this.#hub();
    const createdAt = hub.now();
    const id = hub.state.nextId("check");
    const checkRun: CheckRun = {
      id, suite: run.suite, app: hub.actionsApp, name: planned.name, headSha: run.headSha, externalId: `${run.id}-${planned.key}`, status: "queued", conclusion: null,
      detailsUrl: hub.links.html(`/${fullNameOf(run.repository)}/actions/runs/${run.id}/job/${id}`), startedAt: createdAt, completedAt: null,
      output: { title: null, summary: null, text: null }, annotations: [],
    };
    const { key, name, definition, matrix, permissions } = planned;
    const job: Job = {
      id, run, key, name, definition, matrix, permissions, needs: definition.needs, attempt: run.attempt, checkRun, steps: [], status: "queued", conclusion: null, runnerName: null,
      createdAt, startedAt: null, completedAt: null, log: [],
    };
    run.repository.checkRuns.push(checkRun);
    this.#jobs.set(id, job);
    return job;
  }

  #announce(run: WorkflowRun): void {
    const hub = this.#hub();
    this.#fireRun("workflow-run-requested", run);
    for (const job of run.jobs.filter((one) => one.status === "queued")) {
      hub.webhooks.fire({ name: "check-run-created", repository: run.repository, sender: run.actor, content: { check_run: presentCheckRunEvent(hub, run.repository, job.checkRun) } });
      this.#fireJob("workflow-job-queued", job);
    }
    for (const listener of this.#listeners) listener(run);
  }

  #completeRun(run: WorkflowRun): void {
    const hub = this.#hub();
    const conclusion = conclusionOf(run.jobs);
    Object.assign(run, { status: "completed", conclusion });
    Object.assign(run.suite, { status: "completed", conclusion, updatedAt: hub.now() });
    hub.webhooks.fire({ name: "check-suite-completed", repository: run.repository, sender: run.actor, content: { check_suite: presentCheckSuite(hub, run.repository, run.suite) } });
    this.#fireRun("workflow-run-completed", run);
  }

  #fireRun(name: EventName, run: WorkflowRun): void {
    const hub = this.#hub();
    hub.webhooks.fire({ name, repository: run.repository, sender: run.actor, content: { workflow_run: presentRun(hub, run), workflow: presentWorkflow(hub, run.repository, run.workflow) } });
  }

  #fireJob(name: EventName, job: Job): void {
    const hub = this.#hub();
    hub.webhooks.fire({ name, repository: job.run.repository, sender: job.run.actor, content: { workflow_job: presentJob(hub, job) } });
  }
}
