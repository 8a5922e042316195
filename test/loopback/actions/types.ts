/**
 * GitHub Actions as the loopback GitHub knows it: workflows, runs, jobs and steps as state. The runner (test/loopback/runner) does the
 * work: it listens for queued jobs, starts them, writes their logs, and completes them; every change fires the webhooks GitHub fires.
 */
import type { InputValues } from "../runner/workflow/dispatch-inputs.ts";
import type { MatrixRow } from "../runner/workflow/matrix.ts";
import type { JobDefinition, Workflow as WorkflowFile } from "../runner/workflow/workflow.ts";
import type { Permissions } from "../state/app.ts";
import type { CheckAnnotation, CheckRun, CheckSuite, Conclusion } from "../state/check.ts";
import type { Repository } from "../state/repository.ts";
import type { User } from "../state/user.ts";

export interface Workflow {
  readonly id: number;
  readonly path: string;
  name: string;
  readonly createdAt: Date;
  updatedAt: Date;
}

export type RunEvent = "push" | "pull_request" | "workflow_dispatch" | "workflow_run" | "issue_comment" | "pull_request_review_comment" | "pull_request_review" | "schedule";
export type RunStatus = "queued" | "in_progress" | "completed";

export interface Step {
  readonly number: number;
  readonly name: string;
  status: RunStatus;
  conclusion: Conclusion | null;
  startedAt: Date | null;
  completedAt: Date | null;
}

export interface Job {
  readonly id: number;
  readonly run: WorkflowRun;
  /** Key under `jobs:` in the workflow file. */
  readonly key: string;
  readonly name: string;
  readonly definition: JobDefinition;
  readonly matrix: MatrixRow;
  /** Keys of the jobs that must be complete before this one starts: the runner keeps the order. */
  readonly needs: readonly string[];
  readonly attempt: number;
  /** What GITHUB_TOKEN may do in this job: the job's `permissions`, else the workflow's, else `contents: read`. */
  readonly permissions: Permissions;
  readonly checkRun: CheckRun;
  readonly steps: Step[];
  status: RunStatus;
  conclusion: Conclusion | null;
  runnerName: string | null;
  readonly createdAt: Date;
  startedAt: Date | null;
  completedAt: Date | null;
  /** Raw log in GitHub's format, in the order written. */
  readonly log: Uint8Array[];
  /** Markdown that its steps wrote to GITHUB_STEP_SUMMARY; empty until the job is complete. */
  summary: string;
}

export interface Artifact {
  readonly id: number;
  readonly name: string;
  /** The zip as it is downloaded. */
  readonly bytes: Uint8Array;
  /** `sha256:…` of the zip. */
  readonly digest: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export interface WorkflowRun {
  readonly id: number;
  readonly repository: Repository;
  readonly workflow: Workflow;
  readonly number: number;
  attempt: number;
  readonly event: RunEvent;
  /** `github.ref`: `refs/heads/main`, or `refs/pull/1/merge`. */
  readonly ref: string;
  readonly headBranch: string;
  /** The fork that the head is in, or the repository itself. */
  readonly headRepository: Repository;
  readonly headSha: string;
  /** `github.sha`: the commit that jobs check out; the test merge for `pull_request`. */
  readonly sha: string;
  readonly baseRef: string | null;
  /** The workflow file at `sha`, read. */
  readonly definition: WorkflowFile;
  readonly inputs: InputValues;
  /** What GITHUB_EVENT_PATH holds. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** `display_title`. */
  title: string;
  readonly actor: User;
  triggeringActor: User;
  status: RunStatus;
  conclusion: Conclusion | null;
  /** Jobs of the latest attempt. */
  jobs: Job[];
  /** Jobs of earlier attempts, by attempt. */
  readonly earlierJobs: Map<number, readonly Job[]>;
  readonly suite: CheckSuite;
  readonly pullNumbers: readonly number[];
  readonly artifacts: Artifact[];
  /** Its jobs do not end when they are asked to, as one with a step that always runs and hangs. */
  isDeaf?: boolean;
  readonly createdAt: Date;
  startedAt: Date;
  updatedAt: Date;
}

export interface StepResult {
  readonly number: number;
  readonly name: string;
  readonly conclusion: Conclusion;
  readonly startedAt: Date;
  readonly completedAt: Date;
}

export interface Actions {
  /** Calls `listener` for each run whose jobs have been queued (new, or run again); gives the way to stop listening. Runs queued before are given at once. */
  onQueued(listener: (run: WorkflowRun) => void): () => void;
  run(runId: number): WorkflowRun | null;
  job(jobId: number): Job | null;
  /** The token that is `GITHUB_TOKEN` in this job; it is void once the job is complete. */
  jobToken(job: Job): string;
  /** The job whose GITHUB_TOKEN this is. */
  jobOfToken(token: string): Job | null;
  startJob(job: Job, runner: { readonly name: string }): void;
  /** Keeps a finished step; steps come in order. */
  recordStep(job: Job, step: StepResult): void;
  /** Appends raw log bytes: UTF-8 lines, each with its timestamp, as GitHub stores them. */
  appendLog(job: Job, bytes: Uint8Array): void;
  /** Completes a job (`skipped` too, which needs no start). The run is completed with its last job. */
  completeJob(job: Job, conclusion: Conclusion, annotations?: readonly CheckAnnotation[]): void;
  addArtifact(run: WorkflowRun, artifact: { readonly name: string; readonly bytes: Uint8Array }): Artifact;
  /** Runs that are not complete. */
  pending(): readonly WorkflowRun[];
}
