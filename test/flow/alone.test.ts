/** E6: no App and no server. The repository's own workflow reads what failed, mends it in a job that can only read, and proposes it from one that runs nothing of the repository. */
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { Octokit } from "@octokit/rest";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { aloneWorkflow } from "../demo/fix-workflow.ts";
import { readProject } from "../demo/read-project.ts";
import { hostAction } from "../demo/stage.ts";
import { until } from "../demo/until.ts";
import { createRunner, type Runner } from "../loopback/runner/create-runner.ts";
import { startLoopback, type Loopback } from "../loopback/start-loopback.ts";
import { pullsOf } from "../loopback/state/find.ts";
import type { Repository } from "../loopback/state/repository.ts";
import { zipOf } from "../worker/red-repository.ts";

jest.setTimeout(240_000);
let loopback: Loopback;
let runner: Runner;
let folder: string;
let sha: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "regreen-alone-"));
  loopback = await startLoopback();
  runner = await createRunner({ loopback, root: join(folder, "runner") });
  sha = await hostAction(loopback);
});
afterAll(async () => {
  expect(loopback.violations).toEqual([]);
  await runner.close();
  await loopback.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(name: string, more: Readonly<Record<string, string>> = {}): Promise<Repository> {
  const repository = await loopback.createRepository({ owner: "octo", name });
  const workflow = aloneWorkflow(pin()).replace("workflows: [CI]", "workflows: [ci]");
  await loopback.push(repository, { message: "Open the bakery", files: { ...readProject(), ".github/workflows/regreen-fix.yml": workflow, ...more } });
  return repository;
}

const pin = () => ({ repository: "regreen/regreen", sha });
const as = (login: string): Octokit => new Octokit({ baseUrl: loopback.url, auth: loopback.createUserToken(login) });

const issuesOf = (repository: Repository) => [...repository.issues.values()].filter(({ pull }) => pull === null);
const ownRuns = (repository: Repository) => repository.workflowRuns.filter((run) => run.workflow.path.endsWith("regreen-fix.yml"));
const runsOf = (repository: Repository) => ownRuns(repository).map((run) => [run.event, ...run.jobs.map((job) => `${job.name}: ${job.conclusion ?? ""}`)]);
const textOf = async (repository: Repository, place: string): Promise<string | null> => (await repository.git.read(place))?.content.toString("utf8") ?? null;
const ended = (repository: Repository, runs: number): Promise<boolean> => until(`${String(runs)} runs to end`, () => (ownRuns(repository).filter(({ status }) => status === "completed").length >= runs ? true : null), 150);

test("a red default branch is mended: one pull request with evidence and ModLog entry, one issue for what no skill covers; merged, its outcome is recorded", async () => {
  const repository = await open("bakery");
  await ended(repository, 2);
  expect(runsOf(repository)).toEqual([["workflow_run", "fix: skipped", "propose: success"], ["workflow_dispatch", "fix: success", "propose: success"]]);
  const [pull] = pullsOf(repository);
  expect([pullsOf(repository).length, pull?.author.login, issuesOf(repository).length]).toEqual([1, "github-actions[bot]", 1]);
  if (pull === undefined) throw new Error("no pull request");
  expect(await textOf(repository, `refs/heads/${pull.pull.headBranch}:ModLog.md`)).toMatch(/\*\*Skill\*\*: .*eslint-fix/);
  const repair = /regreen:repair:(fix_\w+)/.exec(pull.body ?? "")?.[1] ?? "";
  expect(await textOf(repository, `refs/heads/regreen/evidence:${repair}/REVIEW/review.json`)).not.toBeNull();

  await as("octo").pulls.merge({ owner: "octo", repo: "bakery", pull_number: pull.number });
  await runner.idle();
  await loopback.actions.triggers.queueForSchedule(repository);
  await until("the outcome", async () => (await textOf(repository, `refs/heads/regreen/evidence:${repair}/MONITOR/outcome.json`)) ?? null, 150);
  expect(pullsOf(repository)).toHaveLength(1);

  await loopback.push(repository, { message: "Report", files: { ".github/workflows/regreen-report.yml": aloneWorkflow(pin(), "regreen-report.yml") } });
  await runner.idle();
  await as("octo").actions.createWorkflowDispatch({ owner: "octo", repo: "bakery", workflow_id: "regreen-report.yml", ref: "main" });
  const report = await until("the report", () => issuesOf(repository).find(({ body }) => body?.includes("<!-- regreen:report -->")), 60);
  expect(report.body).toMatch(new RegExp(`\\| \`eslint[^\\n]* 1 \\|[^\\n]* yes \\(#${String(pull.number)}\\) \\|`));
});

test("an artifact that a hostile fix job swapped is not applied: no branch, no pull request, but an issue that says why", async () => {
  const add = loopback.actions.addArtifact.bind(loopback.actions);
  const hostile = Buffer.from(await zipOf({ "result.json": JSON.stringify({ version: 1, outcome: "changed" }), "change.patch": "diff --git a/.github/workflows/ci.yml b/.github/workflows/ci.yml\n--- a/.github/workflows/ci.yml\n+++ b/.github/workflows/ci.yml\n@@ -1 +1 @@\n-name: ci\n+name: evil\n" }), "base64");
  loopback.actions.addArtifact = (run, { name }) => add(run, { name, bytes: hostile });
  const repository = await open("robbed");
  await ended(repository, 2);
  loopback.actions.addArtifact = add;
  expect([pullsOf(repository).length, await repository.git.refs("refs/heads/regreen/fix_"), issuesOf(repository).length > 1]).toEqual([0, [], true]);
});

test("/autofix in a comment: of somebody who may write it is answered, and mended; of somebody who may not, it is declined by one reaction", async () => {
  const repository = await open("asked", { ".github/regreen.yml": "version: 1\nreact: {branches: [\"never\"]}\n", ".github/workflows/regreen-comment.yml": aloneWorkflow(pin(), "regreen-comment.yml") });
  await ended(repository, 1);
  const at = { owner: "octo", repo: "asked" };
  const { number } = (await as("octo").issues.create({ ...at, title: "It is red" })).data;
  loopback.createUser("mona");
  loopback.addCollaborator(repository, "mona", "read");
  const declined = (await as("mona").issues.createComment({ ...at, issue_number: number, body: "/autofix lint" })).data.id;
  await as("octo").issues.createComment({ ...at, issue_number: number, body: "Who mends it?" });
  await runner.idle();
  const asked = (await as("octo").issues.createComment({ ...at, issue_number: number, body: "Please:\n\n/autofix lint" })).data.id;
  await ended(repository, 2);
  await runner.idle();
  const { reactions, comments } = repository.issues.get(number) ?? { reactions: [], comments: [] };
  const answers = comments.filter(({ author }) => author.login === "github-actions[bot]").map(({ body }) => body);
  expect([reactions.map(({ commentId, content }) => [commentId, content]), answers.length, pullsOf(repository).length]).toEqual([[[declined, "-1"], [asked, "eyes"]], 1, 1]);
  expect(answers[0]).toContain(`#${pullsOf(repository)[0]?.number ?? ""}`);
  expect(repository.workflowRuns.filter(({ workflow }) => workflow.path.endsWith("regreen-comment.yml")).map(({ jobs: [job] }) => job?.conclusion)).toEqual(["success", "skipped", "success"]);
});

/** Its CI is red where `bad.txt` is there. Gives the end of the gate's job about a pull request that adds the file, and the checks of its head. */
async function judge(name: string, { adds, gate }: { readonly adds: string; readonly gate: string }): Promise<{ readonly job: string; readonly policy: readonly string[]; readonly summary: string }> {
  const repository = await loopback.createRepository({ owner: "octo", name });
  const ci = "name: ci\non: pull_request\npermissions: {}\njobs:\n  lint:\n    runs-on: ubuntu-latest\n    steps: [{run: test \"$PULL\" != bad.txt, env: {PULL: \"${{ github.event.pull_request.title }}\"}}]\n";
  const settings = 'version: 1\nreact: {branches: ["never"]}\ngate: {govern: all}\n';
  await loopback.push(repository, { message: "Open", files: { "a.txt": "a\n", ".github/regreen.yml": settings, ".github/workflows/ci.yml": ci, ".github/workflows/regreen-gate.yml": gate } });
  await loopback.push(repository, { message: "Add it", files: { [adds]: "b\n" }, branch: "feature" });
  await as("octo").pulls.create({ owner: "octo", repo: name, head: "feature", base: "main", title: adds, body: "Please." });
  const job = await until("the gate", () => repository.workflowRuns.find(({ workflow, status }) => workflow.path.endsWith("regreen-gate.yml") && status === "completed")?.jobs[0], 120);
  const policy = [...repository.checkRuns.values()].filter((run) => run.name === "regreen/policy").map(({ conclusion }) => conclusion ?? "");
  return { job: job.conclusion ?? "", policy, summary: runner.summary(job.id) ?? "" };
}

test("the gate's verdict is the job's outcome and a check; where the token may not write, as with a fork, the outcome alone", async () => {
  const gate = aloneWorkflow(pin(), "regreen-gate.yml");
  const passing = await judge("gated", { adds: "good.txt", gate });
  const failing = await judge("gated-reading", { adds: "bad.txt", gate: gate.replace("checks: write", "checks: read") });
  expect([passing.job, passing.policy, failing.job, failing.policy]).toEqual(["success", ["success"], "failure", []]);
  expect([passing.summary, failing.summary]).toEqual([expect.stringContaining("### May be merged"), expect.stringContaining("### Must not be merged")]);
});
