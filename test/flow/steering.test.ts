/** People steer by words, wherever they say them: on a line, in a review, about a waiting request, about a stranger's pull request, about an offer that is not right yet. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { until } from "../demo/until.ts";
import type { PullIssue } from "../loopback/state/find.ts";
import { lintLog, red } from "../worker/red-repository.ts";
import { deliver, digested } from "./deliver.ts";
import { Project } from "./project.ts";
import { openStand, type Stand } from "./stand.ts";

let stand: Stand;
beforeAll(async () => { stand = await openStand(); });
beforeEach(() => { stand.clock.forward(70); });
afterAll(() => stand.close());

const settled = (): Promise<void> => stand.loopback.webhooks.settled();
const ours = (project: Project, number: number): readonly string[] => [...project.repository.issues.get(number)?.comments ?? []].filter(({ app }) => app !== null).map(({ body }) => body);
const told = (project: Project, number: number, words: RegExp): Promise<string> => until(`an answer like ${words.source}`, () => ours(project, number).find((body) => words.test(body)) ?? null, 20)
  .catch((error: unknown) => { throw new Error(`${String(error)}; it says ${JSON.stringify(ours(project, number))}`); });
const say = async (project: Project, number: number, body: string): Promise<void> => { await project.person.issues.createComment({ ...project.at, issue_number: number, body }); await settled(); };

async function redPull(name: string): Promise<{ readonly project: Project; readonly pull: PullIssue }> {
  const project = await Project.open(stand, name, { ".github/regreen.yml": "version: 1\nreact: {branches: [\"never\"], pull_requests: off}\n" });
  await project.push("Change the answer", { "src/app.js": red }, "topic");
  const { data } = await project.person.pulls.create({ ...project.at, title: "Topic", head: "topic", base: "main" });
  await project.playCi({ lint: { conclusion: "failure", log: lintLog } });
  const pull = project.pulls().find(({ number }) => number === data.number);
  const failed = project.repository.workflowRuns.filter(({ conclusion }) => conclusion === "failure").length;
  await until("what Regreen does by itself to end", async () => ((await project.repairs()).filter(({ step }) => step === "closed").length === failed ? true : null), 20);
  if (pull === undefined) throw new Error("no pull request");
  return { project, pull };
}

describe("on a pull request's lines", () => {
  test("a command is answered in its thread, with a reaction to that very comment, and means that file; the answer is edited as things move", async () => {
    const { project, pull } = await redPull("on-a-line");
    const { data: comment } = await project.person.pulls.createReviewComment({ ...project.at, pull_number: pull.number, commit_id: pull.pull.headSha, path: "src/app.js", line: 1, body: "This again.\n\n/autofix lint" });
    await settled();
    const reply = await until("the reply", () => pull.pull.threads.find(({ inReplyTo, app }) => inReplyTo === comment.id && app !== null) ?? null, 20);
    expect(reply.body).toMatch(/Red on `topic` at [0-9a-f]{7}: `CI`\. Regreen works on it \(only `lint` and `src\/app\.js`\)/);
    expect([pull.reactions.map(({ commentId, content }) => [commentId, content]), ours(project, pull.number)]).toEqual([[[comment.id, "eyes"]], []]);
    await project.endFixJob();
    await until("the reply to move on", () => (/offered in \[#\d+\]/.test(reply.body) ? true : null), 20);
    expect(pull.pull.threads.filter(({ app }) => app !== null)).toHaveLength(1);
    await project.person.pulls.createReplyForReviewComment({ ...project.at, pull_number: pull.number, comment_id: comment.id, body: "/autofix status" });
    await settled();
    await until("an answer in the same thread", () => pull.pull.threads.filter(({ app, inReplyTo }) => app !== null && inReplyTo === comment.id)[1] ?? null, 20);
    expect([...stand.loopback.violations, ...stand.loopback.refusals]).toEqual([]);
  });

  test("an edit of such a comment asks for what it added, and an edit by another hand for nothing", async () => {
    const { project, pull } = await redPull("edited-line");
    const { data: comment } = await project.person.pulls.createReviewComment({ ...project.at, pull_number: pull.number, commit_id: pull.pull.headSha, path: "src/app.js", line: 1, body: "/autofix mode code" });
    await settled();
    await project.person.pulls.updateReviewComment({ ...project.at, comment_id: comment.id, body: "/autofix mode code\n/autofix mode ops" });
    await settled();
    await until("both", async () => ((await stand.serving().store.orders.of(project.repository.id)).length === 2 ? true : null), 20);
    expect((await stand.serving().store.orders.of(project.repository.id)).map((order) => order.kind === "mode" && order.mode)).toEqual(["code", "ops"]);
  });

  test("a command in a review as a whole is answered by a comment", async () => {
    const { project, pull } = await redPull("in-a-review");
    await project.person.pulls.createReview({ ...project.at, pull_number: pull.number, event: "COMMENT", body: "Not yet.\n\n/autofix --scan" });
    await settled();
    await told(project, pull.number, /Regreen looks at what it would run, and changes nothing/);
    await told(project, pull.number, /dry run: would run eslint-fix/);
  });
});

describe("an offer that is not right yet", () => {
  test("waits once a person asks for changes, in the check and in words, until one approves; who and why is kept", async () => {
    const project = await Project.open(stand, "not-yet");
    const offer = await project.offered();
    await project.allowed(offer);
    await say(project, offer.number, "/autofix request-changes keep the old name too");
    await told(project, offer.number, /Changes are asked for\. [\s\S]*\*\*changes asked for\*\* by `octo`: keep the old name too/);
    await until("the check to wait", () => (project.checks("regreen/policy").at(-1)?.status === "in_progress" ? true : null), 20);
    expect(project.checks("regreen/policy").at(-1)?.output).toMatchObject({ title: expect.stringMatching(/octo asks for changes/), summary: expect.stringMatching(/keep the old name too/) });
    await say(project, offer.number, "/autofix approve it is fine after all");
    await told(project, offer.number, /Approved: [\s\S]*does not hold it up any more/);
    await project.allowed(offer);
    expect((await project.ledger()).filter(({ kind, repair }) => kind === "human_decision" && repair !== null).map(({ payload }) => [payload["decision"], payload["by"], payload["reason"]])).toEqual([
      ["request-changes", "octo", "keep the old name too"], ["approve", "octo", "it is fine after all"],
    ]);
  });
});

describe("a first pull request of somebody new", () => {
  test.each(["/autofix", "/autofix approve"])("is looked at once a maintainer says %s; their next commit waits again; nothing is pushed", async (words) => {
    const project = await Project.open(stand, `strange-${words.length}`);
    const pull = await stand.loopback.openForkPull(project.repository, { owner: "newcomer", branch: "main", message: "A first try", files: { "src/app.js": red } });
    await project.playCi({ lint: { conclusion: "failure", log: lintLog } });
    await project.until(({ status }) => status === "waiting_approval");
    await say(project, pull.number, words);
    await told(project, pull.number, /Released\./);
    await project.endFixJob();
    await until("the suggestions", () => pull.pull.reviews.find(({ comments }) => comments.length > 0) ?? null, 20);
    expect([await project.ownBranches(), project.writes().filter((one) => one === "git/update-ref" || one === "pulls/create")]).toEqual([[], []].map((one, index) => (index === 1 ? expect.not.arrayContaining(["pulls/create"]) : one)));
    const { id } = await project.closed();
    expect((await project.ledger()).filter(({ kind, repair }) => kind === "human_decision" && repair === id).map(({ payload }) => [payload["decision"], payload["by"]])).toEqual([["approve", "octo"]]);
    await stand.loopback.pushToFork(project.repository, pull, { message: "More", files: { "src/app.js": `${red}// more\n` } });
    await project.playCi({ lint: { conclusion: "failure", log: lintLog } });
    expect(await project.until(({ status }) => status === "waiting_approval", 1)).toMatchObject({ plan: null });
  });

  test("waits on when the stranger says so, who may not write here", async () => {
    const project = await Project.open(stand, "strange-self");
    const pull = await stand.loopback.openForkPull(project.repository, { owner: "newcomer", branch: "main", message: "A first try", files: { "src/app.js": red } });
    await project.playCi({ lint: { conclusion: "failure", log: lintLog } });
    await project.until(({ status }) => status === "waiting_approval");
    stand.loopback.addCollaborator(project.repository, "newcomer", "read");
    await deliver(stand, { event: "issue_comment", body: JSON.stringify({
      action: "created", repository: { id: project.repository.id, full_name: "octo/strange-self", default_branch: "main" }, installation: { id: stand.installation.id }, issue: { number: pull.number, pull_request: {} },
      comment: { id: 77_001, body: "/autofix", user: { login: "newcomer", type: "User" } }, sender: { login: "newcomer", type: "User" },
    }) });
    await digested(stand);
    await until("the refusal", async () => ((await project.ledger()).some(({ payload }) => payload["decision"] === "refused") ? true : null), 20);
    expect([(await project.repairs())[0]?.status, project.fixRuns()]).toEqual(["waiting_approval", []]);
  });
});

describe("a request of a machine", () => {
  const dispatch = async (project: Project, id: string, commands: readonly string[]): Promise<string> => {
    await deliver(stand, { event: "repository_dispatch", body: JSON.stringify({
      action: "regreen", client_payload: { version: 1, id, commands }, repository: { id: project.repository.id, full_name: `octo/${project.repository.name}`, default_branch: "main" }, installation: { id: stand.installation.id },
      sender: { login: "github-actions[bot]", type: "Bot" },
    }) });
    await digested(stand);
    return (await until("it to wait", async () => (await stand.serving().store.requests.list(20)).find(({ state, repository }) => state === "waiting_approval" && repository.id === project.repository.id) ?? null, 20)).id;
  };

  test("waits with what it would do, and is done once a person approves it in a comment; another is refused, with the reason", async () => {
    const project = await Project.open(stand, "by-a-machine", { ".github/regreen.yml": "version: 1\nreact: {branches: [\"never\"]}\n" });
    await project.turnRed();
    await project.closed();
    const first = await dispatch(project, "one", ["lint"]);
    await until("the look", async () => ((await project.repairs())[1]?.reason === "dry run: would run eslint-fix" ? true : null), 20);
    expect(project.fixRuns()).toEqual([]);
    const number = (await project.person.issues.create({ ...project.at, title: "Talk" })).data.number;
    await say(project, number, `/autofix approve ${first}`);
    await told(project, number, /Approved: `github-actions\[bot\]` asked for `lint`\. It is done now/);
    await project.fixRun();
    const second = await dispatch(project, "two", ["mode ops"]);
    await say(project, number, `/autofix reject request ${second} not by a machine`);
    await told(project, number, /Refused: [\s\S]*not by a machine/);
    await until("it to end", async () => ((await stand.serving().store.requests.find(second as never))?.state === "closed" ? true : null), 20);
    expect(await stand.serving().store.orders.of(project.repository.id)).toEqual([]);
    expect((await project.ledger()).filter(({ payload }) => ["approved", "declined"].includes(String(payload["decision"]))).map(({ payload }) => [payload["decision"], payload["by"], payload["asked_by"]])).toEqual([["approved", "octo", "github-actions[bot]"], ["declined", "octo", "github-actions[bot]"]]);
  });
});

describe("the button Run workflow", () => {
  test("of regreen-request.yml is a request; of another workflow it is none", async () => {
    const workflow = "name: Ask Regreen\non:\n  workflow_dispatch:\n    inputs: {commands: {required: true, type: string}, pull: {type: string}, dry_run: {type: boolean}}\njobs:\n  ask:\n    runs-on: ubuntu-latest\n    steps: [{run: \"true\"}]\n";
    const project = await Project.open(stand, "by-button", { ".github/workflows/regreen-request.yml": workflow, ".github/workflows/other.yml": workflow.replace("Ask Regreen", "Other") });
    for (const file of ["other.yml", "regreen-request.yml"]) await project.person.actions.createWorkflowDispatch({ ...project.at, workflow_id: file, ref: "main", inputs: { commands: "mode code; status" } });
    await settled();
    const asked = await until("the request", async () => (await stand.serving().store.requests.list(5)).find(({ origin, state }) => origin.kind === "workflow" && state === "closed") ?? null, 20);
    expect([asked.actor, asked.lines, asked.outcomes.map(({ done }) => done), (await stand.serving().store.requests.list(200)).filter(({ origin }) => origin.kind === "workflow").length]).toEqual(["octo", ["mode code", "status"], [true, true], 1]);
    expect([...stand.loopback.violations, ...stand.loopback.refusals]).toEqual([]);
  });
});
