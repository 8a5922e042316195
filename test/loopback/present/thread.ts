/** Comments on lines of a pull request, in GitHub's shape. */
import type { Hub } from "../hub.ts";
import type { PullIssue } from "../state/find.ts";
import type { ThreadComment } from "../state/issue.ts";
import { fullNameOf, type Repository } from "../state/repository.ts";
import { associationOf, presentRollup } from "./issue.ts";
import { nodeId } from "./links.ts";
import { presentUser } from "./user.ts";

export function presentThreadComment(hub: Hub, repository: Repository, { issue, comment }: { readonly issue: PullIssue; readonly comment: ThreadComment }): Record<string, unknown> {
  const name = fullNameOf(repository);
  const api = hub.links.api(`/repos/${name}/pulls/comments/${comment.id}`);
  const html = hub.links.html(`/${name}/pull/${issue.number}#discussion_r${comment.id}`);
  const pull = hub.links.api(`/repos/${name}/pulls/${issue.number}`);
  return {
    id: comment.id, node_id: nodeId("PRRC", comment.id), url: api, html_url: html, pull_request_url: pull, pull_request_review_id: comment.reviewId, diff_hunk: "@@ -1 +1 @@", path: comment.path,
    commit_id: comment.commitSha, original_commit_id: comment.commitSha, position: comment.line, original_position: comment.line, line: comment.line, original_line: comment.line, side: "RIGHT",
    start_line: comment.startLine, original_start_line: comment.startLine, start_side: comment.startLine === null ? null : "RIGHT", subject_type: "line",
    ...(comment.inReplyTo === null ? {} : { in_reply_to_id: comment.inReplyTo }),
    body: comment.body, user: presentUser(hub.links, comment.author), created_at: comment.createdAt.toISOString(), updated_at: comment.updatedAt.toISOString(), author_association: associationOf(repository, comment.author),
    _links: { self: { href: api }, html: { href: html }, pull_request: { href: pull } }, reactions: presentRollup(api, issue.reactions.filter((one) => one.commentId === comment.id)),
  };
}
