/** Answers one operation, and does what it asks: all of it at one moment, as a transaction of GitHub's would. */
import type { Operation } from "../../../src/adapters/github/operations.ts";
import type { Reply } from "../../../src/adapters/github/client.ts";
import type { NewEntry } from "./git.ts";
import { HttpTrouble } from "./http-trouble.ts";
import { pullFiles } from "./pull-files.ts";
import { ME, REPOSITORY, type Check, type Comment, type Hub, type Issue, type Pull, type Run } from "./hub.ts";

type Parameters = Readonly<Record<string, unknown>>;
type Handler = (hub: Hub, parameters: Parameters) => unknown;

const text = (value: unknown): string => String(value);

export function answer(hub: Hub, operation: Operation, parameters: Parameters): Reply {
  const handler = handlers[operation];
  if (handler === undefined) throw new Error(`the simulated GitHub does not know ${operation}`);
  return { status: 200, headers: {}, data: handler(hub, parameters) };
}

const handlers: Partial<Record<Operation, Handler>> = {
  "GET /repos/{owner}/{repo}": () => ({ default_branch: REPOSITORY.default_branch, archived: false, disabled: false, fork: false }),
  "GET /repos/{owner}/{repo}/actions/runs": (hub, { head_sha, status, created }) => ({
    workflow_runs: listed(hub).filter((run) => (head_sha === undefined || run.head_sha === head_sha) && (status === undefined || run.status === status || run.conclusion === status)
      && (created === undefined || run.created >= Date.parse(text(created).slice(">=".length)))).map(runAnswer(hub)),
  }),
  "GET /repos/{owner}/{repo}/commits/{ref}/status": () => ({ statuses: [] }),
  "GET /repos/{owner}/{repo}/actions/runs/{run_id}": (hub, { run_id }) => runAnswer(hub)(hub.runs.find(({ id }) => id === run_id) ?? notFound()),
  "GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs": (hub, { run_id }) => ({
    jobs: (hub.jobs.get(Number(run_id)) ?? []).map((job) => ({ ...job, status: "completed", steps: [], html_url: "" })),
  }),
  "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs": (hub, { workflow_id, event, branch, status }) => ({
    workflow_runs: listed(hub).filter((run) => run.path.endsWith(`/${text(workflow_id)}`) && (event === undefined || run.event === event)
      && (branch === undefined || run.head_branch === branch) && (status === undefined || run.conclusion === status)).map(runAnswer(hub)),
  }),
  "POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches": dispatch,
  "GET /repos/{owner}/{repo}/commits/{ref}/check-runs": (hub, { ref, check_name, app_id }) => ({
    check_runs: hub.checks.filter((check) => check.head_sha === ref && (check_name === undefined || check.name === check_name) && (app_id === undefined || check.app.id === app_id)).map((check) => checkAnswer(check)),
  }),
  "POST /repos/{owner}/{repo}/check-runs": (hub, parameters) => {
    const { name, head_sha, external_id } = parameters;
    hub.created.push(`check ${text(name)} ${text(external_id)} on ${text(head_sha)}`);
    const check = hub.addCheck({ name: text(name), head_sha: text(head_sha), app: { id: ME.id, slug: ME.slug }, external_id: text(external_id), ...told(parameters) });
    hub.listener?.checkPosted(check);
    return checkAnswer(check);
  },
  "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}": (hub, parameters) => {
    const check = hub.checks.find(({ id }) => id === parameters["check_run_id"]) ?? notFound();
    Object.assign(check, told(parameters));
    hub.listener?.checkPosted(check);
    return checkAnswer(check);
  },
  "GET /repos/{owner}/{repo}/branches/{branch}": (hub, { branch }) => (hub.git.refs.has(text(branch)) ? { protection: null } : notFound()),
  "GET /repos/{owner}/{repo}/rules/branches/{branch}": () => [],
  "GET /repos/{owner}/{repo}/commits/{ref}": (hub, { ref }) => {
    const { sha, author, message, tree, parents } = hub.git.commit(text(ref));
    return { sha, author: { login: author }, commit: { message, tree: { sha: tree } }, parents: parents.map((parent) => ({ sha: parent })) };
  },
  "GET /repos/{owner}/{repo}/git/ref/{ref}": (hub, { ref }) => {
    const branch = text(ref).slice("heads/".length);
    return { ref: `refs/heads/${branch}`, object: { type: "commit", sha: hub.git.refs.get(branch) ?? notFound() } };
  },
  "GET /repos/{owner}/{repo}/git/trees/{tree_sha}": (hub, { tree_sha, recursive }) => {
    const { sha, entries } = recursive === undefined ? hub.git.entries(text(tree_sha)) : hub.git.recursiveEntries(text(tree_sha));
    return { sha, truncated: false, tree: entries };
  },
  "GET /repos/{owner}/{repo}/git/blobs/{file_sha}": (hub, { file_sha }) => ({ content: hub.git.blob(text(file_sha)).toString("base64"), encoding: "base64" }),
  "POST /repos/{owner}/{repo}/git/blobs": (hub, { content }) => ({ sha: hub.git.keepBlob(Buffer.from(text(content), "base64")) }),
  "POST /repos/{owner}/{repo}/git/trees": (hub, { base_tree, tree }) => ({ sha: hub.git.keepTree(base_tree === undefined ? null : text(base_tree), tree as readonly NewEntry[]) }),
  "POST /repos/{owner}/{repo}/git/commits": (hub, { message, tree, parents }) => ({ sha: hub.git.keepCommit({ message: text(message), tree: text(tree), parents: parents as readonly string[], author: ME.login }) }),
  "POST /repos/{owner}/{repo}/git/refs": (hub, { ref, sha }) => {
    const branch = text(ref).slice("refs/heads/".length);
    hub.git.createRef(branch, text(sha));
    hub.listener?.pushed(branch, text(sha));
    return {};
  },
  "PATCH /repos/{owner}/{repo}/git/refs/{ref}": (hub, { ref, sha, force }) => {
    const branch = text(ref).slice("heads/".length);
    hub.git.moveRef(branch, text(sha), force === true);
    hub.listener?.pushed(branch, text(sha));
    return {};
  },
  "GET /repos/{owner}/{repo}/pulls": (hub, { head, state }) => hub.pulls
    .filter((pull) => (head === undefined || (pull.headRepository === REPOSITORY.id && `octo:${pull.head}` === head)) && (state === "all" || pull.state === state)).map(pullAnswer(hub)),
  "GET /repos/{owner}/{repo}/pulls/{pull_number}": (hub, { pull_number }) => pullAnswer(hub)(hub.pullOf(Number(pull_number)) ?? notFound()),
  "GET /repos/{owner}/{repo}/pulls/{pull_number}/files": (hub, { pull_number }) => {
    const pull = hub.pullOf(Number(pull_number)) ?? notFound();
    return pullFiles(hub.git, pull.base, hub.headOf(pull));
  },
  "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews": () => [],
  "POST /repos/{owner}/{repo}/pulls": openPull,
  "GET /repos/{owner}/{repo}/issues": (hub) => hub.issues.map(issueAnswer),
  "POST /repos/{owner}/{repo}/issues": (hub, { title, body, labels }) => {
    hub.created.push(`issue ${markerIn(text(body))}`);
    const issue: Issue = { number: hub.number(), title: text(title), body: text(body), state: "open", labels: labels as string[], author: ME.login };
    hub.issues.push(issue);
    hub.listener?.issueOpened(issue);
    return issueAnswer(issue);
  },
  "PATCH /repos/{owner}/{repo}/issues/{issue_number}": (hub, { issue_number, title, body, state, labels }) => {
    const issue = hub.issues.find(({ number }) => number === issue_number) ?? notFound();
    Object.assign(issue, { title, body, state, labels });
    return issueAnswer(issue);
  },
  "PATCH /repos/{owner}/{repo}/pulls/{pull_number}": (hub, { pull_number, state }) => {
    const pull = hub.pullOf(Number(pull_number)) ?? notFound();
    if (pull.state === "open" && state === "closed") {
      pull.state = "closed";
      hub.listener?.pullClosed(pull);
    }
    return pullAnswer(hub)(pull);
  },
  "GET /repos/{owner}/{repo}/collaborators/{username}/permission": () => ({ permission: "write", role_name: "write" }),
  "GET /repos/{owner}/{repo}/issues/{issue_number}/comments": (hub, { issue_number }) => hub.comments.filter(({ issue }) => issue === issue_number).map(commentAnswer),
  "POST /repos/{owner}/{repo}/issues/{issue_number}/comments": (hub, { issue_number, body }) => {
    hub.created.push(`comment ${markerIn(text(body))}`);
    return commentAnswer(hub.addComment({ issue: Number(issue_number), body: text(body), author: ME.login }));
  },
  "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}": (hub, { comment_id, body }) => {
    const comment = hub.comments.find(({ id }) => id === comment_id) ?? notFound();
    comment.body = text(body);
    return commentAnswer(comment);
  },
  "POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions": (hub, { comment_id, content }) => {
    const comment = hub.comments.find(({ id }) => id === comment_id) ?? notFound();
    if (!comment.reactions.includes(text(content))) comment.reactions.push(text(content));
    return { id: comment.id };
  },
  "POST /repos/{owner}/{repo}/issues/{issue_number}/labels": (hub, { issue_number, labels }) => {
    const pull = hub.pullOf(Number(issue_number)) ?? notFound();
    pull.labels = [...new Set([...pull.labels, ...(labels as string[])])];
    return [];
  },
};

function dispatch(hub: Hub, { workflow_id, inputs }: Parameters): unknown {
  const given = inputs as Readonly<Record<string, string>>;
  const title = `Regreen fix ${given["fix_id"] ?? ""} ${given["plan_id"] ?? ""}`;
  hub.created.push(`run ${title}`);
  const run = hub.addRun({
    name: "Regreen fix", path: `.github/workflows/${text(workflow_id)}`, event: "workflow_dispatch", display_title: title, status: "queued", conclusion: null,
    head_sha: hub.git.refs.get("main") ?? notFound(), head_branch: "main", listed: hub.now() + hub.listLag,
  });
  hub.listener?.dispatched(run, given);
  return { workflow_run_id: run.id };
}

function openPull(hub: Hub, { head, base, title, body }: Parameters): unknown {
  if (!hub.git.refs.has(text(head))) throw new HttpTrouble(422, "Validation Failed: head is invalid");
  if (hub.pulls.some((pull) => pull.head === head && pull.base === base && pull.state === "open")) throw new HttpTrouble(422, "Validation Failed: A pull request already exists for octo:branch.");
  hub.created.push(`pull ${text(head)}`);
  const pull: Pull = { number: hub.number(), state: "open", merged: false, merge_commit_sha: null, author: ME.login, head: text(head), headRepository: REPOSITORY.id, base: text(base), title: text(title), body: text(body), labels: [] };
  hub.pulls.push(pull);
  hub.listener?.pullOpened(pull);
  return pullAnswer(hub)(pull);
}

/** Newest first, without those that the lists do not show yet. */
function listed(hub: Hub): readonly Run[] {
  return hub.runs.filter((run) => run.listed <= hub.now()).toReversed();
}

function runAnswer(hub: Hub): (run: Run) => unknown {
  return ({ created, listed: _, ...run }) => ({ ...run, head_repository: { id: REPOSITORY.id }, created_at: hub.moment(created), html_url: "" });
}

function told({ status, conclusion, output }: Parameters): Pick<Check, "status" | "conclusion" | "output"> {
  return { status: text(status), conclusion: conclusion === undefined ? null : text(conclusion), output: output as Check["output"] };
}

function checkAnswer(check: Check): unknown {
  return { ...check, started_at: null, html_url: "" };
}

function pullAnswer(hub: Hub): (pull: Pull) => unknown {
  return (stands) => answerOf(hub, stands, hub.headOf(stands));
}

function answerOf(hub: Hub, { author, head, headRepository, base, labels, ...pull }: Pull, sha: string): unknown {
  return {
    ...pull, draft: false, updated_at: hub.moment(hub.now()), user: { login: author, type: author === ME.login ? "Bot" : "User" }, head: { ref: head, sha, repo: { id: headRepository } },
    base: { ref: base, sha: hub.git.refs.get(base), repo: { id: REPOSITORY.id } }, mergeable: pull.state === "open" ? true : null,
    labels: labels.map((name) => ({ name })), html_url: `https://github.test/octo/hello/pull/${pull.number}`,
  };
}

function commentAnswer({ author, ...comment }: Comment): unknown {
  return { ...comment, user: { login: author, type: author === ME.login ? "Bot" : "User" }, performed_via_github_app: author === ME.login ? { id: ME.id } : null };
}

function issueAnswer({ author, labels, ...issue }: Issue): unknown {
  return { ...issue, id: issue.number, state_reason: null, labels: labels.map((name) => ({ name })), html_url: "https://github.test/issue", user: { login: author, type: "Bot" }, performed_via_github_app: { id: ME.id } };
}

export function markerIn(body: string): string {
  return /<!-- regreen:[^>]*-->/.exec(body)?.[0] ?? body.slice(0, 80);
}

function notFound(): never {
  throw new HttpTrouble(404, "Not Found");
}
