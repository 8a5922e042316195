/** The webhooks that this GitHub fires, as its description names them: `event-action`, with dashes; `event` alone where there is no action. */
export const eventNames = [
  "check-run-completed", "check-run-created", "check-run-rerequested", "check-suite-completed", "check-suite-requested", "check-suite-rerequested",
  "installation-created", "installation-deleted", "installation-repositories-added",
  "issue-comment-created", "issue-comment-deleted", "issue-comment-edited", "issues-closed", "issues-edited", "issues-labeled", "issues-opened", "issues-reopened", "issues-unlabeled",
  "ping", "pull-request-closed", "pull-request-edited", "pull-request-labeled", "pull-request-opened", "pull-request-reopened", "pull-request-synchronize", "pull-request-unlabeled",
  "pull-request-review-submitted", "pull-request-review-comment-created", "pull-request-review-comment-edited", "push", "status",
  "workflow-dispatch", "workflow-job-completed", "workflow-job-in-progress", "workflow-job-queued", "workflow-run-completed", "workflow-run-in-progress", "workflow-run-requested",
] as const;

export type EventName = (typeof eventNames)[number];
