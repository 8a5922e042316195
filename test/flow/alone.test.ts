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

async function open(name: string): Promise<Repository> {
  const repository = await loopback.createRepository({ owner: "octo", name });
  const workflow = aloneWorkflow({ repository: "regreen/regreen", sha }).replace("workflows: [CI]", "workflows: [ci]");
  await loopback.push(repository, { message: "Open the bakery", files: { ...readProject(), ".github/workflows/regreen-fix.yml": workflow } });
  return repository;
}

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

  const person = new Octokit({ baseUrl: loopback.url, auth: loopback.createUserToken("octo") });
  await person.pulls.merge({ owner: "octo", repo: "bakery", pull_number: pull.number });
  await runner.idle();
  await loopback.actions.queueForSchedule(repository);
  await until("the outcome", async () => (await textOf(repository, `refs/heads/regreen/evidence:${repair}/MONITOR/outcome.json`)) ?? null, 150);
  expect(pullsOf(repository)).toHaveLength(1);
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
