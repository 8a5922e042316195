/** Pull requests that Regreen did not make, where `gate: {govern: all}`: from a fork, and through a merge queue. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { Octokit } from "@octokit/rest";
import { until } from "../demo/until.ts";
import type { CheckRun } from "../loopback/state/check.ts";
import type { PullIssue } from "../loopback/state/find.ts";
import { deliver, digested } from "./deliver.ts";
import { Project } from "./project.ts";
import { openStand, type Stand } from "./stand.ts";

let stand: Stand;
beforeAll(async () => { stand = await openStand(); });
afterAll(() => stand.close());

const governed = { ".github/regreen.yml": "version: 1\nreact: {branches: [\"never\"]}\ngate: {govern: all}\n" };
const changed = { "src/app.js": "export const answer = 43;\n" };

async function allowed(project: Project, head: string): Promise<CheckRun> {
  return until("the check to pass", async () => {
    await project.playCi({ lint: { conclusion: "success" } });
    return project.checks("regreen/policy").find(({ headSha, conclusion }) => headSha === head && conclusion === "success");
  }, 30);
}

/** Offered by a stranger from a fork, whose branch is called like one of Regreen's own. */
async function fromFork(project: Project, branch: string): Promise<PullIssue> {
  const { loopback } = stand;
  loopback.createUser("mona");
  loopback.addCollaborator(project.repository, "mona", "read");
  const fork = await loopback.createRepository({ owner: "mona", name: project.repository.name });
  await fork.git.take(project.repository.git, "main");
  await fork.git.updateRef(`refs/heads/${branch}`, (await project.repository.git.resolve("refs/heads/main")) ?? "");
  await loopback.push(fork, { message: "Another answer", files: changed, branch });
  const mona = new Octokit({ baseUrl: loopback.url, auth: loopback.createUserToken("mona"), log: { debug() {}, info() {}, warn() {}, error() {} } });
  await mona.pulls.create({ ...project.at, head: `mona:${branch}`, base: "main", title: "Another answer", body: "Please." });
  return until("the pull request", () => project.pulls()[0]);
}

test("a fork's pull request is guarded like any other, though its branch is called like one of ours (G12): it waits for its checks, and passes with them", async () => {
  const project = await Project.open(stand, "guarded-fork", governed);
  const { pull, number } = await fromFork(project, "regreen/fix_20261120_081500_k3f9");
  const waiting = await until("a word on the head", () => project.checks("regreen/policy").find(({ headSha }) => headSha === pull.headSha), 20);
  const before = waiting.conclusion;
  await allowed(project, pull.headSha);
  const guards = await stand.serving().store.repairs.guards({ repositoryId: project.repository.id, number, most: 5 });
  expect([before, guards.map(({ step, offer }) => [step, offer?.branch])]).toEqual([null, [["guard", "regreen/fix_20261120_081500_k3f9"]]]);
  expect([...stand.loopback.violations, ...stand.loopback.refusals]).toEqual([]);
});

test("a merge queue's commit gets a check of its own, and its guard ends when the pull request is merged", async () => {
  const project = await Project.open(stand, "guarded-queue", governed);
  await project.push("Another answer", changed, "feature");
  await project.person.pulls.create({ ...project.at, head: "feature", base: "main", title: "Another answer", body: "Please." });
  const { number, pull } = await until("the pull request", () => project.pulls()[0]);
  await allowed(project, pull.headSha);
  const base = (await project.repository.git.resolve("refs/heads/main")) ?? "";
  const queue = `gh-readonly-queue/main/pr-${number}-${base}`;
  const head = await project.push("Merge pull request", changed, queue);
  const group = { head_sha: head, head_ref: `refs/heads/${queue}`, base_sha: base, base_ref: "refs/heads/main" };
  const repository = { id: project.repository.id, full_name: `octo/${project.repository.name}`, default_branch: "main" };
  await deliver(stand, { event: "merge_group", body: JSON.stringify({ action: "checks_requested", repository, installation: { id: stand.installation.id }, merge_group: group }) });
  await digested(stand);
  const check = await allowed(project, head);
  await project.person.pulls.merge({ ...project.at, pull_number: number });
  const guards = await until("both guards to end", async () => {
    const all = await stand.serving().store.repairs.guards({ repositoryId: project.repository.id, number, most: 5 });
    return all.length === 2 && all.every(({ step }) => step === "closed") ? all : undefined;
  }, 30);
  expect([check.output.summary?.includes(`base \`${base.slice(0, 12)}\``), guards.map(({ reason }) => reason)]).toEqual([true, ["the pull request was merged or closed", "the pull request was merged or closed"]]);
});
