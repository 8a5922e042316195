/** The App is suspended or removed while repairs are open: they end at once, and say why. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { until } from "../demo/until.ts";
import { deliver } from "./deliver.ts";
import { Project } from "./project.ts";
import { openStand, type Stand } from "./stand.ts";

let stand: Stand;
beforeAll(async () => { stand = await openStand(); });
afterAll(() => stand.close());

test("an App that is suspended closes the repairs of that installation at once, without waiting for the sweep", async () => {
  const project = await Project.open(stand, "suspended");
  await project.offered();
  await until("the policy check", () => project.checks("regreen/policy")[0]);
  const before = project.writes();
  stand.installation.suspendedAt = new Date(stand.clock.milliseconds());
  expect(await deliver(stand, { event: "installation", body: JSON.stringify({ action: "suspend", installation: { id: stand.installation.id } }) })).toBe(202);
  expect(await project.closed()).toMatchObject({ status: "failed", reason: expect.stringMatching(/not permit|suspended/) });
  expect(project.writes()).toEqual(before);
});
