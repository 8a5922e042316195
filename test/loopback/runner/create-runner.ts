/**
 * The machine that runs the loopback GitHub's Actions: it takes queued jobs, two at a time, runs them for real, and tells the
 * loopback what came of them. Each job has a fresh folder, the token that its permissions allow, and the artifact service.
 */
import { join } from "node:path";
import { startArtifactService, type ArtifactService } from "../artifacts/start-artifact-service.ts";
import type { Actions, Job, WorkflowRun } from "../actions/types.ts";
import { ConcurrencyGroups } from "./concurrency-groups.ts";
import { renderTemplate } from "./expression/evaluate.ts";
import { githubContext } from "./github-context.ts";
import { ownModules, prepareToolImage, type ToolImage } from "./image/prepare-tool-image.ts";
import type { JobOutcome, JobRequest, NeededJob } from "./job/job-request.ts";
import { runJob } from "./job/run-job.ts";
import { JobLog } from "./log/job-log.ts";
import { readyJobs, type Ready } from "./schedule.ts";
import { toCheckAnnotation } from "./to-check-annotation.ts";
import { originOf } from "../actions/queue.ts";
import { grantOf } from "./workflow/permissions.ts";

export interface RunnerOptions {
  readonly loopback: { readonly url: string; readonly actions: Actions };
  /** Folder of the runner's machines: work folders, homes. */
  readonly root: string;
  /** Where the tools' image is kept between runs; default: in the project's own build folder. */
  readonly imageFolder?: string;
  /** Jobs at a time; 2. */
  readonly machines?: number;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly vars?: Readonly<Record<string, string>>;
}

export interface Runner {
  /** Markdown that a job's steps wrote to their summary; null before the job is complete. */
  summary(jobId: number): string | null;
  /** Resolves when nothing is running and nothing that is queued can start. */
  idle(): Promise<void>;
  /** Ends running jobs (they are cancelled) and the artifact service. */
  close(): Promise<void>;
}

export async function createRunner(options: RunnerOptions): Promise<Runner> {
  const { actions } = options.loopback;
  const artifacts = await startArtifactService({
    add: (runId, artifact) => actions.addArtifact(existing(actions.run(runId)), artifact),
    // A later attempt of a run may use the names of the one before again.
    list: (runId) => existing(actions.run(runId)).artifacts.filter((one) => one.createdAt >= existing(actions.run(runId)).startedAt),
  });
  const image = prepareToolImage(options.imageFolder ?? join(import.meta.dirname, "../../../build/tool-image"), ownModules());
  return new LoopbackRunner({ ...options, artifacts, image });
}

interface Equipment extends RunnerOptions { readonly artifacts: ArtifactService; readonly image: ToolImage }

class LoopbackRunner implements Runner {
  readonly #equipment: Equipment;
  readonly #free: string[];
  readonly #stop = new AbortController();
  readonly #runs = new Set<WorkflowRun>();
  readonly #running = new Map<Job, AbortController>();
  readonly #results = new Map<Job, NeededJob>();
  readonly #summaries = new Map<number, string>();
  readonly #groups: ConcurrencyGroups;
  readonly #stopListening: () => void;
  readonly #watch: NodeJS.Timeout;
  #waiting: (() => void)[] = [];

  constructor(equipment: Equipment) {
    const { actions } = equipment.loopback;
    this.#equipment = equipment;
    this.#free = Array.from({ length: equipment.machines ?? 2 }, (_, at) => `loopback-${at + 1}`);
    this.#groups = new ConcurrencyGroups((run) => this.#cancel(run));
    // A cancelled run is known by its jobs being complete while they still run here.
    this.#watch = setInterval(() => this.#endCancelled(), 100).unref();
    this.#stopListening = actions.onQueued((run) => {
      this.#runs.add(run);
      setImmediate(() => this.#turn());
    });
  }

  summary(jobId: number): string | null {
    return this.#summaries.get(jobId) ?? null;
  }

  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      setImmediate(() => this.#turn());
    });
  }

  async close(): Promise<void> {
    this.#stopListening();
    this.#runs.clear();
    clearInterval(this.#watch);
    this.#stop.abort();
    await this.idle();
    await this.#equipment.artifacts.close();
  }

  /** Starts what can start, until nothing more changes by it. Called whenever something has happened. */
  #turn(): void {
    while ([...this.#runs].map((run) => this.#step(run)).includes("moved")) continue;
    if (this.#running.size > 0) return;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #step(run: WorkflowRun): "moved" | "still" {
    if (run.status === "completed") {
      this.#runs.delete(run);
      this.#groups.leave(run);
      return "moved";
    }
    try {
      return this.#groups.enter(run, this.#groupOf(run)) ? this.#advance(run) : "still";
    } catch (error) {
      // An expression of the workflow is wrong: no job of it can go on.
      for (const job of run.jobs) if (job.status === "queued") this.#refuse(job, error);
      return "still";
    }
  }

  #advance(run: WorkflowRun): "moved" | "still" {
    const { loopback, vars = {} } = this.#equipment;
    const ready = readyJobs(run, this.#results, { github: githubContext(run, loopback.url, ""), inputs: run.inputs, vars });
    const skipped = ready.filter((one) => one.verdict === "skip");
    for (const { job } of skipped) loopback.actions.completeJob(job, "skipped");
    for (const one of ready.filter((each) => each.verdict === "start")) {
      const machine = this.#free.shift();
      if (machine !== undefined) this.#start(one, machine);
    }
    return skipped.length > 0 ? "moved" : "still";
  }

  #start(ready: Ready, machine: string): void {
    const { job } = ready;
    const controller = new AbortController();
    const { actions } = this.#equipment.loopback;
    this.#running.set(job, controller);
    actions.startJob(job, { name: machine });
    const sinks = {
      log: (bytes: Uint8Array) => actions.appendLog(job, bytes),
      step: (step: Parameters<Actions["recordStep"]>[1]) => actions.recordStep(job, step),
      cancel: controller.signal,
      stop: this.#stop.signal,
    };
    runJob(this.#request(ready, machine), sinks)
      .then((outcome) => this.#complete(job, outcome), (error: unknown) => this.#refuse(job, error))
      .finally(() => {
        this.#running.delete(job);
        this.#free.push(machine);
        this.#turn();
      });
  }

  #complete(job: Job, { conclusion, result, outputs, annotations, summary }: JobOutcome): void {
    this.#results.set(job, { result, outputs });
    this.#summaries.set(job.id, summary);
    job.summary = summary;
    this.#equipment.loopback.actions.completeJob(job, conclusion, annotations.map(toCheckAnnotation));
    if (conclusion === "failure" && job.definition.strategy?.["fail-fast"] === true) this.#failFast(job);
  }

  /** Fails a job that cannot be run at all; its log says why. */
  #refuse(job: Job, error: unknown): void {
    const { actions } = this.#equipment.loopback;
    const message = error instanceof Error ? error.message : String(error);
    new JobLog((bytes) => actions.appendLog(job, bytes)).write(`##[error]${message}`);
    const annotation = { level: "failure", path: job.run.workflow.path, startLine: 1, endLine: 1, startColumn: null, endColumn: null, title: null, message } as const;
    actions.completeJob(job, "failure", [toCheckAnnotation(annotation)]);
  }

  /** The other rows of its matrix are cancelled with it. */
  #failFast(failed: Job): void {
    for (const job of failed.run.jobs.filter((one) => one.key === failed.key && one !== failed && one.status !== "completed")) this.#cancelJob(job);
  }

  #cancel(run: WorkflowRun): void {
    for (const job of run.jobs.filter((one) => one.status !== "completed")) this.#cancelJob(job);
  }

  #cancelJob(job: Job): void {
    const controller = this.#running.get(job);
    if (controller === undefined) this.#equipment.loopback.actions.completeJob(job, "cancelled");
    else controller.abort();
  }

  #endCancelled(): void {
    for (const [job, controller] of this.#running) if (job.status === "completed") controller.abort();
  }

  #groupOf(run: WorkflowRun): { readonly name: string; readonly replaces: "running" | "waiting" } | null {
    const concurrency = run.definition.concurrency;
    if (concurrency === undefined) return null;
    const contexts = { github: githubContext(run, this.#equipment.loopback.url, ""), inputs: run.inputs, vars: this.#equipment.vars ?? {} };
    return { name: `${run.repository.id}/${renderTemplate(concurrency.group, { contexts })}`, replaces: concurrency["cancel-in-progress"] ? "running" : "waiting" };
  }

  #request({ job, needs }: Ready, machine: string): JobRequest {
    const { run, definition } = job;
    const { loopback, artifacts, secrets = {}, vars = {}, image, root } = this.#equipment;
    const expires = new Date(Date.now() + 6 * 3_600_000);
    return {
      workflow: run.definition, key: job.key, name: job.name, job: definition, row: job.matrix,
      github: githubContext(run, loopback.url, loopback.actions.jobToken(job)), inputs: run.inputs, needs, secrets: originOf(run) === "fork" ? {} : secrets, vars,
      grant: grantOf(run.definition.permissions, definition.permissions, originOf(run)), gitUrl: loopback.url,
      results: { url: artifacts.url, token: artifacts.token({ runId: run.id, jobId: job.id }, expires) },
      runner: { name: machine, image, root: join(root, machine), archive: join(root, "archive") },
    };
  }
}

function existing(run: WorkflowRun | null): WorkflowRun {
  if (run === null) throw new Error("the artifact service was asked for a run that is not there");
  return run;
}
