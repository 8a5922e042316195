/** Pull requests: opened, listed, changed, merged by git itself, reviewed. */
import { needs } from "../auth/permit.ts";
import { appOf } from "../auth/identity.ts";
import type { Commit } from "../git/bare-repository.ts";
import { HttpProblem, invalid, notFound } from "../http/http-problem.ts";
import { presentCommit, presentFile } from "../present/git.ts";
import { missingChecks, presentPull, presentReview, presentWholePull } from "../present/pull.ts";
import { emailOf } from "../present/user.ts";
import { pullIn, pullsOf, type PullIssue } from "../state/find.ts";
import type { Issue, Review, ReviewComment } from "../state/issue.ts";
import { fullNameOf, type Repository } from "../state/repository.ts";
import { moveRef } from "./move-ref.ts";
import { addThreads } from "./thread-routes.ts";
import { closePull, pullContent, refreshPull } from "./pull-life.ts";
import { commitOr404 } from "./repository-routes.ts";
import { created, noContent, ok, pageOf, type Answer, type Call, type Route } from "./route.ts";

const pullOf = (call: Call): PullIssue => pullIn(call.repository, call.number("pull_number"));
const pathOf = (call: Call, rest: string): string => `/repos/${fullNameOf(call.repository)}/pulls${rest}`;
const whole = (call: Call, issue: PullIssue): Record<string, unknown> => presentWholePull(call.hub, call.repository, issue);

async function createPull(call: Call): Promise<Answer> {
  const { hub, repository } = call;
  const head = call.text("head") ?? "";
  const [login, headBranch] = head.includes(":") ? [head.slice(0, head.indexOf(":")), head.slice(head.indexOf(":") + 1)] : [repository.owner.login, head];
  const headRepository = hub.state.repository(login, repository.name);
  const baseBranch = call.text("base") ?? "";
  const [headSha, baseSha] = await Promise.all([headRepository?.git.resolve(`refs/heads/${headBranch}`) ?? null, repository.git.resolve(`refs/heads/${baseBranch}`)]);
  if (headRepository === null || headSha === null) throw invalid("PullRequest", "head");
  if (baseSha === null) throw invalid("PullRequest", "base");
  if (headRepository !== repository) await repository.git.take(headRepository.git, headBranch);
  const title = call.text("title");
  if (title === null || title === "") throw invalid("PullRequest", "title", "title can't be blank");
  if (pullsOf(repository).some((one) => one.state === "open" && one.pull.headRepository === headRepository && one.pull.headBranch === headBranch && one.pull.baseBranch === baseBranch)) {
    throw new HttpProblem(422, "Validation Failed", [{ resource: "PullRequest", code: "custom", field: "head", message: `A pull request already exists for ${login}:${headBranch}.` }]);
  }
  if (await repository.git.isAncestor(headSha, baseSha)) throw invalid("PullRequest", "head", `No commits between ${baseBranch} and ${headBranch}`);
  const issue = newPull(call, { title, headRepository, headBranch, headSha, baseBranch, baseSha });
  await refreshPull(hub, repository, issue);
  hub.webhooks.fire({ name: "pull-request-opened", repository, sender: call.actor, content: pullContent(hub, repository, issue) });
  if (call.identity.kind !== "job") await hub.actions.triggers.queueForPull(repository, issue, { action: "opened", actor: call.actor });
  return created(whole(call, issue));
}

interface NewPull { readonly title: string; readonly headRepository: Repository; readonly headBranch: string; readonly headSha: string; readonly baseBranch: string; readonly baseSha: string }

function newPull(call: Call, { title, ...sides }: NewPull): PullIssue {
  const { hub, repository } = call;
  const now = hub.now();
  const issue: Issue & { pull: PullIssue["pull"] } = {
    id: hub.state.nextId("issue"), number: repository.issues.size + 1, author: call.actor, app: appOf(call.identity), title, body: call.text("body"), state: "open", stateReason: null,
    closedAt: null, closedBy: null, labels: [], assignees: [], comments: [], reactions: [], createdAt: now, updatedAt: now,
    pull: {
      ...sides, id: hub.state.nextId("pull"), draft: call.flag("draft"), merged: false, mergedAt: null, mergedBy: null, mergeSha: null, mergeable: null,
      size: { commits: 0, additions: 0, deletions: 0, files: 0 }, reviews: [], threads: [],
    },
  };
  repository.issues.set(issue.number, issue);
  return issue;
}

function listPulls(call: Call): Answer {
  const state = call.query.get("state") ?? "open";
  const head = call.query.get("head");
  const base = call.query.get("base");
  const found = pullsOf(call.repository).filter((issue) =>
    (state === "all" || issue.state === state) && (head === null || head === `${issue.pull.headRepository.owner.login}:${issue.pull.headBranch}`) && (base === null || base === issue.pull.baseBranch));
  const ordered = call.query.get("direction") === "asc" ? found : found.toReversed();
  const { items, headers } = pageOf(call, pathOf(call, ""), ordered);
  return { ...ok(items.map((issue) => presentPull(call.hub, call.repository, issue))), headers };
}

async function updatePull(call: Call): Promise<Answer> {
  const { hub, repository } = call;
  const issue = pullOf(call);
  const state = call.text("state");
  const base = call.text("base");
  if (issue.pull.merged && state === "open") throw invalid("PullRequest", "state", "state cannot be changed. The pull request is already merged.");
  if (base !== null && (await repository.git.resolve(`refs/heads/${base}`)) === null) throw invalid("PullRequest", "base");
  issue.title = call.text("title") ?? issue.title;
  if ("body" in call.body) issue.body = call.text("body");
  issue.updatedAt = hub.now();
  if (base !== null && base !== issue.pull.baseBranch) {
    issue.pull.baseBranch = base;
    await refreshPull(hub, repository, issue);
  }
  if (state === "closed" && issue.state === "open") closePull(hub, repository, { issue, actor: call.actor, mergeSha: null });
  if (state === "open" && issue.state === "closed") await reopen(call, issue);
  return ok(whole(call, issue));
}

async function reopen(call: Call, issue: PullIssue): Promise<void> {
  const { hub, repository } = call;
  const head = await issue.pull.headRepository.git.resolve(`refs/heads/${issue.pull.headBranch}`);
  if (head === null) throw invalid("PullRequest", "state", "state cannot be changed. The head branch was deleted.");
  Object.assign(issue, { state: "open", closedAt: null, closedBy: null });
  issue.pull.headSha = head;
  await refreshPull(hub, repository, issue);
  hub.webhooks.fire({ name: "pull-request-reopened", repository, sender: call.actor, content: pullContent(hub, repository, issue) });
  if (call.identity.kind !== "job") await hub.actions.triggers.queueForPull(repository, issue, { action: "reopened", actor: call.actor });
}

async function listFiles(call: Call): Promise<Answer> {
  const { hub, repository } = call;
  const { pull, number } = pullOf(call);
  const base = pull.merged ? pull.baseSha : ((await repository.git.resolve(`refs/heads/${pull.baseBranch}`)) ?? pull.baseSha);
  const { files } = await repository.git.compare(base, pull.headSha);
  const { items, headers } = pageOf(call, pathOf(call, `/${number}/files`), files.slice(0, 3_000));
  return { ...ok(items.map((file) => presentFile(hub, repository, { file, ref: pull.headSha }))), headers };
}

async function listCommits(call: Call): Promise<Answer> {
  const { pull, number } = pullOf(call);
  const { commits } = await call.repository.git.compare(pull.baseSha, pull.headSha);
  const { items, headers } = pageOf(call, pathOf(call, `/${number}/commits`), commits);
  const read = await Promise.all(items.map((sha) => commitOr404(call, sha)));
  return { ...ok(read.map((commit) => presentCommit(call.hub, call.repository, commit))), headers };
}

/** 409 when the head moved, 405 when it cannot be merged, as GitHub answers. */
async function mergePull(call: Call): Promise<Answer> {
  const { hub, repository } = call;
  const issue = pullOf(call);
  const { pull } = issue;
  const expected = call.text("sha");
  if (issue.state === "closed" || pull.draft) throw new HttpProblem(405, "Pull Request is not mergeable");
  if (expected !== null && expected !== pull.headSha) throw new HttpProblem(409, "Head branch was modified. Review and try the merge again.");
  const missing = missingChecks(repository, issue);
  if (missing.length > 0) throw new HttpProblem(405, `Required status check "${missing[0]}" is expected.`);
  const [base, head] = await Promise.all([commitOr404(call, `refs/heads/${pull.baseBranch}`), commitOr404(call, pull.headSha)]);
  if (repository.protections.get(pull.baseBranch)?.strict === true && !(await repository.git.isAncestor(base.sha, head.sha))) throw new HttpProblem(405, "Head branch is not up to date with the base branch");
  const tree = await repository.git.mergeTree(base.sha, head.sha);
  if (tree === null) throw new HttpProblem(405, "Pull Request is not mergeable");
  const after = await writeMerge(call, { issue, base, head, tree });
  pull.baseSha = base.sha;
  closePull(hub, repository, { issue, actor: call.actor, mergeSha: after });
  await moveRef(call, { ref: `refs/heads/${pull.baseBranch}`, before: base.sha, after });
  return ok({ sha: after, merged: true, message: "Pull Request successfully merged" });
}

async function writeMerge(call: Call, { issue, base, head, tree }: { readonly issue: PullIssue; readonly base: Commit; readonly head: Commit; readonly tree: string }): Promise<string> {
  const { git } = call.repository;
  const author = { name: call.actor.login, email: emailOf(call.actor), date: call.hub.now() };
  const committer = { name: "GitHub", email: "noreply@github.com", date: author.date };
  const method = call.text("merge_method") ?? "merge";
  const title = call.text("commit_title") ?? (method === "merge" ? `Merge pull request #${issue.number} from ${issue.pull.headRepository.owner.login}/${issue.pull.headBranch}` : `${issue.title} (#${issue.number})`);
  const message = `${title}\n\n${call.text("commit_message") ?? (method === "merge" ? issue.title : "")}`.trimEnd();
  if (method !== "rebase") return git.writeCommit({ tree, parents: method === "merge" ? [base.sha, head.sha] : [base.sha], author, committer, message });
  const { commits } = await git.compare(base.sha, head.sha);
  if (commits.length !== 1) throw new HttpProblem(405, "This branch can't be rebased");
  return git.writeCommit({ tree, parents: [base.sha], author: head.author, committer, message: head.message });
}

async function updateBranch(call: Call): Promise<Answer> {
  const { hub, repository } = call;
  const { pull, number } = pullOf(call);
  const expected = call.text("expected_head_sha");
  if (expected !== null && expected !== pull.headSha) throw invalid("PullRequest", "expected_head_sha", "expected head sha didn’t match current head ref.");
  const [base, head] = await Promise.all([commitOr404(call, `refs/heads/${pull.baseBranch}`), commitOr404(call, pull.headSha)]);
  if (await repository.git.isAncestor(base.sha, head.sha)) throw new HttpProblem(422, "There are no new commits on the base branch.");
  const tree = await repository.git.mergeTree(head.sha, base.sha);
  if (tree === null) throw new HttpProblem(422, "merge conflict between base and head");
  const by = { name: call.actor.login, email: emailOf(call.actor), date: hub.now() };
  const after = await repository.git.writeCommit({ tree, parents: [head.sha, base.sha], author: by, committer: by, message: `Merge branch '${pull.baseBranch}' into ${pull.headBranch}` });
  await moveRef(call, { ref: `refs/heads/${pull.headBranch}`, before: head.sha, after });
  return { status: 202, body: { message: "Updating pull request branch.", url: hub.links.html(`/${fullNameOf(repository)}/pull/${number}`) } };
}

const states = { APPROVE: "APPROVED", REQUEST_CHANGES: "CHANGES_REQUESTED", COMMENT: "COMMENTED" } as const;

/** Comments must stand on lines that the diff shows, and not reach over two hunks: GitHub refuses the whole review else. */
async function reviewComments(call: Call, { pull }: PullIssue): Promise<readonly ReviewComment[]> {
  const given = Array.isArray(call.body["comments"]) ? call.body["comments"] as Readonly<Record<string, unknown>>[] : [];
  if (given.length === 0) return [];
  const { files } = await call.repository.git.compare(pull.baseSha, pull.headSha);
  return given.map((one) => {
    const comment = { path: String(one["path"]), line: Number(one["line"]), startLine: typeof one["start_line"] === "number" ? one["start_line"] : null, body: String(one["body"]) };
    const file = files.find(({ path }) => path === comment.path);
    if (file === undefined) throw new HttpProblem(422, "Unprocessable Entity", [{ resource: "PullRequestReview", code: "custom", field: "comments", message: "Path could not be resolved" }]);
    const hunks = [...(file.patch ?? "").matchAll(/^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/gm)].map(([, from, count]) => ({ from: Number(from), to: Number(from) + Number(count ?? 1) - 1 }));
    const start = comment.startLine ?? comment.line;
    if (start > comment.line || (comment.startLine !== null && start === comment.line) || !hunks.some(({ from, to }) => start >= from && comment.line <= to)) {
      throw new HttpProblem(422, "Unprocessable Entity", [{ resource: "PullRequestReview", code: "custom", field: "comments", message: "Line could not be resolved" }]);
    }
    return comment;
  });
}

async function createReview(call: Call): Promise<Answer> {
  const { hub, repository } = call;
  const issue = pullOf(call);
  const event = (call.text("event") ?? "COMMENT") as keyof typeof states;
  if (event === "APPROVE" && call.actor.id === issue.author.id) throw new HttpProblem(422, "Can not approve your own pull request");
  const review: Review = {
    id: hub.state.nextId("review"), author: call.actor, state: states[event], body: call.text("body") ?? "", commitSha: call.text("commit_id") ?? issue.pull.headSha, submittedAt: hub.now(),
    comments: await reviewComments(call, issue),
  };
  issue.pull.reviews.push(review);
  await addThreads(call, issue, review);
  const shown = presentReview(hub, repository, { issue, review });
  const told = { review: { ...shown, state: review.state.toLowerCase() } };
  hub.webhooks.fire({ name: "pull-request-review-submitted", repository, sender: call.actor, content: { ...told, pull_request: presentPull(hub, repository, issue) } });
  if (call.identity.kind !== "job") await hub.actions.triggers.queueForReview(repository, issue, { occurrence: { event: "pull_request_review", action: "submitted" }, actor: call.actor, told });
  return ok(shown);
}

function listReviews(call: Call): Answer {
  const issue = pullOf(call);
  const { items, headers } = pageOf(call, pathOf(call, `/${issue.number}/reviews`), issue.pull.reviews);
  return { ...ok(items.map((review) => presentReview(call.hub, call.repository, { issue, review }))), headers };
}

function checkIfMerged(call: Call): Answer {
  if (!pullOf(call).pull.merged) throw notFound();
  return noContent;
}

export const pullRoutes: readonly Route[] = [
  { operation: "pulls/create", need: needs.write("pull_requests"), handle: createPull },
  { operation: "pulls/list", need: needs.read("pull_requests"), handle: listPulls },
  { operation: "pulls/get", need: needs.read("pull_requests"), handle: (call) => ok(whole(call, pullOf(call))) },
  { operation: "pulls/update", need: needs.write("pull_requests"), handle: updatePull },
  { operation: "pulls/list-files", need: needs.read("pull_requests"), handle: listFiles },
  { operation: "pulls/list-commits", need: needs.read("pull_requests"), handle: listCommits },
  { operation: "pulls/merge", need: needs.write("contents"), handle: mergePull },
  { operation: "pulls/check-if-merged", need: needs.read("pull_requests"), handle: checkIfMerged },
  { operation: "pulls/update-branch", need: needs.write("pull_requests"), handle: updateBranch },
  { operation: "pulls/create-review", need: needs.write("pull_requests"), handle: createReview },
  { operation: "pulls/list-reviews", need: needs.read("pull_requests"), handle: listReviews },
];
