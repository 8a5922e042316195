/** Law 7: a dry run is a process without a relay. It reads, decides and records as always, and no request that writes leaves it. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
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
