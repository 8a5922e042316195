/** Operational skills: what passes by itself is answered without an edit, where the repository asks for it, once per commit, with what it cost. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Repair } from "../../src/core/repair/repair.ts";
import { until } from "../demo/until.ts";
import { deliver } from "./deliver.ts";
import { Project } from "./project.ts";
import { openStand, type Stand } from "./stand.ts";

let stand: Stand;
beforeAll(async () => { stand = await openStand(); });
afterAll(() => stand.close());

const stamped = (lines: readonly string[]): string => lines.map((line) => `2026-11-20T08:15:10.1000000Z ${line}`).join("\n");
const networkLines = [
  "##[group]Run npm ci", "\u001b[36;1mnpm ci\u001b[0m", "shell: /usr/bin/bash -e {0}", "##[endgroup]",
  "npm error code ECONNRESET", "npm error network aborted", "npm error network This is a problem related to network connectivity.", "##[error]Process completed with exit code 1.", "",
];
const networkLog = stamped(networkLines);
const key = "Linux-npm-1405803878f8b90e";
const corruptLines = [
  "##[group]Run actions/cache@v4", "with:", "  path: ~/.npm", `  key: ${key}`, "##[endgroup]", `Cache hit for: ${key}`, "Cache Size: ~284 MB (297944681 B)",
  "/*stdin*\\ : Decoding error (36) : Restored data doesn't match checksum ", "/usr/bin/tar: Unexpected EOF in archive",
  "##[warning]Failed to restore: \"/usr/bin/tar\" failed with error: The process '/usr/bin/tar' failed with exit code 2",
];
const asking = (names: string, more = ""): Record<string, string> => ({ ".github/regreen.yml": `version: 1\nreact: {branches: ["**"]}\nskills: {opt_in: [${names}]}\n${more}` });
const made = (project: Project, operation: string): number => project.writes().filter((one) => one === operation).length;
const reruns = (project: Project): number => made(project, "actions/re-run-workflow-failed-jobs");
const ciRun = (project: Project) => project.repository.workflowRuns.findLast((run) => run.workflow.path.endsWith("/ci.yml"));
const secondAttempt = (project: Project): Promise<true> => until("the second attempt", () => (ciRun(project)?.attempt === 2 ? true : null), 20);
/** Looked at again every minute: nobody tells a repair that the run which it asked for has ended. */
const closedSoon = (project: Project, which = 0): Promise<Repair> => stand.hurrying(() => project.closed(which));
const spent = async (project: Project): Promise<readonly unknown[]> => (await project.ledger()).filter(({ kind }) => kind === "budget_spent").map(({ payload }) => payload["amount"]);

/** The delivery that told of the red run, told once more. */
async function tellAgain(project: Project): Promise<void> {
  const told = stand.loopback.deliveries.findLast(({ event, action, payload }) => event === "workflow_run" && action === "completed" && payload.includes(`octo/${project.repository.name}`));
  if (told === undefined) throw new Error("nothing was told");
  await deliver(stand, { event: "workflow_run", body: told.payload });
}

test("a network failure: the failed jobs are run again, and nothing else is written; what it cost is said and counted; told twice, it is done once", async () => {
  const project = await Project.open(stand, "flaky-network", asking("rerun-failed-jobs"));
  await project.turnRed({ log: networkLog });
  await secondAttempt(project);
  await tellAgain(project);
  await project.playCi({ lint: { conclusion: "success" } });
  expect(await closedSoon(project)).toMatchObject({ status: "skipped", reason: "network-infra passes by itself: the failed jobs are run again, once for this commit; they ended: success; it cost 1 Actions minute" });
  expect([reruns(project), project.fixRuns(), project.issues(), project.pulls(), (await project.repairs()).length]).toEqual([1, [], [], [], 1]);
  expect((await project.ledger()).map(({ kind }) => kind)).toEqual(["repair_opened", "budget_spent", "effect_requested", "effect_done", "budget_spent", "stopped"]);
  expect(await spent(project)).toEqual([1, 0]);
});

test("failing so a second time, it is not run a third time", async () => {
  const project = await Project.open(stand, "dead-network", asking("rerun-failed-jobs, rerun-with-debug"));
  await project.turnRed({ log: networkLog });
  await secondAttempt(project);
  await project.playCi({ lint: { conclusion: "failure", log: networkLog } });
  expect(await closedSoon(project, 1)).toMatchObject({ status: "skipped" });
  expect(await closedSoon(project)).toMatchObject({ reason: expect.stringContaining("with debug logging, once for this commit; they ended: failure; it cost 1 Actions minute") });
  expect([ciRun(project)?.attempt, reruns(project)]).toEqual([2, 1]);
});

test("not where the repository does not ask for it, nor for what an edit mends, nor beyond the day's Actions minutes", async () => {
  const silent = await Project.open(stand, "not-asked");
  await silent.turnRed({ log: networkLog });
  expect(await silent.closed()).toMatchObject({ status: "skipped", reason: expect.stringContaining("running the job again may help") });
  const lint = await Project.open(stand, "lint-instead", asking("rerun-failed-jobs"));
  await lint.turnRed();
  await lint.fixRun();
  const dear = await Project.open(stand, "too-dear", asking("rerun-failed-jobs", "limits: {actions_minutes_per_day: 0.5}\n"));
  await dear.turnRed({ log: networkLog });
  expect(await dear.closed()).toMatchObject({ reason: expect.stringContaining("the failed jobs took 1 Actions minute, and limits.actions_minutes_per_day allows 0.5") });
  expect([reruns(silent), reruns(lint), reruns(dear)]).toEqual([0, 0, 0]);
});

test("a cache that the log names as corrupt is deleted, then the failed jobs are run again; other caches stay; told twice, it is done once", async () => {
  const project = await Project.open(stand, "corrupt-cache", asking("clear-cache"));
  const cache = { ref: "refs/heads/main", version: "v", size: 9, createdAt: new Date() };
  project.repository.caches = [{ ...cache, id: 1, key }, { ...cache, id: 2, key: `${key}-other` }];
  await project.turnRed({ log: stamped([...corruptLines, ...networkLines]) });
  await secondAttempt(project);
  await tellAgain(project);
  await project.playCi({ lint: { conclusion: "success" } });
  expect(await closedSoon(project)).toMatchObject({ reason: `the log names the cache ${key} as corrupt: deleted, and the failed jobs are run again, once for this commit; they ended: success; it cost 1 Actions minute` });
  expect([project.repository.caches.map(({ id }) => id), made(project, "actions/delete-actions-cache-by-key"), reruns(project), project.issues()]).toEqual([[2], 1, 1, []]);
});

test("a job that ends because its cache could not be unpacked is answered the same way", async () => {
  const project = await Project.open(stand, "cache-wanted", asking("clear-cache"));
  project.repository.caches = [{ ref: "refs/heads/main", version: "v", size: 9, createdAt: new Date(), id: 1, key }];
  await project.turnRed({ log: stamped([...corruptLines, `##[error]Failed to restore cache entry. Exiting as fail-on-cache-miss is set. Input key: ${key}`, ""]) });
  await secondAttempt(project);
  expect(project.repository.caches).toEqual([]);
});

test("where the cache was not the reason, the failure that comes back is told to people", async () => {
  const project = await Project.open(stand, "cache-innocent", asking("clear-cache"));
  project.repository.caches = [{ ref: "refs/heads/main", version: "v", size: 9, createdAt: new Date(), id: 1, key }];
  const missing = ["##[group]Run node app.js", "shell: /usr/bin/bash -e {0}", "##[endgroup]", "node:internal/modules/cjs/loader:1228", "  throw err;", "  ^", "", "Error: Cannot find module 'left-pad'", "Require stack:", "- /home/runner/work/hello/hello/app.js", "##[error]Process completed with exit code 1.", ""];
  await project.turnRed({ log: stamped([...corruptLines, ...missing]) });
  await secondAttempt(project);
  await project.playCi({ lint: { conclusion: "failure", log: stamped(missing) } });
  expect(await closedSoon(project, 1)).toMatchObject({ status: "escalated", failures: [{ failure_class: "module-not-found" }] });
  expect(project.issues()).toHaveLength(1);
});

test("where GitHub keeps no such cache nothing is run again; a failure that the cache does not explain is a person's", async () => {
  const gone = await Project.open(stand, "cache-gone", asking("clear-cache"));
  await gone.turnRed({ log: stamped([...corruptLines, ...networkLines]) });
  expect(await gone.closed()).toMatchObject({ reason: expect.stringContaining("GitHub keeps no cache under the keys that the log names") });
  const types = await Project.open(stand, "cache-and-types", asking("clear-cache"));
  await types.turnRed({ log: stamped([...corruptLines, "##[group]Run npx tsc", "shell: /usr/bin/bash -e {0}", "##[endgroup]", "src/sum.ts(3,7): error TS2322: Type 'string' is not assignable to type 'number'.", "##[error]Process completed with exit code 2.", ""]) });
  expect(await types.closed()).toMatchObject({ status: "escalated" });
  expect([reruns(gone), reruns(types), made(types, "actions/delete-actions-cache-by-key")]).toEqual([0, 0, 0]);
});

test("a run that does not end is cancelled once, where the repository asks; what it had cost is said", async () => {
  const project = await Project.open(stand, "stuck", asking("cancel-stuck-run, rerun-failed-jobs", "limits: {stuck_run_minutes: 30}\n"));
  const silent = await Project.open(stand, "stuck-silent", asking("rerun-failed-jobs"));
  for (const each of [project, silent]) {
    // A repair makes the repository known; then a run that hangs.
    await each.turnRed({ log: networkLog });
    await secondAttempt(each);
    await each.playCi({ lint: { conclusion: "success" } });
    await closedSoon(each);
    await each.push("Hang", { "README.md": "# Hang\n" });
    const job = ciRun(each)?.jobs[0];
    if (job === undefined) throw new Error("no job");
    stand.loopback.actions.startJob(job, { name: "played" });
  }
  stand.clock.forward(31 * 60);
  const stuck = await stand.hurrying(() => project.until(({ operation, step }) => operation?.kind === "stuck" && step === "closed", 1));
  expect(stuck.reason).toMatch(/^in progress for \d+ minutes, and limits\.stuck_run_minutes allows 30: the run is cancelled; it had cost \d+ Actions minutes$/);
  await until("the run to be cancelled", () => (ciRun(project)?.conclusion === "cancelled" ? true : null), 20);
  stand.clock.forward(10 * 60);
  await stand.hurrying(() => new Promise((resolve) => { setTimeout(resolve, 300); }));
  expect([made(project, "actions/cancel-workflow-run"), made(silent, "actions/cancel-workflow-run"), ciRun(silent)?.status]).toEqual([1, 0, "in_progress"]);
});

test("a run that does not obey is cancelled by force after ten minutes, once", async () => {
  const project = await Project.open(stand, "deaf", asking("cancel-stuck-run, rerun-failed-jobs", "limits: {stuck_run_minutes: 30}\n"));
  await project.turnRed({ log: networkLog });
  await secondAttempt(project);
  await project.playCi({ lint: { conclusion: "success" } });
  await closedSoon(project);
  await project.push("Hang", { "README.md": "# Hang\n" });
  const run = ciRun(project);
  const job = run?.jobs[0];
  if (run === undefined || job === undefined) throw new Error("no job");
  run.isDeaf = true;
  stand.loopback.actions.startJob(job, { name: "played" });
  stand.clock.forward(31 * 60);
  const stuck = await stand.hurrying(() => project.until(({ operation, step }) => operation?.kind === "stuck" && step === "closed", 1));
  expect(stuck).toMatchObject({ status: "closed", reason: expect.stringContaining("the run is cancelled; it did not obey for 10 minutes and is cancelled by force; it had cost") });
  expect([made(project, "actions/cancel-workflow-run"), made(project, "actions/force-cancel-workflow-run"), ciRun(project)?.conclusion]).toEqual([1, 1, "cancelled"]);
});
