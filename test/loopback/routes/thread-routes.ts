/** Comments on lines of a pull request, and the answers in their threads. */
import { appOf } from "../auth/identity.ts";
import { needs } from "../auth/permit.ts";
import { HttpProblem, notFound } from "../http/http-problem.ts";
import { presentReaction } from "../present/issue.ts";
import { presentPull } from "../present/pull.ts";
import { presentThreadComment } from "../present/thread.ts";
import { pullIn, pullsOf, type PullIssue } from "../state/find.ts";
import type { Reaction, Review, ThreadComment } from "../state/issue.ts";
import { fullNameOf } from "../state/repository.ts";
import { created, ok, pageOf, type Answer, type Call, type Route } from "./route.ts";

interface Found { readonly issue: PullIssue; readonly comment: ThreadComment }

function found(call: Call): Found {
  const id = call.number("comment_id");
  for (const issue of pullsOf(call.repository)) {
    const comment = issue.pull.threads.find((one) => one.id === id);
    if (comment !== undefined) return { issue, comment };
  }
  throw notFound();
}

const shown = ({ hub, repository }: Call, one: Found): Record<string, unknown> => presentThreadComment(hub, repository, one);

function fire(call: Call, action: "created" | "edited", { one, more = {} }: { readonly one: Found; readonly more?: Readonly<Record<string, unknown>> }): void {
  const { hub, repository } = call;
  hub.webhooks.fire({ name: `pull-request-review-comment-${action}`, repository, sender: call.actor, content: { comment: shown(call, one), pull_request: presentPull(hub, repository, one.issue), ...more } });
}

/** What is done with a job's own token starts no workflow. */
async function start(call: Call, action: "created" | "edited", { one, more = {} }: { readonly one: Found; readonly more?: Readonly<Record<string, unknown>> }): Promise<void> {
  const { hub, repository, actor } = call;
  if (call.identity.kind === "job") return;
  await hub.actions.triggers.queueForReview(repository, one.issue, { occurrence: { event: "pull_request_review_comment", action }, actor, told: { comment: shown(call, one), ...more } });
}

/** A review's own comments begin threads. */
export async function addThreads(call: Call, issue: PullIssue, review: Review): Promise<void> {
  for (const { path, line, startLine, body } of review.comments) {
    await begin(call, issue, { reviewId: review.id, path, line, startLine, commitSha: review.commitSha, inReplyTo: null, body });
  }
}

type Begun = Pick<ThreadComment, "reviewId" | "path" | "line" | "startLine" | "commitSha" | "inReplyTo" | "body">;

async function begin(call: Call, issue: PullIssue, begun: Begun): Promise<Found> {
  const now = call.hub.now();
  const comment: ThreadComment = { ...begun, id: call.hub.state.nextId("comment"), author: call.actor, app: appOf(call.identity), createdAt: now, updatedAt: now };
  issue.pull.threads.push(comment);
  fire(call, "created", { one: { issue, comment } });
  await start(call, "created", { one: { issue, comment } });
  return { issue, comment };
}

/** Each comment that stands alone is a review of its own, as on GitHub. */
function reviewOf(call: Call, issue: PullIssue): Review {
  const review: Review = { id: call.hub.state.nextId("review"), author: call.actor, state: "COMMENTED", body: "", commitSha: issue.pull.headSha, submittedAt: call.hub.now(), comments: [] };
  issue.pull.reviews.push(review);
  return review;
}

async function create(call: Call): Promise<Answer> {
  const issue = pullIn(call.repository, call.number("pull_number"));
  const body = call.text("body") ?? "";
  if (body.trim() === "") throw new HttpProblem(422, "Validation Failed", [{ resource: "PullRequestReviewComment", code: "missing_field", field: "body" }]);
  const line = typeof call.body["line"] === "number" ? call.body["line"] : 1;
  const one = await begin(call, issue, { reviewId: reviewOf(call, issue).id, path: call.text("path") ?? "", line, startLine: null, commitSha: call.text("commit_id") ?? issue.pull.headSha, inReplyTo: null, body });
  return created(shown(call, one));
}

/** GitHub takes answers to the first comment of a thread only. */
async function reply(call: Call): Promise<Answer> {
  const { issue, comment } = found(call);
  if (comment.inReplyTo !== null) throw new HttpProblem(422, "Validation Failed", [{ resource: "PullRequestReviewComment", code: "invalid", field: "in_reply_to" }]);
  const { path, line, startLine, commitSha } = comment;
  return created(shown(call, await begin(call, issue, { reviewId: reviewOf(call, issue).id, path, line, startLine, commitSha, inReplyTo: comment.id, body: call.text("body") ?? "" })));
}

async function update(call: Call): Promise<Answer> {
  const one = found(call);
  const before = one.comment.body;
  one.comment.body = call.text("body") ?? "";
  one.comment.updatedAt = call.hub.now();
  fire(call, "edited", { one, more: { changes: { body: { from: before } } } });
  await start(call, "edited", { one, more: { changes: { body: { from: before } } } });
  return ok(shown(call, one));
}

function list(call: Call): Answer {
  const issue = pullIn(call.repository, call.number("pull_number"));
  const { items, headers } = pageOf(call, `/repos/${fullNameOf(call.repository)}/pulls/${issue.number}/comments`, issue.pull.threads);
  return { ...ok(items.map((comment) => shown(call, { issue, comment }))), headers };
}

function react(call: Call): Answer {
  const { issue, comment } = found(call);
  const content = call.text("content") as Reaction["content"];
  const known = issue.reactions.find((one) => one.commentId === comment.id && one.user.id === call.actor.id && one.content === content);
  if (known !== undefined) return ok(presentReaction(call.hub, known));
  const reaction: Reaction = { id: call.hub.state.nextId("reaction"), commentId: comment.id, user: call.actor, content, createdAt: call.hub.now() };
  issue.reactions.push(reaction);
  return created(presentReaction(call.hub, reaction));
}

const [reading, writing] = [needs.read("pull_requests"), needs.write("pull_requests")];

export const threadRoutes: readonly Route[] = [
  { operation: "pulls/create-review-comment", need: writing, handle: create },
  { operation: "pulls/create-reply-for-review-comment", need: writing, handle: reply },
  { operation: "pulls/update-review-comment", need: writing, handle: update },
  { operation: "pulls/list-review-comments", need: reading, handle: list },
  { operation: "reactions/create-for-pull-request-review-comment", need: writing, handle: react },
];
