import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { verify } from "@octokit/webhooks-methods";
import { createHmac } from "node:crypto";
import { createWorld, type Received, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await world.loopback.webhooks.settled();
});
afterAll(async () => {
  expect(world.loopback.violations).toEqual([]);
  await world.close();
});

let before = 0;
beforeEach(() => {
  before = world.received.length;
});

/** What has arrived since the test began. */
async function arrived(): Promise<readonly Received[]> {
  await world.loopback.webhooks.settled();
  return world.received.slice(before);
}
const openIssue = (title: string): Promise<unknown> => world.octokit.issues.create({ ...world.at, title });
const titlesOf = (received: readonly Received[]): unknown[] => received.map((one) => (JSON.parse(one.body) as { issue: { title: string } }).issue.title);

describe("webhooks", () => {
  test("are signed with the App's secret, in both ways, so that octokit verifies them", async () => {
    await openIssue("Signed");
    const [one] = await arrived();
    if (one === undefined) throw new Error("nothing arrived");
    expect(await verify(world.app.webhookSecret, one.body, String(one.headers["x-hub-signature-256"]))).toBe(true);
    expect(await verify("another secret", one.body, String(one.headers["x-hub-signature-256"]))).toBe(false);
    expect(one.headers["x-hub-signature"]).toBe(`sha1=${createHmac("sha1", world.app.webhookSecret).update(one.body).digest("hex")}`);
    expect(one.headers).toMatchObject({ "x-github-event": "issues", "content-type": "application/json" });
  });

  test("name the installation, the repository and who did it", async () => {
    await openIssue("Named");
    expect(JSON.parse((await arrived())[0]?.body ?? "{}")).toMatchObject({ action: "opened", installation: { id: world.installation.id }, repository: { full_name: "octo/hello" }, sender: { login: "regreen[bot]" } });
  });

  test("can be dropped, and delivered again with the same GUID", async () => {
    world.loopback.webhooks.script({ event: "issues" }, { kind: "drop" });
    await openIssue("Dropped");
    expect(await arrived()).toEqual([]);
    const dropped = world.loopback.deliveries.at(-1);
    await world.loopback.webhooks.redeliver(dropped?.guid ?? "");
    expect((await arrived()).map((one) => one.headers["x-github-delivery"])).toEqual([dropped?.guid]);
  });

  test("can come twice, late, and in another order", async () => {
    const { webhooks } = world.loopback;
    webhooks.script({ event: "issues" }, { kind: "duplicate", times: 2 });
    await openIssue("Twice");
    expect(new Set((await arrived()).map((one) => one.headers["x-github-delivery"])).size).toBe(1);
    expect(await arrived()).toHaveLength(2);
    before = world.received.length;
    webhooks.script({ event: "issues" }, { kind: "reorder" });
    await openIssue("First");
    await openIssue("Second");
    expect(titlesOf(await arrived())).toEqual(["Second", "First"]);
    before = world.received.length;
    webhooks.script({ event: "issues" }, { kind: "delay", milliseconds: 30 });
    await openIssue("Late");
    await openIssue("Early");
    expect(titlesOf(await arrived())).toEqual(["Early", "Late"]);
  });
});
