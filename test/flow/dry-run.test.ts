/** Law 7: a dry run is a process without a relay. It reads, decides and records as always, and no request that writes leaves it. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { until } from "../demo/until.ts";
import { deliver } from "./deliver.ts";
import { Project } from "./project.ts";
import { openStand, type Stand } from "./stand.ts";

let stand: Stand;
beforeAll(async () => { stand = await openStand({ dryRun: true }); });
afterAll(() => stand.close());

test("with REGREEN_DRY_RUN=true the diagnosis is recorded, what would be asked stays in the outbox, and no write leaves", async () => {
  const project = await Project.open(stand, "only-looking");
  await project.turnRed();
  const repair = await project.until(({ step }) => step === "collect");
  expect(repair).toMatchObject({ phase: "THINK", status: "planned", failures: [{ tool: "eslint", skill_id: "eslint-fix" }] });
  expect((await project.ledger()).map(({ kind }) => kind)).toEqual(["repair_opened", "phase_entered", "phase_entered", "phase_entered", "phase_entered", "effect_requested", "effect_requested"]);
  const { store } = stand.serving();
  expect(await store.pendingFixes.list({ repo: "octo/only-looking", most: 9 })).toMatchObject([{ pattern_name: "eslint_problems" }]);
  expect((await store.outbox.unfinished(repair.id)).map(({ effect }) => effect.kind)).toEqual(["dispatch_fix", "post_check"]);
  // Time enough for the sweep and every loop of the worker to come round.
  await stand.hurrying(() => new Promise((resolve) => { setTimeout(resolve, 400); }));
  expect(await store.outbox.count()).toMatchObject({ waiting: 2, done: 0 });
  expect([project.pulls(), project.issues(), project.fixRuns(), await project.ownBranches()]).toEqual([[], [], [], []]);
  expect(stand.loopback.state.writes.filter(({ operation }) => operation !== "apps/create-installation-access-token")).toEqual([]);
});

test("neither a governed pull request, a merge queue's commit, a comment nor the timers of a day make anything leave", async () => {
  const project = await Project.open(stand, "only-judging", { ".github/regreen.yml": "version: 1\nreact: {branches: [\"**\"]}\ngate: {govern: all}\n" });
  const head = await project.push("Another answer", { "src/app.js": "export const answer = 43;\n" }, "feature");
  await project.person.pulls.create({ ...project.at, head: "feature", base: "main", title: "Another answer", body: "Please." });
  await project.person.issues.createComment({ ...project.at, issue_number: 1, body: "/autofix" });
  const base = (await project.repository.git.resolve("refs/heads/main")) ?? "";
  const queue = `gh-readonly-queue/main/pr-1-${base}`;
  const queued = await project.push("Merge pull request", { "src/app.js": "export const answer = 43;\n" }, queue);
  await deliver(stand, { event: "merge_group", body: JSON.stringify({
    action: "checks_requested", repository: { id: project.repository.id, full_name: "octo/only-judging", default_branch: "main" }, installation: { id: stand.installation.id },
    merge_group: { head_sha: queued, head_ref: `refs/heads/${queue}`, base_sha: base, base_ref: "refs/heads/main" },
  }) });
  await until("the merge queue's verdict", async () => ((await project.ledger()).some(({ kind, payload }) => kind === "policy_evaluated" && payload["head_sha"] === queued) ? true : null), 20);
  await until("a verdict", async () => ((await project.ledger()).some(({ kind }) => kind === "policy_evaluated") ? true : null), 20);
  await until("an answer", async () => ((await stand.serving().store.requests.list(9)).some(({ state }) => state !== "asked") ? true : null), 20);
  stand.clock.forward(86_400);
  await stand.hurrying(() => new Promise((resolve) => { setTimeout(resolve, 400); }));
  expect([project.checks("regreen/policy"), project.pulls().length, (await project.repository.git.resolve("refs/heads/feature"))]).toEqual([[], 1, head]);
  expect(stand.loopback.state.writes.filter(({ actor, operation }) => actor === "regreen[bot]" && operation !== "apps/create-installation-access-token")).toEqual([]);
});
