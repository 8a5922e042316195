/** Issues, comments, labels and reactions: of issues and pull requests alike. */
import { appOf } from "../auth/identity.ts";
import { needs } from "../auth/permit.ts";
import { HttpProblem, invalid, notFound } from "../http/http-problem.ts";
import { presentComment, presentIssue, presentLabel, presentReaction, presentWholeIssue } from "../present/issue.ts";
import { issueIn, isPull } from "../state/find.ts";
import type { Comment, Issue, Label, Reaction } from "../state/issue.ts";
import { fullNameOf, type Repository } from "../state/repository.ts";
import type { EventName } from "../webhooks/event-names.ts";
import { closePull, pullContent } from "./pull-life.ts";
import { created, noContent, ok, pageOf, type Answer, type Call, type Route } from "./route.ts";

const issueOf = (call: Call): Issue => issueIn(call.repository, call.number("issue_number"));
const pathOf = (call: Call, rest: string): string => `/repos/${fullNameOf(call.repository)}/issues${rest}`;
const longestBody = 65_536;

function checkedBody(body: string | null): string | null {
  if (body !== null && body.length > longestBody) throw invalid("Issue", "body", `body is too long (maximum is ${longestBody} characters)`);
  return body;
}

function fireIssue(call: Call, name: EventName, { issue, more = {} }: { readonly issue: Issue; readonly more?: Readonly<Record<string, unknown>> }): void {
  const { hub, repository } = call;
  hub.webhooks.fire({ name, repository, sender: call.actor, content: { issue: presentIssue(hub, repository, issue), ...more } });
}

/** Names in any of the forms the interface takes: `["a"]`, `[{name: "a"}]`. */
function labelNames(given: unknown): string[] {
  if (!Array.isArray(given)) return [];
  return (given as unknown[]).flatMap((one) => (typeof one === "string" ? [one] : typeof one === "object" && one !== null && "name" in one && typeof one.name === "string" ? [one.name] : []));
}

/** GitHub makes a label that does not exist yet when it is put on something. */
function labelNamed(call: Call, repository: Repository, name: string): Label {
  const key = name.toLowerCase();
  const known = repository.labels.get(key);
  if (known !== undefined) return known;
  const label: Label = { id: call.hub.state.nextId("label"), name, color: "ededed", description: null };
  repository.labels.set(key, label);
  return label;
}

function createIssue(call: Call): Answer {
  const { hub, repository } = call;
  const now = hub.now();
  const issue: Issue = {
    id: hub.state.nextId("issue"), number: repository.issues.size + 1, author: call.actor, app: appOf(call.identity), title: String(call.body["title"]), body: checkedBody(call.text("body")), state: "open",
    stateReason: null, closedAt: null, closedBy: null, labels: labelNames(call.body["labels"]).map((name) => labelNamed(call, repository, name)), assignees: [], comments: [], reactions: [], pull: null, createdAt: now, updatedAt: now,
  };
  repository.issues.set(issue.number, issue);
  fireIssue(call, "issues-opened", { issue });
  return created(presentWholeIssue(hub, repository, issue));
}

function listIssues(call: Call): Answer {
  const state = call.query.get("state") ?? "open";
  const creator = call.query.get("creator");
  const since = call.query.get("since");
  const labels = (call.query.get("labels") ?? "").split(",").filter((one) => one !== "");
  const found = [...call.repository.issues.values()].filter((issue) =>
    (state === "all" || issue.state === state) && (creator === null || issue.author.login === creator) && (since === null || issue.updatedAt >= new Date(since))
    && labels.every((name) => issue.labels.some((label) => label.name === name)));
  const ordered = call.query.get("direction") === "asc" ? found : found.toReversed();
  const { items, headers } = pageOf(call, pathOf(call, ""), ordered);
  return { ...ok(items.map((issue) => presentIssue(call.hub, call.repository, issue))), headers };
}

function updateIssue(call: Call): Answer {
  const { hub, repository } = call;
  const issue = issueOf(call);
  const before = { title: issue.title, body: issue.body };
  if ("title" in call.body && call.body["title"] !== null) issue.title = String(call.body["title"]);
  if ("body" in call.body) issue.body = checkedBody(call.text("body"));
  if ("labels" in call.body) issue.labels = labelNames(call.body["labels"]).map((name) => labelNamed(call, repository, name));
  if (Array.isArray(call.body["assignees"])) issue.assignees = (call.body["assignees"] as unknown[]).flatMap((login) => (repository.collaborators.has(String(login)) ? [hub.state.account(String(login))] : []));
  issue.updatedAt = hub.now();
  const changes = { ...(before.title === issue.title ? {} : { title: { from: before.title } }), ...(before.body === issue.body ? {} : { body: { from: before.body ?? "" } }) };
  if (Object.keys(changes).length > 0 && issue.pull === null) fireIssue(call, "issues-edited", { issue, more: { changes } });
  moveState(call, issue);
  return ok(presentWholeIssue(hub, repository, issue));
}

function moveState(call: Call, issue: Issue): void {
  const state = call.text("state");
  if (state === null || state === issue.state) return;
  if (isPull(issue)) {
    if (state === "open") throw invalid("Issue", "state", "a pull request is reopened through pulls");
    closePull(call.hub, call.repository, { issue, actor: call.actor, mergeSha: null });
    return;
  }
  const reason = (call.text("state_reason") as Issue["stateReason"]) ?? (state === "closed" ? "completed" : "reopened");
  Object.assign(issue, { state, stateReason: reason, closedAt: state === "closed" ? call.hub.now() : null, closedBy: state === "closed" ? call.actor : null });
  fireIssue(call, state === "closed" ? "issues-closed" : "issues-reopened", { issue });
}

function findComment(call: Call): { issue: Issue; comment: Comment } {
  const id = call.number("comment_id");
  for (const issue of call.repository.issues.values()) {
    const comment = issue.comments.find((one) => one.id === id);
    if (comment !== undefined) return { issue, comment };
  }
  throw notFound();
}

function fireComment(call: Call, name: EventName, { issue, comment, more = {} }: { readonly issue: Issue; readonly comment: Comment; readonly more?: Readonly<Record<string, unknown>> }): void {
  fireIssue(call, name, { issue, more: { comment: presentComment(call.hub, call.repository, { issue, comment }), ...more } });
}

/** What is done with a job's own token starts no workflow. */
async function startFromComment(call: Call, action: "created" | "edited", { issue, comment, more = {} }: { readonly issue: Issue; readonly comment: Comment; readonly more?: Readonly<Record<string, unknown>> }): Promise<void> {
  const { hub, repository, actor } = call;
  if (call.identity.kind === "job") return;
  await hub.actions.triggers.queueForComment(repository, { action, actor, told: { issue: presentIssue(hub, repository, issue), comment: presentComment(hub, repository, { issue, comment }), ...more } });
}

async function createComment(call: Call): Promise<Answer> {
  const issue = issueOf(call);
  const now = call.hub.now();
  const body = checkedBody(call.text("body")) ?? "";
  if (body.trim() === "") throw invalid("IssueComment", "body", "Body cannot be blank");
  const comment: Comment = { id: call.hub.state.nextId("comment"), author: call.actor, app: appOf(call.identity), body, createdAt: now, updatedAt: now };
  issue.comments.push(comment);
  issue.updatedAt = now;
  fireComment(call, "issue-comment-created", { issue, comment });
  await startFromComment(call, "created", { issue, comment });
  return created(presentComment(call.hub, call.repository, { issue, comment }));
}

function listComments(call: Call): Answer {
  const issue = issueOf(call);
  const { items, headers } = pageOf(call, pathOf(call, `/${issue.number}/comments`), issue.comments);
  return { ...ok(items.map((comment) => presentComment(call.hub, call.repository, { issue, comment }))), headers };
}

async function updateComment(call: Call): Promise<Answer> {
  const { issue, comment } = findComment(call);
  const before = comment.body;
  comment.body = checkedBody(call.text("body")) ?? "";
  comment.updatedAt = call.hub.now();
  const more = { changes: { body: { from: before } } };
  fireComment(call, "issue-comment-edited", { issue, comment, more });
  await startFromComment(call, "edited", { issue, comment, more });
  return ok(presentComment(call.hub, call.repository, { issue, comment }));
}

function deleteComment(call: Call): Answer {
  const { issue, comment } = findComment(call);
  issue.comments.splice(issue.comments.indexOf(comment), 1);
  fireComment(call, "issue-comment-deleted", { issue, comment });
  return noContent;
}

function react(call: Call): Answer {
  const { issue, comment } = findComment(call);
  const content = call.text("content") as Reaction["content"];
  const known = issue.reactions.find((one) => one.commentId === comment.id && one.user.id === call.actor.id && one.content === content);
  if (known !== undefined) return ok(presentReaction(call.hub, known));
  const reaction: Reaction = { id: call.hub.state.nextId("reaction"), commentId: comment.id, user: call.actor, content, createdAt: call.hub.now() };
  issue.reactions.push(reaction);
  return created(presentReaction(call.hub, reaction));
}

/** Tells of each label that came or went; the answer is what is there now. */
function changeLabels(call: Call, labels: Label[]): Answer {
  const { hub, repository } = call;
  const issue = issueOf(call);
  const came = labels.filter((label) => !issue.labels.includes(label));
  const went = issue.labels.filter((label) => !labels.includes(label));
  issue.labels = labels;
  issue.updatedAt = hub.now();
  const tell = (label: Label, verb: "labeled" | "unlabeled"): void => {
    const more = { label: presentLabel(hub, repository, label) };
    if (isPull(issue)) hub.webhooks.fire({ name: `pull-request-${verb}`, repository, sender: call.actor, content: { ...pullContent(hub, repository, issue), ...more } });
    else fireIssue(call, `issues-${verb}`, { issue, more });
  };
  for (const label of came) tell(label, "labeled");
  for (const label of went) tell(label, "unlabeled");
  return ok(issue.labels.map((label) => presentLabel(hub, repository, label)));
}

function addLabels(call: Call): Answer {
  const { labels } = issueOf(call);
  return changeLabels(call, [...new Set([...labels, ...labelNames(call.body["labels"]).map((name) => labelNamed(call, call.repository, name))])]);
}

function setLabels(call: Call): Answer {
  return changeLabels(call, [...new Set(labelNames(call.body["labels"]).map((name) => labelNamed(call, call.repository, name)))]);
}

function removeLabel(call: Call): Answer {
  const { labels } = issueOf(call);
  const label = labels.find((one) => one.name.toLowerCase() === call.param("name").toLowerCase());
  if (label === undefined) throw new HttpProblem(404, "Label does not exist");
  return changeLabels(call, labels.filter((one) => one !== label));
}

function createLabel(call: Call): Answer {
  const name = call.text("name") ?? "";
  if (call.repository.labels.has(name.toLowerCase())) throw new HttpProblem(422, "Validation Failed", [{ resource: "Label", code: "already_exists", field: "name" }]);
  const label: Label = { id: call.hub.state.nextId("label"), name, color: call.text("color") ?? "ededed", description: call.text("description") };
  call.repository.labels.set(name.toLowerCase(), label);
  return created(presentLabel(call.hub, call.repository, label));
}

function getLabel(call: Call): Answer {
  const label = call.repository.labels.get(call.param("name").toLowerCase());
  if (label === undefined) throw notFound();
  return ok(presentLabel(call.hub, call.repository, label));
}

function listLabels(call: Call, { labels, path }: { readonly labels: readonly Label[]; readonly path: string }): Answer {
  const { items, headers } = pageOf(call, path, labels);
  return { ...ok(items.map((label) => presentLabel(call.hub, call.repository, label))), headers };
}

const reading = needs.read("issues", "pull_requests");
const writing = needs.write("issues", "pull_requests");

export const issueRoutes: readonly Route[] = [
  { operation: "issues/create", need: needs.write("issues"), handle: createIssue },
  { operation: "issues/list-for-repo", need: needs.read("issues"), handle: listIssues },
  { operation: "issues/get", need: reading, handle: (call) => ok(presentWholeIssue(call.hub, call.repository, issueOf(call))) },
  { operation: "issues/update", need: writing, handle: updateIssue },
  { operation: "issues/create-comment", need: writing, handle: createComment },
  { operation: "issues/list-comments", need: reading, handle: listComments },
  { operation: "issues/get-comment", need: reading, handle: (call) => ok(presentComment(call.hub, call.repository, findComment(call))) },
  { operation: "issues/update-comment", need: writing, handle: updateComment },
  { operation: "issues/delete-comment", need: writing, handle: deleteComment },
  { operation: "reactions/create-for-issue-comment", need: writing, handle: react },
  { operation: "issues/add-labels", need: writing, handle: addLabels },
  { operation: "issues/set-labels", need: writing, handle: setLabels },
  { operation: "issues/remove-label", need: writing, handle: removeLabel },
  { operation: "issues/list-labels-on-issue", need: reading, handle: (call) => listLabels(call, { labels: issueOf(call).labels, path: pathOf(call, `/${issueOf(call).number}/labels`) }) },
  { operation: "issues/list-labels-for-repo", need: reading, handle: (call) => listLabels(call, { labels: [...call.repository.labels.values()], path: `/repos/${fullNameOf(call.repository)}/labels` }) },
  { operation: "issues/create-label", need: writing, handle: createLabel },
  { operation: "issues/get-label", need: reading, handle: getLabel },
];
