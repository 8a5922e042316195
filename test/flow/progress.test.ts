/** What takes longer than two seconds (here: a fifth of one) shows what it is at: one check that is edited in place, a stage at a time, and the repair's page. What is quick says nothing. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { until } from "../demo/until.ts";
import type { CheckRun } from "../loopback/state/check.ts";
import { Project } from "./project.ts";
import { openStand, type Stand } from "./stand.ts";

let stand: Stand;
beforeAll(async () => { stand = await openStand({ stageSeconds: 0.3 }); });
beforeEach(() => { stand.clock.forward(70); });
afterEach(() => { stand.loopback.faults.clear(); });
afterAll(() => stand.close());

const slowly = (operation: string, milliseconds = 2_500): void => { stand.loopback.faults.next({ operation }, { kind: "delay", milliseconds }); };
const own = (project: Project): readonly CheckRun[] => project.repository.checkRuns.filter(({ name }) => name.startsWith("regreen/fix"));
const shows = (project: Project, words: RegExp): Promise<CheckRun> => until(`a check that shows ${words.source}`, () => own(project).find(({ output }) => words.test(`${output.title ?? ""} ${output.summary ?? ""}`)) ?? null, 20)
  .catch((error: unknown) => { throw new Error(`${String(error)}; it shows ${JSON.stringify(own(project).map(({ name, output }) => [name, output.title]))}`); });
const page = async (project: Project): Promise<string> => (await fetch(`${stand.serving().url}/repairs/${(await project.repairs())[0]?.id ?? ""}`)).text();
const edits = (project: Project): number => stand.loopback.state.writes.filter(({ repository, operation, body }) => repository === `octo/${project.repository.name}` && /^checks\/(create|update)$/.test(operation) && body.includes("regreen/fix")).length;

test("reading the log, fixing, judging, and what came of it: one check, renamed once it is known what failed, written at most once a stage", async () => {
  const project = await Project.open(stand, "slow");
  slowly("actions/download-job-logs-for-workflow-run");
  await project.turnRed();
  const check = await shows(project, /Reading the log[\s\S]*▶ 1\. The log is read/);
  expect([check.name, check.status, (await page(project)).includes('<li class="now">reading the log')]).toEqual(["regreen/fix", "in_progress", true]);
  const { run } = await project.fixRun();
  await shows(project, /Mending ESLint: eslint-fix[\s\S]*Step 2 of 4: the fix job for eslint-fix is queued/);
  expect(own(project).map(({ id, name }) => [id, name])).toEqual([[check.id, "regreen/fix (CI / lint)"]]);
  expect(await page(project)).toMatch(/<li class="now">fixing <span class="soft">eslint-fix, waiting for a runner/);
  for (const job of run.jobs) stand.loopback.actions.startJob(job, { name: "played" });
  await stand.loopback.webhooks.settled();
  await shows(project, /the fix job runs eslint-fix, and then its post-check/);
  slowly("actions/download-artifact");
  const { plan } = { plan: (await project.repairs())[0]?.plan ?? null };
  if (plan === null) throw new Error("no plan");
  stand.loopback.actions.addArtifact(run, { name: `regreen-result-${plan.plan_id}`, bytes: await project.honestZip(plan) });
  for (const job of run.jobs) stand.loopback.actions.completeJob(job, "success");
  await stand.loopback.webhooks.settled();
  await shows(project, /Checking the patch for ESLint[\s\S]*▶ 3\. Regreen checks the patch again/);
  expect(await page(project)).toContain('<li class="now">judging');
  await shows(project, /\[FIXED\] eslint_problems/);
  expect([own(project).length, check.status, check.conclusion, edits(project) <= 5]).toEqual([1, "completed", "neutral", true]);
  expect([...stand.loopback.violations, ...stand.loopback.refusals]).toEqual([]);
});

test("where nothing is mended in the end, the check that told of the reading says so and ends", async () => {
  const project = await Project.open(stand, "slow-in-vain", { ".github/regreen.yml": "version: 1\nreact: {branches: [\"**\"]}\nskills: {disable: [eslint-fix]}\n" });
  slowly("actions/download-job-logs-for-workflow-run");
  await project.turnRed();
  await shows(project, /Reading the log/);
  await project.closed();
  const check = await until("it to end", () => own(project).find(({ status }) => status === "completed") ?? null, 20);
  expect([own(project).length, check.conclusion, check.output.title]).toEqual([1, "neutral", "No fix is tried"]);
});

test("in a repository that does not want Regreen, slow or not, nothing is told", async () => {
  const project = await Project.open(stand, "slow-and-closed", { ".github/regreen.yml": "version: 1\nenabled: false\n" });
  slowly("actions/get-workflow-run");
  await project.turnRed();
  await project.closed();
  expect(own(project)).toEqual([]);
});
