/** What started this job, as the deliveries that the App would have been sent (pure). */
import { z } from "zod";
import { isRequestWorkflow } from "../core/event/workflow-dispatch.ts";
import { GitSha, RepositoryName } from "../core/identity/identifier.ts";
import { fixWorkflowPath } from "../core/repair/fix-run.ts";
import type { Repository } from "../core/repair/repair.ts";

/** Without an App there is no installation; all that is kept for one is kept under this number. */
export const NO_INSTALLATION = 1;

export interface Started {
  /** `GITHUB_EVENT_NAME`. */
  readonly event: string;
  /** The file that `GITHUB_EVENT_PATH` names, parsed. */
  readonly payload: unknown;
  readonly runId: number;
  readonly runAttempt: number;
}

/** https://docs.github.com/webhooks/webhook-events-and-payloads: every payload carries it; a schedule's too, as Actions fills it in. */
const Payload = z.looseObject({ repository: z.object({ id: z.int().positive(), full_name: RepositoryName, default_branch: z.string().min(1) }) });
const Dispatched = z.object({ inputs: z.object({ fix_id: z.string().min(1), plan_id: z.string().min(1) }) });

/** Of the workflow in which people ask for something by its inputs. */
const Asked = z.object({ workflow: z.string() });

/** Whether somebody started the workflow `regreen-request.yml`: then there is a request to answer, or its inputs are none. */
export function asksFor({ event, payload }: Started): boolean {
  const asked = Asked.safeParse(payload);
  return event === "workflow_dispatch" && asked.success && isRequestWorkflow(asked.data.workflow);
}

export interface Told { readonly guid: string; readonly event: string; readonly body: string }

/** Null: the payload names no repository. */
export function repositoryIn(payload: unknown): Repository | null {
  const parsed = Payload.safeParse(payload);
  if (!parsed.success) return null;
  const { id, full_name, default_branch } = parsed.data.repository;
  return { id, name: full_name, installation_id: NO_INSTALLATION, default_branch };
}

const Pulled = z.object({ pull_request: z.object({ number: z.int().positive(), state: z.string(), head: z.object({ sha: GitSha }) }) });

/** A pull request at one head. */
export interface JudgedPull { readonly number: number; readonly headSha: GitSha }

/** Null: the event is about no open pull request. */
export function judgedPullIn({ event, payload }: Started): JudgedPull | null {
  const parsed = Pulled.safeParse(payload);
  if (event !== "pull_request" || !parsed.success || parsed.data.pull_request.state !== "open") return null;
  const { number, head } = parsed.data.pull_request;
  return { number, headSha: head.sha };
}

/** Whatever moved at the pull request (a label, its text), its head is to be guarded: the App would have opened that guard when the head came. */
export function guardingOf({ payload, runId, runAttempt }: Started): readonly Told[] {
  const known = Payload.safeParse(payload);
  if (!known.success) return [];
  return [{ guid: `job:${String(runId)}:${String(runAttempt)}`, event: "pull_request", body: JSON.stringify({ ...known.data, action: "synchronize", installation: { id: NO_INSTALLATION } }) }];
}

/** Of a run that we dispatched: that its fix job has ended. Of a schedule nothing: what rests is looked at anyway, and what no event told is looked for. */
export function deliveriesOf({ event, payload, runId, runAttempt }: Started, headSha: string): readonly Told[] {
  const known = Payload.safeParse(payload);
  if (!known.success) return [];
  const guid = `job:${String(runId)}:${String(runAttempt)}`;
  const installation = { id: NO_INSTALLATION };
  const dispatched = event === "workflow_dispatch" ? Dispatched.safeParse(payload) : null;
  if (dispatched?.success === true) {
    const { fix_id, plan_id } = dispatched.data.inputs;
    const { repository } = known.data;
    const workflow_run = {
      id: runId, run_attempt: runAttempt, path: fixWorkflowPath, event, display_title: `Regreen fix ${fix_id} ${plan_id}`, conclusion: "success", head_sha: headSha,
      head_branch: repository.default_branch, head_repository: { id: repository.id }, pull_requests: [],
    };
    return [{ guid, event: "workflow_run", body: JSON.stringify({ action: "completed", repository, installation, workflow_run }) }];
  }
  if (event === "schedule") return [];
  return [{ guid, event, body: JSON.stringify({ ...known.data, installation }) }];
}
