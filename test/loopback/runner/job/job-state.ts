/** A running job: what its steps have said and done so far, and the contexts that expressions see. */
import { randomUUID } from "node:crypto";
import type { Contexts, Scope, Standing } from "../expression/evaluate.ts";
import { renderTemplate } from "../expression/evaluate.ts";
import type { Annotation } from "../log/step-output.ts";
import { JobLog } from "../log/job-log.ts";
import type { JobFolders } from "./job-folders.ts";
import type { JobRequest, JobSinks, StepConclusion } from "./job-request.ts";

export interface StepRecord { readonly outputs: Readonly<Record<string, string>>; readonly outcome: StepConclusion; readonly conclusion: StepConclusion }

export interface JobState {
  readonly request: JobRequest;
  readonly sinks: JobSinks;
  readonly folders: JobFolders;
  readonly log: JobLog;
  readonly annotations: Annotation[];
  /** RUNNER_TRACKING_ID: by it, processes that outlive their step are found. */
  readonly trackingId: string;
  /** Of the workflow, the job, and GITHUB_ENV so far. */
  environment: Readonly<Record<string, string>>;
  /** GITHUB_PATH so far, the latest first. */
  paths: readonly string[];
  standing: Standing;
  /** Ends what is running: a cancellation, the runner's stop, or the job's time; replaced by a short grace for what still may run after it. */
  signal: AbortSignal;
  steps: Readonly<Record<string, StepRecord>>;
  summary: string;
  /** GITHUB_ACTION of the step that is running. */
  action: string;
  /** How often each generated GITHUB_ACTION was given. */
  readonly actionNames: Map<string, number>;
  /** Numbers steps as the API shows them. */
  lastStep: number;
}

export function openJob(request: JobRequest, sinks: JobSinks, folders: JobFolders): JobState {
  const log = new JobLog(sinks.log);
  const basic = Buffer.from(`x-access-token:${request.github.token}`).toString("base64");
  for (const secret of [request.github.token, basic, request.results.token, ...Object.values(request.secrets)]) log.mask(secret);
  return {
    request, sinks, folders, log, annotations: [], trackingId: `github_${randomUUID()}`,
    environment: {}, paths: [], standing: "success", signal: sinks.stop, steps: {}, summary: "", action: "", actionNames: new Map(), lastStep: 0,
  };
}

/** What an expression in a step sees; `env` is that of the job and of the step. */
export function stepScope(state: JobState, stepEnvironment: Readonly<Record<string, string>> = {}): Scope {
  return { contexts: contextsOf(state, stepEnvironment), standing: state.standing, workspace: state.folders.workspace };
}

function contextsOf(state: JobState, stepEnvironment: Readonly<Record<string, string>>): Contexts {
  const { request, folders } = state;
  return {
    github: { ...request.github, workspace: folders.workspace, job: request.key },
    env: { ...state.environment, ...stepEnvironment },
    inputs: request.inputs, needs: request.needs, steps: state.steps, matrix: request.row, vars: request.vars,
    secrets: { ...request.secrets, GITHUB_TOKEN: request.github.token, github_token: undefined },
    job: { status: state.standing },
    runner: { name: request.runner.name, os: "Linux", arch: architecture(), temp: folders.temporary, tool_cache: folders.toolCache, environment: "self-hosted", debug: "" },
    strategy: { "fail-fast": request.job.strategy?.["fail-fast"] ?? true },
  };
}

/** `env` of workflow and job: rendered once, in order, each seeing the ones before. */
export function renderJobEnvironment(state: JobState): Readonly<Record<string, string>> {
  const layers = [state.request.workflow.env, state.request.job.env];
  return layers.reduce<Readonly<Record<string, string>>>((above, layer) => {
    const scope: Scope = { contexts: { ...contextsOf(state, {}), env: above } };
    return { ...above, ...renderAll(layer, scope) };
  }, {});
}

export function renderAll(texts: Readonly<Record<string, string>>, scope: Scope): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, renderTemplate(text, scope)]));
}

/** As RUNNER_ARCH says it. */
export function architecture(): string {
  return process.arch === "arm64" ? "ARM64" : "X64";
}
