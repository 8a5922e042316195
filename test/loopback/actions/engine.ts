/** Runs, jobs and steps: how they are queued, started and completed, and what GitHub tells Apps about it. */
import { createHash, randomBytes } from "node:crypto";
import { HttpProblem } from "../http/http-problem.ts";
import type { Hub } from "../hub.ts";
import type { CheckAnnotation, Conclusion } from "../state/check.ts";
import type { Repository } from "../state/repository.ts";
import type { User } from "../state/user.ts";
import { conclusionOf } from "./conclusion.ts";
import { openJob, openRun, type NewRun } from "./open-run.ts";
import type { FoundWorkflow } from "./queue.ts";
import { Triggers } from "./triggers.ts";
import { tellCheck, tellJob, tellRun, tellSuite } from "./tell.ts";
import type { Actions, Artifact, Job, StepResult, Workflow, WorkflowRun } from "./types.ts";

/** What the runner asks of Actions (`Actions`), and what the rest of GitHub asks of runs. */
export class ActionsEngine implements Actions {
  readonly #hub: () => Hub;
  readonly #listeners = new Set<(run: WorkflowRun) => void>();
  readonly #runs = new Map<number, WorkflowRun>();
  readonly #jobs = new Map<number, Job>();
  readonly #tokens = new Map<Job, string>();
  /** What is looked up for runs that have ended: which workflows wait for that. */
  readonly #queueing = new Set<Promise<void>>();

  /** What happens on GitHub, and which workflows that starts. */
  readonly triggers: Triggers;

  constructor(hub: () => Hub) {
    this.#hub = hub;
    this.triggers = new Triggers(hub, { register: (repository, found) => this.#register(repository, found), start: (repository, run) => this.#start(repository, run) });
  }

  /** Resolves when every run that has ended has started what waits for its end. */
  async settled(): Promise<void> {
    await Promise.all(this.#queueing);
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
    tellJob(this.#hub(), "workflow-job-in-progress", job);
    if (run.status === "in_progress") return;
    run.status = "in_progress";
    run.suite.status = "in_progress";
    tellRun(this.#hub(), "workflow-run-in-progress", run);
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
    tellCheck(hub, "check-run-completed", job);
    tellJob(hub, "workflow-job-completed", job);
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
    run.jobs = run.jobs.map((job) => (again.includes(job) ? openJob(this.#hub(), run, job) : job));
    this.#announce(run);
  }

  cancel(run: WorkflowRun): void {
    if (run.status === "completed") throw new HttpProblem(409, "Cannot cancel a workflow run that is completed.");
    if (run.isDeaf === true) return;
    for (const job of run.jobs) this.completeJob(job, "cancelled");
  }

  forceCancel(run: WorkflowRun): void {
    run.isDeaf = false;
    this.cancel(run);
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
    const headCommit = await repository.git.commit(start.headSha);
    if (headCommit === null) throw new Error(`no commit ${start.headSha}`);
    const run = openRun(this.#hub(), repository, { workflow: this.#register(repository, start.found), start, headCommit });
    this.#runs.set(run.id, run);
    this.#announce(run);
    return run;
  }

  #announce(run: WorkflowRun): void {
    const hub = this.#hub();
    for (const job of run.jobs) this.#jobs.set(job.id, job);
    tellRun(hub, "workflow-run-requested", run);
    for (const job of run.jobs.filter((one) => one.status === "queued")) {
      tellCheck(hub, "check-run-created", job);
      tellJob(hub, "workflow-job-queued", job);
    }
    for (const listener of this.#listeners) listener(run);
  }

  #completeRun(run: WorkflowRun): void {
    const hub = this.#hub();
    const conclusion = conclusionOf(run.jobs);
    Object.assign(run, { status: "completed", conclusion });
    Object.assign(run.suite, { status: "completed", conclusion, updatedAt: hub.now() });
    tellSuite(hub, run);
    tellRun(hub, "workflow-run-completed", run);
    const queueing = this.triggers.queueForRun(run).finally(() => this.#queueing.delete(queueing));
    this.#queueing.add(queueing);
  }
}
