/**
 * What GitHub would have told, as the delivery that did not come. It takes the same way through the inbox as one
 * that did: admission opens one repair for one failure, however often and by whom it is told (D8).
 */
import type { CheckRunEvent } from "../event/check-run.ts";
import type { StatusEvent } from "../event/status.ts";
import type { WorkflowRunEvent } from "../event/workflow-run.ts";
import type { Envelope, PullReference } from "../event/payload.ts";
import type { GitSha } from "../identity/identifier.ts";
import type { Repository } from "../repair/repair.ts";

/** A delivery that we tell ourselves. `guid` names what it tells, so that it is told once. */
export interface Told {
  readonly guid: string;
  readonly event: "workflow_run" | "check_run" | "status" | "installation" | "installation_repositories";
  readonly payload: object;
}

export interface FailedRun {
  readonly id: number;
  readonly attempt: number;
  readonly path: string;
  readonly event: string;
  readonly title: string;
  readonly conclusion: string | null;
  readonly headSha: GitSha;
  readonly headBranch: string | null;
  readonly headRepositoryId: number | null;
  readonly pulls?: readonly { readonly number: number; readonly baseRepositoryId: number }[];
}

export function tellRun(repository: Repository, run: FailedRun): Told {
  const payload: WorkflowRunEvent = {
    ...envelopeOf(repository), action: "completed",
    workflow_run: {
      id: run.id, run_attempt: run.attempt, path: run.path, event: run.event, display_title: run.title, conclusion: run.conclusion, head_sha: run.headSha,
      head_branch: run.headBranch === "" ? null : run.headBranch, head_repository: run.headRepositoryId === null ? null : { id: run.headRepositoryId },
      pull_requests: (run.pulls ?? []).map(({ number, baseRepositoryId }) => ({ number, base: { repo: { id: baseRepositoryId } } })),
    },
  };
  return { guid: `crawl:run:${String(repository.id)}:${String(run.id)}:${String(run.attempt)}`, event: "workflow_run", payload };
}

/** Where a commit stands: the head of a branch, and of a pull request from it into the same repository. */
export interface Head { readonly sha: GitSha; readonly branch: string; readonly pull: number | null }

export interface FailedCheck { readonly id: number; readonly name: string; readonly appSlug: string; readonly conclusion: string | null }

export function tellCheck(repository: Repository, head: Head, check: FailedCheck): Told {
  const pulls: readonly PullReference[] = head.pull === null ? [] : [{ number: head.pull, base: { repo: { id: repository.id } } }];
  const payload: CheckRunEvent = {
    ...envelopeOf(repository), action: "completed",
    check_run: { id: check.id, name: check.name, conclusion: check.conclusion, head_sha: head.sha, app: { slug: check.appSlug }, check_suite: { head_branch: head.branch }, pull_requests: [...pulls] },
  };
  return { guid: `crawl:check:${String(repository.id)}:${String(check.id)}`, event: "check_run", payload };
}

export interface FailedStatus { readonly id: number; readonly context: string; readonly state: "failure" | "error" }

export function tellStatus(repository: Repository, head: Head, status: FailedStatus): Told {
  const payload: StatusEvent = {
    ...envelopeOf(repository), id: status.id, sha: head.sha, context: status.context, state: status.state, branches: [{ name: head.branch, commit: { sha: head.sha } }],
  };
  return { guid: `crawl:status:${String(repository.id)}:${String(status.id)}`, event: "status", payload };
}

function envelopeOf({ id, name, default_branch, installation_id }: Repository): Envelope {
  return { repository: { id, full_name: name, default_branch }, installation: { id: installation_id } };
}
