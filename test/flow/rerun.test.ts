/** Operational skills: what passes by itself is run again, where the repository asks for it, once per commit. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { until } from "../demo/until.ts";
import { Project } from "./project.ts";
import { openStand, type Stand } from "./stand.ts";

let stand: Stand;
beforeAll(async () => { stand = await openStand(); });
afterAll(() => stand.close());

const networkLog = [
  "##[group]Run npm ci", "\u001b[36;1mnpm ci\u001b[0m", "shell: /usr/bin/bash -e {0}", "##[endgroup]",
  "npm error code ECONNRESET", "npm error network aborted", "npm error network This is a problem related to network connectivity.", "##[error]Process completed with exit code 1.", "",
].map((line) => `2026-11-20T08:15:10.1000000Z ${line}`).join("\n");
const asking = (names: string): Record<string, string> => ({ ".github/regreen.yml": `version: 1\nreact: {branches: ["**"]}\nskills: {opt_in: [${names}]}\n` });
const reruns = (project: Project): number => project.writes().filter((operation) => operation === "actions/re-run-workflow-failed-jobs").length;
const ciRun = (project: Project) => project.repository.workflowRuns.findLast((run) => run.workflow.path.endsWith("/ci.yml"));

test("a network failure: the failed jobs are run again, and nothing else is written; green, all is well", async () => {
  const project = await Project.open(stand, "flaky-network", asking("rerun-failed-jobs"));
  await project.turnRed({ log: networkLog });
  expect(await project.closed()).toMatchObject({ status: "skipped", reason: "network-infra passes by itself: the failed jobs are run again, once for this commit" });
  await until("the second attempt", () => (ciRun(project)?.attempt === 2 ? true : null), 20);
  await project.playCi({ lint: { conclusion: "success" } });
  expect([reruns(project), project.fixRuns(), project.issues(), project.pulls()]).toEqual([1, [], [], []]);
  expect((await project.ledger()).map(({ kind }) => kind)).toEqual(["repair_opened", "stopped", "effect_requested", "effect_done"]);
});

test("failing so a second time, it is not run a third time", async () => {
  const project = await Project.open(stand, "dead-network", asking("rerun-failed-jobs, rerun-with-debug"));
  await project.turnRed({ log: networkLog });
  await until("the second attempt", () => (ciRun(project)?.attempt === 2 ? true : null), 20);
  await project.playCi({ lint: { conclusion: "failure", log: networkLog } });
  expect(await project.closed(1)).toMatchObject({ status: "skipped" });
  expect([ciRun(project)?.attempt, reruns(project)]).toEqual([2, 1]);
});

test("not where the repository does not ask for it, and not for what an edit mends", async () => {
  const silent = await Project.open(stand, "not-asked");
  await silent.turnRed({ log: networkLog });
  expect(await silent.closed()).toMatchObject({ status: "skipped", reason: expect.stringContaining("running the job again may help") });
  const lint = await Project.open(stand, "lint-instead", asking("rerun-failed-jobs"));
  await lint.turnRed();
  await lint.fixRun();
  expect([reruns(silent), reruns(lint)]).toEqual([0, 0]);
});
