/** D8: no delivery arrives, and what failed is found all the same, once. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { until } from "../demo/until.ts";
import { lintLog, red } from "../worker/red-repository.ts";
import { Project } from "./project.ts";
import { openStand, type Stand } from "./stand.ts";

let stand: Stand;
beforeAll(async () => { stand = await openStand({ crawlMinutes: 5 }); });
afterAll(async () => {
  expect(stand.loopback.violations).toEqual([]);
  await stand.close();
});

const deafen = (): (() => void) => {
  const { webhookUrl } = stand.app;
  stand.app.webhookUrl = null;
  return () => { stand.app.webhookUrl = webhookUrl; };
};

test("a run that failed while deliveries were lost is repaired, up to the pull request, by looking alone", async () => {
  deafen();
  const project = await Project.open(stand, "unheard");
  await project.turnRed();
  await stand.hurrying(async () => { await project.fixRun(); });
  await project.endFixJob();
  await stand.hurrying(() => project.until(({ offer }) => offer?.number != null));
  expect(project.pulls()).toHaveLength(1);
});

test("Q14: after an outage of four and a half hours everything that failed meanwhile is found, each once, whether its delivery came or not", async () => {
  deafen();
  const project = await Project.open(stand, "asleep");
  await stand.hurrying(() => until("the first look", async () => ((await stand.serving().store.crawls.watched(stand.installation.id)) >= 2 ? true : null), 20));
  await stand.serving().stop();
  const before = await project.push("Change the answer", { "src/app.js": red }, "one");
  await project.playCi({ lint: { conclusion: "failure", log: lintLog } });
  stand.clock.forward(4.5 * 3600);
  const after = await project.push("Change it again", { "src/app.js": `${red}// again\n` }, "two");
  await project.playCi({ lint: { conclusion: "failure", log: lintLog } });
  await stand.start();
  await stand.hurrying(() => until("both repairs", async () => ((await project.repairs()).length >= 2 ? true : null), 20));
  // Several more looks, all of them over the same runs.
  stand.clock.forward(1200);
  await stand.hurrying(() => new Promise((resolve) => { setTimeout(resolve, 500); }));
  expect((await project.repairs()).map(({ subject }) => subject.head_sha).toSorted()).toEqual([before, after].toSorted());
  for (const pulls of [1, 2]) {
    await stand.hurrying(async () => { await project.fixRun(); });
    await project.endFixJob();
    await stand.hurrying(() => until("the pull request", () => (project.pulls().length === pulls ? true : null), 20));
  }
  expect(project.pulls().map(({ pull }) => pull.baseBranch).toSorted()).toEqual(["one", "two"]);
});

test("a repository without a configuration is left alone, however red it is", async () => {
  deafen();
  const project = await Project.open(stand, "silent", { ".github/regreen.yml": "version: 1\nenabled: false\n" });
  await project.turnRed();
  stand.clock.forward(7200);
  await stand.hurrying(() => new Promise((resolve) => { setTimeout(resolve, 500); }));
  expect(await project.repairs()).toEqual([]);
});
