/**
 * Admits one delivery: from its event name and parsed body to what it asks of the store. Pure. The body is `unknown` until the
 * schema of the event in the header has named it (attack W09): what does not fit is ignored by name, and asks for nothing.
 */
import type { z } from "zod";
import { ignoring, type Admission } from "./admission.ts";
import { admitCheckRun, CheckRunEvent } from "./check-run.ts";
import { admitInstallation, admitInstallationRepositories, InstallationEvent, InstallationRepositoriesEvent } from "./installation.ts";
import { admitIssueComment, IssueCommentEvent } from "./issue-comment.ts";
import type { AdmissionFacts } from "./payload.ts";
import { admitMergeGroup, MergeGroupEvent } from "./merge-group.ts";
import { admitPullRequest, PullRequestEvent } from "./pull-request.ts";
import { admitPush, PushEvent } from "./push.ts";
import { admitRepositoryDispatch, RepositoryDispatchEvent } from "./repository-dispatch.ts";
import { admitReviewComment, ReviewCommentEvent } from "./review-comment.ts";
import { admitReview, ReviewEvent } from "./review.ts";
import { admitStatus, StatusEvent } from "./status.ts";
import { admitWorkflowDispatch, WorkflowDispatchEvent } from "./workflow-dispatch.ts";
import { admitWorkflowRun, WorkflowRunEvent } from "./workflow-run.ts";

/** A delivery as GitHub names it: the `X-GitHub-Event` header, and the body as JSON. */
export interface Happening {
  readonly name: string;
  readonly payload: unknown;
}

/** The events that Regreen subscribes to (`app.yml` is tested against this list). */
export const subscribedEvents = ["workflow_run", "check_run", "pull_request", "pull_request_review", "pull_request_review_comment", "push", "status", "merge_group", "issue_comment", "repository_dispatch", "workflow_dispatch"] as const;

/** In: the event and what admitting needs beside it. Out: repairs to open and to wake, or the named reason for neither. Never throws. */
export function admit(event: Happening, facts: AdmissionFacts): Admission {
  switch (event.name) {
    case "workflow_run": return shaped(WorkflowRunEvent, event.payload, (payload) => admitWorkflowRun(payload, facts));
    case "check_run": return shaped(CheckRunEvent, event.payload, (payload) => admitCheckRun(payload, facts));
    case "pull_request_review": return shaped(ReviewEvent, event.payload, (payload) => admitReview(payload, facts));
    case "pull_request_review_comment": return shaped(ReviewCommentEvent, event.payload, (payload) => admitReviewComment(payload, facts));
    case "pull_request": return shaped(PullRequestEvent, event.payload, (payload) => admitPullRequest(payload, facts));
    case "merge_group": return shaped(MergeGroupEvent, event.payload, (payload) => admitMergeGroup(payload, facts));
    case "push": return shaped(PushEvent, event.payload, (payload) => admitPush(payload, facts));
    case "status": return shaped(StatusEvent, event.payload, (payload) => admitStatus(payload, facts));
    case "issue_comment": return shaped(IssueCommentEvent, event.payload, (payload) => admitIssueComment(payload, facts));
    case "repository_dispatch": return shaped(RepositoryDispatchEvent, event.payload, (payload) => admitRepositoryDispatch(payload, facts));
    case "workflow_dispatch": return shaped(WorkflowDispatchEvent, event.payload, (payload) => admitWorkflowDispatch(payload, facts));
    case "installation": return shaped(InstallationEvent, event.payload, (payload) => admitInstallation(payload, facts));
    case "installation_repositories": return shaped(InstallationRepositoriesEvent, event.payload, (payload) => admitInstallationRepositories(payload, facts));
    case "ping": return ignoring("ping: the webhook is connected");
    default: return ignoring("an event that Regreen does not use");
  }
}

function shaped<Payload>(schema: z.ZodType<Payload>, payload: unknown, then: (payload: Payload) => Admission): Admission {
  const parsed = schema.safeParse(payload);
  return parsed.success ? then(parsed.data) : ignoring("payload of the wrong shape");
}
