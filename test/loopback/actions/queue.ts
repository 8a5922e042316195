/** Which workflow files a happening starts, and the run that comes of each. */
import { resolveInputs, type InputValues } from "../runner/workflow/dispatch-inputs.ts";
import { renderTemplate } from "../runner/expression/evaluate.ts";
import { matrixRows, rowSuffix, type MatrixRow } from "../runner/workflow/matrix.ts";
import { grantOf } from "../runner/workflow/permissions.ts";
import { readWorkflow } from "../runner/workflow/read-workflow.ts";
import { isTriggered, type Occurrence } from "../runner/workflow/triggers.ts";
import { UnsupportedWorkflow } from "../runner/workflow/unsupported-workflow.ts";
import type { JobDefinition, Workflow as WorkflowFile } from "../runner/workflow/workflow.ts";
import { HttpProblem } from "../http/http-problem.ts";
import type { Permissions } from "../state/app.ts";
import { fullNameOf, type Repository } from "../state/repository.ts";
import type { WorkflowRun } from "./types.ts";

export interface FoundWorkflow {
  readonly path: string;
  /** Null when the file cannot be run; `problems` says why. */
  readonly file: WorkflowFile | null;
  readonly problems: readonly string[];
}

const folder = ".github/workflows";

/** The workflow files of a commit. */
export async function workflowsAt(repository: Repository, sha: string): Promise<FoundWorkflow[]> {
  const entries = (await repository.git.tree(`${sha}:${folder}`)) ?? [];
  const files = entries.filter((entry) => entry.mode.startsWith("100") && /\.ya?ml$/.test(entry.name));
  return Promise.all(files.map(async (entry) => readFound(`${folder}/${entry.name}`, (await repository.git.read(entry.sha))?.content.toString("utf8") ?? "")));
}

function readFound(path: string, text: string): FoundWorkflow {
  try {
    return { path, file: readWorkflow(path, text), problems: [] };
  } catch (error) {
    if (error instanceof UnsupportedWorkflow) return { path, file: null, problems: error.problems };
    throw error;
  }
}

export function startedBy(found: FoundWorkflow, occurrence: Occurrence): found is FoundWorkflow & { file: WorkflowFile } {
  return found.file !== null && isTriggered(found.file.on, occurrence);
}

/** The typed inputs of a dispatch; throws HttpProblem 422 in GitHub's words. */
export function dispatchInputs(file: WorkflowFile, sent: Readonly<Record<string, unknown>>): InputValues {
  const dispatch = file.on.workflow_dispatch;
  if (dispatch === undefined) throw new HttpProblem(422, "Workflow does not have 'workflow_dispatch' trigger");
  const { values, problem } = resolveInputs(dispatch.inputs, sent);
  if (problem !== null) throw new HttpProblem(422, problem);
  return values;
}

/** `run-name`, rendered; else what GitHub shows. */
export function titleOf(file: WorkflowFile, run: Pick<WorkflowRun, "repository" | "ref" | "sha" | "event" | "payload" | "inputs" | "number" | "actor" | "headBranch">, otherwise: string): string {
  const template = file["run-name"];
  if (template === undefined || template === "") return otherwise;
  const github = {
    ref: run.ref, ref_name: run.ref.replace(/^refs\/(heads|pull)\//, ""), sha: run.sha, event_name: run.event, event: run.payload, actor: run.actor.login,
    run_number: String(run.number), repository: fullNameOf(run.repository), head_ref: run.event === "pull_request" ? run.headBranch : "",
  };
  return renderTemplate(template, { contexts: { github, inputs: run.inputs, vars: {} } });
}

export interface PlannedJob {
  readonly key: string;
  readonly name: string;
  readonly definition: JobDefinition;
  readonly matrix: MatrixRow;
  readonly permissions: Permissions;
}

/** One job for each row of each matrix, in the order of the file. */
export function plannedJobs(file: WorkflowFile, run: Pick<WorkflowRun, "inputs" | "event" | "repository" | "headRepository">): PlannedJob[] {
  return Object.entries(file.jobs).flatMap(([key, definition]) =>
    matrixRows(definition).map((matrix) => ({
      key, definition, matrix, permissions: underscored(grantOf(file.permissions, definition.permissions, originOf(run))),
      name: definition.name === undefined ? `${key}${rowSuffix(matrix)}` : renderTemplate(definition.name, { contexts: { matrix, inputs: run.inputs, github: {}, vars: {}, strategy: {}, needs: {} } }),
    })),
  );
}

/** These run on the test merge of the pull request, with its own workflow files. */
const ofPulls: ReadonlySet<string> = new Set(["pull_request", "pull_request_review", "pull_request_review_comment"]);

/** A fork's pull request gets a token that only reads, and no secrets (docs: "Events that trigger workflows", pull_request from forks). */
export function originOf({ event, repository, headRepository }: Pick<WorkflowRun, "event" | "repository" | "headRepository">): "own" | "fork" {
  return ofPulls.has(event) && headRepository !== repository ? "fork" : "own";
}

/** Workflow files write `pull-requests`, the interface `pull_requests`. */
function underscored(grant: Readonly<Record<string, "read" | "write">>): Permissions {
  return Object.fromEntries(Object.entries(grant).map(([name, level]) => [name.replaceAll("-", "_"), level]));
}
