/** All that a job needs to run: resolved by who queues it, so that running knows nothing of the loopback GitHub's state. */
import type { Standing } from "../expression/evaluate.ts";
import type { Grant } from "../workflow/permissions.ts";
import type { MatrixRow } from "../workflow/matrix.ts";
import type { JobDefinition, Workflow } from "../workflow/workflow.ts";
import type { Annotation } from "../log/step-output.ts";
import type { LogSink } from "../log/job-log.ts";
import type { ToolImage } from "../image/prepare-tool-image.ts";

/** The `github` context: its scalar members are the job's `GITHUB_*` variables too. */
export type GitHubContext = Readonly<Record<string, unknown>> & {
  readonly repository: string; readonly sha: string; readonly ref: string; readonly event_name: string; readonly server_url: string;
  readonly api_url: string; readonly token: string; readonly event: unknown;
};

export interface NeededJob { readonly result: Standing; readonly outputs: Readonly<Record<string, string>> }

export interface JobRequest {
  readonly workflow: Workflow;
  readonly key: string;
  readonly name: string;
  readonly job: JobDefinition;
  readonly row: MatrixRow;
  readonly github: GitHubContext;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly needs: Readonly<Record<string, NeededJob>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly vars: Readonly<Record<string, string>>;
  readonly grant: Grant;
  /** Base of git clones: `<gitUrl>/owner/name.git`. */
  readonly gitUrl: string;
  /** What actions (not `run` steps) get to speak to the artifact service. */
  readonly results: { readonly url: string; readonly token: string };
  readonly runner: { readonly name: string; readonly image: ToolImage; readonly root: string; /** Where actions are kept from job to job. */ readonly archive: string };
}

export type StepConclusion = Standing;
export interface FinishedStep { readonly number: number; readonly name: string; readonly conclusion: StepConclusion; readonly startedAt: Date; readonly completedAt: Date }

export interface JobSinks {
  readonly log: LogSink;
  readonly step: (step: FinishedStep) => void;
  /** Somebody cancels the job: what is running is ended, steps with `always()` and cleaning up still run. */
  readonly cancel: AbortSignal;
  /** The runner itself stops: nothing runs any more. */
  readonly stop: AbortSignal;
}

export interface JobOutcome {
  readonly conclusion: StepConclusion;
  /** What the jobs that need this one see: a failure that `continue-on-error` allows is a success to them. */
  readonly result: Standing;
  readonly outputs: Readonly<Record<string, string>>;
  readonly annotations: readonly Annotation[];
  /** Markdown that steps wrote to GITHUB_STEP_SUMMARY. */
  readonly summary: string;
}
