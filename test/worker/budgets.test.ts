/** Row E8 on a working worker: what a budget holds back says so, rests without losing patience, and goes on by itself. */
import { afterEach, expect, test } from "@jest/globals";
import { createTravellingClock } from "../flow/travelling-clock.ts";
import { openBenchTop, type BenchTop } from "./bench-top.ts";
import { spend } from "../../src/core/budget/spend.ts";
import { draft } from "../../src/core/repair/draft.ts";
import { repairOf } from "../adapters/store/samples.ts";
import { endFixJob, failOn, runCompleted } from "./red-repository.ts";
import { aJob, commitOn } from "./scripted-github.ts";

let top: BenchTop | null = null;
afterEach(async () => { await top?.close(); top = null; });

const limited = (limits: string) => ({ ".github/regreen.yml": `version: 1\nreact: {branches: ["**"]}\nlimits: {${limits}}\n` });

test("a second pull request within the hour waits, is told why, and comes when the hour is over", async () => {
  const clock = createTravellingClock();
  const bench = top = await openBenchTop({ clock });
  failOn(bench.cell, { files: limited("pull_requests_per_hour: 1") });
  await bench.tell("workflow_run", runCompleted(bench.cell, 900));
  await bench.until(() => bench.cell.read().runs.some(({ status }) => status === "queued"));
  await bench.tell("workflow_run", runCompleted(bench.cell, await endFixJob(bench.cell)));
  await bench.until(({ offer }) => offer?.number === 1);

  failOn(bench.cell, { branch: "release", runId: 950, files: limited("pull_requests_per_hour: 1") });
  await bench.tell("workflow_run", runCompleted(bench.cell, 950));
  const held = await bench.until(({ held_by }) => held_by !== null, 1);
  expect(held).toMatchObject({ step: "diagnose", held_by: "pull_requests_per_hour", attempts: 0, reason: expect.stringContaining("limits.pull_requests_per_hour allows 1") });
  expect((await bench.store.ledger.ofRepair(held.id)).filter(({ kind }) => kind === "budget_spent").map(({ payload }) => payload["budget"])).toEqual(["pull_requests_per_hour"]);

  for (let minutes = 0; minutes < 110; minutes += 11) {
    clock.forward(11 * 60);
    bench.nudge();
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  expect(await bench.until(({ step }) => step === "collect", 1)).toMatchObject({ held_by: null, attempts: 1, status: "planned" });
});

test("a fix job that took longer than a repair may is not offered: a person is told which budget it was", async () => {
  const bench = top = await openBenchTop();
  failOn(bench.cell, { files: limited("seconds_per_repair: 20") });
  await bench.tell("workflow_run", runCompleted(bench.cell, 900));
  await bench.until(() => bench.cell.read().runs.some(({ status }) => status === "queued"));
  await bench.tell("workflow_run", runCompleted(bench.cell, await endFixJob(bench.cell, { result: { seconds: 21 } })));
  const repair = await bench.until(({ step }) => step === "closed");
  expect(repair).toMatchObject({ status: "escalated", offer: null, reason: expect.stringContaining("limits.seconds_per_repair allows 20") });
  expect(bench.cell.read().writes.some((write) => write.startsWith("pull"))).toBe(false);
});

test("a fix job counts with the times of its own jobs, once, and a day's minutes that are spent hold the next repair back", async () => {
  const clock = createTravellingClock();
  const bench = top = await openBenchTop({ clock });
  failOn(bench.cell, { files: limited("actions_minutes_per_day: 3") });
  await bench.tell("workflow_run", runCompleted(bench.cell, 900));
  await bench.until(() => bench.cell.read().runs.some(({ status }) => status === "queued"));
  const run = await endFixJob(bench.cell);
  // 90 seconds each: GitHub bills two minutes for each.
  bench.cell.change((state) => { state.jobs[String(run)] = [aJob(1, "fix", "success"), aJob(2, "attest", "success")]; });
  await bench.tell("workflow_run", runCompleted(bench.cell, run));
  const offered = await bench.until(({ offer }) => offer?.number === 1);
  const counted = (await bench.store.ledger.ofRepair(offered.id)).filter(({ kind }) => kind === "budget_spent").map(({ payload }) => payload);
  expect(counted).toEqual([{ budget: "actions_minutes_per_day", amount: 4, unit: "minutes", what: "the fix job took 4 Actions minutes", run_id: run, attempt: 1 }]);

  failOn(bench.cell, { branch: "release", runId: 950, files: limited("actions_minutes_per_day: 3") });
  await bench.tell("workflow_run", runCompleted(bench.cell, 950));
  expect(await bench.until(({ held_by }) => held_by !== null, 1)).toMatchObject({ held_by: "actions_minutes_per_day", reason: expect.stringContaining("took 4 Actions minutes within a day, and limits.actions_minutes_per_day allows 3") });
});

test("dollars that were sworn to as spent within a day hold the next repair back, until the day is over", async () => {
  const clock = createTravellingClock();
  const bench = top = await openBenchTop({ clock });
  const { entries } = spend(draft(repairOf(1)), { budget: "dollars_per_day", amount: 5.25, what: "a language model", at: clock.now() });
  await bench.store.ledger.append(entries);
  failOn(bench.cell, { files: limited("dollars_per_day: 5") });
  await bench.tell("workflow_run", runCompleted(bench.cell, 900));
  expect(await bench.until(({ held_by }) => held_by !== null)).toMatchObject({ held_by: "dollars_per_day", attempts: 0, reason: expect.stringContaining("$5.25 were spent within a day, and limits.dollars_per_day allows $5") });
  for (let hours = 0; hours < 25; hours += 1) {
    clock.forward(3_600);
    bench.nudge();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(await bench.until(({ step }) => step === "collect")).toMatchObject({ held_by: null });
});

test("an offer whose base moves is not built again beyond the repair's steps: it stays open, and says which budget it is", async () => {
  const bench = top = await openBenchTop();
  failOn(bench.cell, { files: limited("steps: 9") });
  await bench.tell("workflow_run", runCompleted(bench.cell, 900));
  await bench.until(() => bench.cell.read().runs.some(({ status }) => status === "queued"));
  await bench.tell("workflow_run", runCompleted(bench.cell, await endFixJob(bench.cell)));
  const { id } = await bench.until(({ offer, reason }) => offer?.number === 1 && reason?.startsWith("Waiting for") === true);
  commitOn(bench.cell, "main", { "README.md": "moved\n" });
  await bench.tell("push", { ref: "refs/heads/main", repository: { id: 7, full_name: "octo/hello", default_branch: "main" }, installation: { id: 42 } });
  expect(await bench.until(({ held_by, reason }) => held_by === "steps" && reason?.includes("does not follow") === true)).toMatchObject({
    step: "gate", attempts: 1, offer: { revision: 0 }, reason: expect.stringContaining("limits.steps allows 9: raise the limit"),
  });
  expect((await bench.store.ledger.ofRepair(id)).filter(({ kind }) => kind === "budget_spent").map(({ payload }) => payload["budget"])).toEqual(["actions_minutes_per_day", "steps"]);
});

test("as many pull requests stand open as may: the next repair waits, and goes on when a person has merged or closed one", async () => {
  const clock = createTravellingClock();
  const bench = top = await openBenchTop({ clock });
  failOn(bench.cell, { files: limited("open_pull_requests: 1, pull_requests_per_hour: 9") });
  await bench.tell("workflow_run", runCompleted(bench.cell, 900));
  await bench.until(() => bench.cell.read().runs.some(({ status }) => status === "queued"));
  await bench.tell("workflow_run", runCompleted(bench.cell, await endFixJob(bench.cell)));
  await bench.until(({ offer }) => offer?.number === 1);
  failOn(bench.cell, { branch: "release", runId: 950, files: limited("open_pull_requests: 1, pull_requests_per_hour: 9") });
  await bench.tell("workflow_run", runCompleted(bench.cell, 950));
  expect(await bench.until(({ held_by }) => held_by !== null, 1)).toMatchObject({ held_by: "open_pull_requests", attempts: 0, reason: expect.stringContaining("limits.open_pull_requests allows 1: merge or close one, or raise the limit") });
  bench.cell.change((state) => { state.pulls = state.pulls.map((pull) => ({ ...pull, state: "closed" })); });
  await bench.tell("pull_request", { action: "closed", repository: { id: 7, full_name: "octo/hello", default_branch: "main" }, installation: { id: 42 }, pull_request: { number: 1 } });
  await bench.until(({ step }) => step === "closed");
  clock.forward(601);
  bench.nudge();
  expect(await bench.until(({ step }) => step === "collect", 1)).toMatchObject({ held_by: null, attempts: 1 });
});

test("tokens that were sworn to as spent within a day hold the next repair back", async () => {
  const bench = top = await openBenchTop();
  await bench.store.ledger.append(spend(draft(repairOf(1)), { budget: "tokens_per_day", amount: 1_200, what: "a language model", at: bench.clock.now() }).entries);
  failOn(bench.cell, { files: limited("tokens_per_day: 1000") });
  await bench.tell("workflow_run", runCompleted(bench.cell, 900));
  expect(await bench.until(({ held_by }) => held_by !== null)).toMatchObject({ held_by: "tokens_per_day", attempts: 0, reason: expect.stringContaining("1200 tokens were used within a day, and limits.tokens_per_day allows 1000") });
});

test("a fix job that leaves nothing is not started again beyond the repair's retries: a person is told which budget it was", async () => {
  const bench = top = await openBenchTop();
  failOn(bench.cell, { files: limited("retries: 0") });
  await bench.tell("workflow_run", runCompleted(bench.cell, 900));
  await bench.until(() => bench.cell.read().runs.some(({ status }) => status === "queued"));
  await bench.tell("workflow_run", runCompleted(bench.cell, await endFixJob(bench.cell, { artifact: "none", conclusion: "failure" })));
  expect(await bench.until(({ step }) => step === "closed")).toMatchObject({ status: "escalated", attempts: 1, reason: expect.stringContaining("limits.retries allows no more than 0") });
});
