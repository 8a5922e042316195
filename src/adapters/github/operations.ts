/**
 * Every request that Regreen makes of GitHub's REST API, with the repository permission that it needs
 * (https://docs.github.com/rest/authentication/permissions-required-for-github-apps). Nothing else can be asked: the client takes its
 * routes from here, and `app.yml` is compared with this table by a test. `metadata: read` comes with every installation.
 */
export type Level = "read" | "write";
export type Permission = "actions" | "checks" | "contents" | "issues" | "members" | "merge_queues" | "metadata" | "pull_requests" | "statuses";
export type Permissions = Readonly<Partial<Record<Permission, Level>>>;

export const operations = {
  "GET /repos/{owner}/{repo}/actions/runs": { actions: "read" },
  "GET /repos/{owner}/{repo}/actions/runs/{run_id}": { actions: "read" },
  "POST /repos/{owner}/{repo}/actions/runs/{run_id}/rerun-failed-jobs": { actions: "write" },
  "POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel": { actions: "write" },
  "POST /repos/{owner}/{repo}/actions/runs/{run_id}/force-cancel": { actions: "write" },
  "DELETE /repos/{owner}/{repo}/actions/caches{?key,ref}": { actions: "write" },
  "GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs": { actions: "read" },
  "GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs": { actions: "read" },
  "GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts": { actions: "read" },
  "GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}": { actions: "read" },
  "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs": { actions: "read" },
  "POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches": { actions: "write" },
  "GET /repos/{owner}/{repo}/check-runs/{check_run_id}": { checks: "read" },
  "GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations": { checks: "read" },
  "GET /repos/{owner}/{repo}/commits/{ref}/check-runs": { checks: "read" },
  "GET /repos/{owner}/{repo}/commits/{ref}/status": { statuses: "read" },
  "POST /repos/{owner}/{repo}/check-runs": { checks: "write" },
  "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}": { checks: "write" },
  "GET /repos/{owner}/{repo}/branches/{branch}": { contents: "read" },
  "GET /repos/{owner}/{repo}/rules/branches/{branch}": { metadata: "read" },
  "GET /repos/{owner}/{repo}/commits/{ref}": { contents: "read" },
  "GET /repos/{owner}/{repo}": { metadata: "read" },
  "GET /repos/{owner}/{repo}/compare/{basehead}": { contents: "read" },
  "GET /repos/{owner}/{repo}/collaborators/{username}/permission": { metadata: "read" },
  "GET /repos/{owner}/{repo}/git/ref/{ref}": { contents: "read" },
  "GET /repos/{owner}/{repo}/git/trees/{tree_sha}": { contents: "read" },
  "GET /repos/{owner}/{repo}/git/blobs/{file_sha}": { contents: "read" },
  "POST /repos/{owner}/{repo}/git/blobs": { contents: "write" },
  "POST /repos/{owner}/{repo}/git/trees": { contents: "write" },
  "POST /repos/{owner}/{repo}/git/commits": { contents: "write" },
  "POST /repos/{owner}/{repo}/git/refs": { contents: "write" },
  "PATCH /repos/{owner}/{repo}/git/refs/{ref}": { contents: "write" },
  "DELETE /repos/{owner}/{repo}/git/refs/{ref}": { contents: "write" },
  "GET /repos/{owner}/{repo}/pulls": { pull_requests: "read" },
  "GET /repos/{owner}/{repo}/pulls/{pull_number}": { pull_requests: "read" },
  "GET /repos/{owner}/{repo}/pulls/{pull_number}/files": { pull_requests: "read" },
  "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews": { pull_requests: "read" },
  "POST /repos/{owner}/{repo}/pulls": { pull_requests: "write" },
  "PATCH /repos/{owner}/{repo}/pulls/{pull_number}": { pull_requests: "write" },
  "POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews": { pull_requests: "write" },
  "GET /repos/{owner}/{repo}/pulls/{pull_number}/comments": { pull_requests: "read" },
  "POST /repos/{owner}/{repo}/pulls/{pull_number}/comments/{comment_id}/replies": { pull_requests: "write" },
  "PATCH /repos/{owner}/{repo}/pulls/comments/{comment_id}": { pull_requests: "write" },
  "POST /repos/{owner}/{repo}/pulls/comments/{comment_id}/reactions": { pull_requests: "write" },
  "PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge": { contents: "write" },
  "GET /repos/{owner}/{repo}/issues": { issues: "read" },
  "POST /repos/{owner}/{repo}/issues": { issues: "write" },
  "PATCH /repos/{owner}/{repo}/issues/{issue_number}": { issues: "write" },
  "GET /repos/{owner}/{repo}/issues/{issue_number}/comments": { issues: "read" },
  "POST /repos/{owner}/{repo}/issues/{issue_number}/comments": { issues: "write" },
  "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}": { issues: "write" },
  "POST /repos/{owner}/{repo}/issues/{issue_number}/labels": { issues: "write" },
  "POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions": { issues: "write" },
} as const satisfies Record<string, Permissions>;

/** What GitHub asks of an App for events to be sent to it (https://docs.github.com/webhooks/webhook-events-and-payloads). */
export const eventPermissions = { merge_group: { merge_queues: "read" } } as const satisfies Record<string, Permissions>;

/** Asked of an installation as a whole. */
export const installationOperations = { "GET /installation/repositories": { metadata: "read" } } as const satisfies Record<string, Permissions>;

/** Asked only where an operator has given the App more than it asks for; where not, nothing is known of it. */
export const extraOperations = { "GET /orgs/{org}/teams/{team_slug}/members": { members: "read" } } as const satisfies Record<string, Permissions>;

export type Operation = keyof typeof operations | keyof typeof extraOperations;

/** Asked as the App itself, with its JWT: they need no permission. */
export const appOperations = ["GET /app", "GET /app/installations", "GET /app/hook/config", "GET /app/hook/deliveries", "POST /app/installations/{installation_id}/access_tokens"] as const;
