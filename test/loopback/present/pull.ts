/** Pull requests and reviews in GitHub's shapes. */
import type { Hub } from "../hub.ts";
import { latestCheckRuns, type PullIssue } from "../state/find.ts";
import type { Review } from "../state/issue.ts";
import { fullNameOf, type Repository } from "../state/repository.ts";
import { associationOf, presentLabel } from "./issue.ts";
import { nodeId } from "./links.ts";
import { presentRepository } from "./repository.ts";
import { presentUser } from "./user.ts";

/** `pull-request-simple`: what lists show. */
export function presentPull(hub: Hub, repository: Repository, issue: PullIssue): Record<string, unknown> {
  const name = fullNameOf(repository);
  const { pull } = issue;
  const api = hub.links.api(`/repos/${name}/pulls/${issue.number}`);
  const issueApi = hub.links.api(`/repos/${name}/issues/${issue.number}`);
  const statuses = hub.links.api(`/repos/${name}/statuses/${pull.headSha}`);
  const html = hub.links.html(`/${name}/pull/${issue.number}`);
  const side = (of: Repository, ref: string, sha: string): unknown => ({
    label: `${of.owner.login}:${ref}`, ref, sha, repo: presentRepository(hub.links, of), user: presentUser(hub.links, of.owner),
  });
  return {
    url: api, id: pull.id, node_id: nodeId("PR", pull.id), html_url: html, diff_url: `${html}.diff`, patch_url: `${html}.patch`, issue_url: issueApi,
    commits_url: `${api}/commits`, review_comments_url: `${api}/comments`, review_comment_url: hub.links.api(`/repos/${name}/pulls/comments{/number}`),
    comments_url: `${issueApi}/comments`, statuses_url: statuses, number: issue.number, state: issue.state, locked: false, title: issue.title,
    user: presentUser(hub.links, issue.author), body: issue.body, labels: issue.labels.map((label) => presentLabel(hub, repository, label)), milestone: null, active_lock_reason: null,
    created_at: issue.createdAt.toISOString(), updated_at: issue.updatedAt.toISOString(), closed_at: issue.closedAt?.toISOString() ?? null, merged_at: pull.mergedAt?.toISOString() ?? null,
    merge_commit_sha: pull.mergeSha, assignee: issue.assignees[0] === undefined ? null : presentUser(hub.links, issue.assignees[0]), assignees: issue.assignees.map((one) => presentUser(hub.links, one)), requested_reviewers: [], requested_teams: [], draft: pull.draft,
    head: side(pull.headRepository, pull.headBranch, pull.headSha), base: side(repository, pull.baseBranch, pull.baseSha), author_association: associationOf(repository, issue.author), auto_merge: null,
    _links: {
      self: { href: api }, html: { href: html }, issue: { href: issueApi }, comments: { href: `${issueApi}/comments` }, review_comments: { href: `${api}/comments` },
      review_comment: { href: hub.links.api(`/repos/${name}/pulls/comments{/number}`) }, commits: { href: `${api}/commits` }, statuses: { href: statuses },
    },
  };
}

/** `pull-request`: what `GET` of one and webhooks show. */
export function presentWholePull(hub: Hub, repository: Repository, issue: PullIssue): Record<string, unknown> {
  const { pull } = issue;
  return {
    ...presentPull(hub, repository, issue), merged: pull.merged, mergeable: pull.merged ? null : pull.mergeable, rebaseable: pull.merged ? null : pull.mergeable,
    mergeable_state: mergeableState(repository, issue), merged_by: pull.mergedBy === null ? null : presentUser(hub.links, pull.mergedBy),
    comments: issue.comments.length, review_comments: 0, maintainer_can_modify: false,
    commits: pull.size.commits, additions: pull.size.additions, deletions: pull.size.deletions, changed_files: pull.size.files,
  };
}

/** GitHub's summary: dirty (conflict), blocked (a required check is missing), unstable (a check is not green), clean. */
function mergeableState(repository: Repository, issue: PullIssue): string {
  const { pull } = issue;
  if (issue.state === "closed" || pull.mergeable === null) return "unknown";
  if (!pull.mergeable) return "dirty";
  if (pull.draft) return "draft";
  if (missingChecks(repository, issue).length > 0) return "blocked";
  const green = latestCheckRuns(repository, pull.headSha).every((run) => run.conclusion !== null && ["success", "neutral", "skipped"].includes(run.conclusion));
  return green ? "clean" : "unstable";
}

/** Names of the checks that the base branch requires and that are not green on the head. */
export function missingChecks(repository: Repository, issue: PullIssue): string[] {
  const required = repository.protections.get(issue.pull.baseBranch)?.requiredChecks ?? [];
  const runs = latestCheckRuns(repository, issue.pull.headSha);
  const isGreen = (name: string): boolean => runs.some((run) => run.name === name && run.conclusion !== null && ["success", "neutral", "skipped"].includes(run.conclusion))
    || repository.statuses.findLast((status) => status.sha === issue.pull.headSha && status.context === name)?.state === "success";
  return required.filter((name) => !isGreen(name));
}

/** `pull-request-minimal`: how checks and runs name pull requests. */
export function presentMinimalPull(hub: Hub, repository: Repository, issue: PullIssue): Record<string, unknown> {
  const repo = { id: repository.id, url: hub.links.api(`/repos/${fullNameOf(repository)}`), name: repository.name };
  return {
    id: issue.pull.id, number: issue.number, url: hub.links.api(`/repos/${fullNameOf(repository)}/pulls/${issue.number}`),
    head: { ref: issue.pull.headBranch, sha: issue.pull.headSha, repo }, base: { ref: issue.pull.baseBranch, sha: issue.pull.baseSha, repo },
  };
}

export function presentReview(hub: Hub, repository: Repository, { issue, review }: { readonly issue: PullIssue; readonly review: Review }): Record<string, unknown> {
  const html = hub.links.html(`/${fullNameOf(repository)}/pull/${issue.number}#pullrequestreview-${review.id}`);
  const api = hub.links.api(`/repos/${fullNameOf(repository)}/pulls/${issue.number}`);
  return {
    id: review.id, node_id: nodeId("PRR", review.id), user: presentUser(hub.links, review.author), body: review.body, state: review.state, html_url: html, pull_request_url: api,
    _links: { html: { href: html }, pull_request: { href: api } }, submitted_at: review.submittedAt.toISOString(), commit_id: review.commitSha,
    author_association: associationOf(repository, review.author),
  };
}
