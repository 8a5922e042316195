/** Issues, comments, labels and reactions in GitHub's shapes. */
import type { Hub } from "../hub.ts";
import type { Comment, Issue, Label, Reaction } from "../state/issue.ts";
import { fullNameOf, type Repository } from "../state/repository.ts";
import type { User } from "../state/user.ts";
import { presentApp } from "./app.ts";
import { nodeId } from "./links.ts";
import { presentUser } from "./user.ts";

export function presentLabel(hub: Hub, repository: Repository, label: Label): Record<string, unknown> {
  return {
    id: label.id, node_id: nodeId("LA", label.id), url: hub.links.api(`/repos/${fullNameOf(repository)}/labels/${encodeURIComponent(label.name)}`),
    name: label.name, color: label.color, description: label.description ?? "", default: false,
  };
}

export function associationOf(repository: Repository, author: User): string {
  if (author.id === repository.owner.id) return "OWNER";
  if (repository.collaborators.has(author.login)) return "COLLABORATOR";
  const merged = [...repository.issues.values()].some((issue) => issue.author.id === author.id && issue.pull?.merged === true);
  return merged ? "CONTRIBUTOR" : "FIRST_TIME_CONTRIBUTOR";
}

const contents = ["+1", "-1", "laugh", "hooray", "confused", "heart", "rocket", "eyes"] as const;

export function presentRollup(url: string, reactions: readonly Reaction[]): Record<string, unknown> {
  return { url: `${url}/reactions`, total_count: reactions.length, ...Object.fromEntries(contents.map((one) => [one, reactions.filter((reaction) => reaction.content === one).length])) };
}

export function presentReaction(hub: Hub, reaction: Reaction): Record<string, unknown> {
  return { id: reaction.id, node_id: nodeId("REA", reaction.id), user: presentUser(hub.links, reaction.user), content: reaction.content, created_at: reaction.createdAt.toISOString() };
}

export function presentIssue(hub: Hub, repository: Repository, issue: Issue): Record<string, unknown> {
  const name = fullNameOf(repository);
  const api = hub.links.api(`/repos/${name}/issues/${issue.number}`);
  const html = hub.links.html(`/${name}/${issue.pull === null ? "issues" : "pull"}/${issue.number}`);
  const pull = issue.pull;
  return {
    id: issue.id, node_id: nodeId(pull === null ? "I" : "PR", issue.id), url: api, repository_url: hub.links.api(`/repos/${name}`), labels_url: `${api}/labels{/name}`,
    comments_url: `${api}/comments`, events_url: `${api}/events`, html_url: html, timeline_url: `${api}/timeline`, number: issue.number,
    state: issue.state, state_reason: issue.stateReason, title: issue.title, body: issue.body, user: presentUser(hub.links, issue.author),
    labels: issue.labels.map((label) => presentLabel(hub, repository, label)), assignee: issue.assignees[0] === undefined ? null : presentUser(hub.links, issue.assignees[0]), assignees: issue.assignees.map((one) => presentUser(hub.links, one)), milestone: null, locked: false, active_lock_reason: null,
    comments: issue.comments.length, closed_at: issue.closedAt?.toISOString() ?? null, created_at: issue.createdAt.toISOString(), updated_at: issue.updatedAt.toISOString(),
    author_association: associationOf(repository, issue.author), reactions: presentRollup(api, issue.reactions.filter((one) => one.commentId === 0)),
    performed_via_github_app: issue.app === null ? null : presentApp(hub.links, issue.app),
    ...(pull === null ? {} : {
      draft: pull.draft,
      pull_request: { url: hub.links.api(`/repos/${name}/pulls/${issue.number}`), html_url: html, diff_url: `${html}.diff`, patch_url: `${html}.patch`, merged_at: pull.mergedAt?.toISOString() ?? null },
    }),
  };
}

/** `GET` of one issue shows who closed it, too. */
export function presentWholeIssue(hub: Hub, repository: Repository, issue: Issue): Record<string, unknown> {
  return { ...presentIssue(hub, repository, issue), closed_by: issue.closedBy === null ? null : presentUser(hub.links, issue.closedBy) };
}

export function presentComment(hub: Hub, repository: Repository, { issue, comment }: { readonly issue: Issue; readonly comment: Comment }): Record<string, unknown> {
  const name = fullNameOf(repository);
  const api = hub.links.api(`/repos/${name}/issues/comments/${comment.id}`);
  return {
    id: comment.id, node_id: nodeId("IC", comment.id), url: api, html_url: hub.links.html(`/${name}/${issue.pull === null ? "issues" : "pull"}/${issue.number}#issuecomment-${comment.id}`),
    issue_url: hub.links.api(`/repos/${name}/issues/${issue.number}`), body: comment.body, user: presentUser(hub.links, comment.author),
    created_at: comment.createdAt.toISOString(), updated_at: comment.updatedAt.toISOString(), author_association: associationOf(repository, comment.author),
    performed_via_github_app: comment.app === null ? null : presentApp(hub.links, comment.app),
    reactions: presentRollup(api, issue.reactions.filter((one) => one.commentId === comment.id)),
  };
}
