/** REGREEN_KILL_SWITCH: deliveries are kept, and nothing is done with them, until the operator takes it away. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { Project } from "./project.ts";
import { openStand, type Stand } from "./stand.ts";

let stand: Stand;
beforeAll(async () => { stand = await openStand({ killSwitch: true }); });
afterAll(() => stand.close());

test("with the kill switch on a red run is told and kept, and no repair, no write comes of it", async () => {
  const project = await Project.open(stand, "held-back");
  await project.turnRed();
  await stand.hurrying(() => new Promise((resolve) => { setTimeout(resolve, 400); }));
  const { store } = stand.serving();
  const counts = await store.inbox.count();
  expect([counts.waiting > 0, counts.done, (await project.repairs()).length]).toEqual([true, 0, 0]);
  expect(stand.loopback.state.writes.filter(({ actor }) => actor === "regreen[bot]")).toEqual([]);
});
