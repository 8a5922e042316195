/** What an organisation lays over its repositories, and what an operator holds back: only stricter, never laxer. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { until } from "../demo/until.ts";
import { Project } from "../flow/project.ts";
import { openStand, type Stand } from "../flow/stand.ts";

let stand: Stand;
let organisation: Project;
beforeAll(async () => {
  stand = await openStand();
  organisation = await Project.open(stand, ".github", { ".github/regreen.yml": "version: 1\npolicies: [policies/house.yml]\n", "policies/house.yml": house("true") });
});
afterAll(() => stand.close());

function house(require: string): string {
  return `version: 1\nrules:\n  - {id: house, gates: [propose, merge], require: "${require}", otherwise: deny, message: The house rule, waivable: true, stage: 5}\n`;
}
const lay = (files: Readonly<Record<string, string>>): Promise<string> => organisation.push("Lay over", files);

test("the organisation's pack is judged beside the repository's", async () => {
  const project = await Project.open(stand, "under-house");
  const offer = await project.offered();
  expect((await project.allowed(offer)).output.summary).toMatch(/`house` holds: The house rule/);
});

test("what the organisation's pack denies is not proposed, and a waiver of the repository's does not help", async () => {
  await lay({ "policies/house.yml": house("false") });
  const project = await Project.open(stand, "under-house-denied", { ".github/regreen.yml": "version: 1\nreact: {branches: [\"**\"]}\ngate: {waivers: [{rule: house, reason: we would like to, by: octo, until: 2099-01-01}]}\n" });
  await project.turnRed();
  await project.endFixJob();
  expect(await project.closed()).toMatchObject({ status: "escalated", reason: expect.stringContaining("house (The house rule)") });
  await lay({ "policies/house.yml": house("true") });
});

test("the organisation's kill switch stops a repository that says nothing of it", async () => {
  await lay({ ".github/regreen.yml": "version: 1\nenabled: false\n" });
  const project = await Project.open(stand, "under-kill-switch");
  await project.turnRed();
  expect(await project.closed()).toMatchObject({ status: "skipped" });
  expect([project.fixRuns(), project.pulls(), project.issues()]).toEqual([[], [], []]);
});

test("a mistake in the organisation's file stops its repositories, and a check says where it is", async () => {
  await lay({ ".github/regreen.yml": "version: 1\nenable: true\n" });
  const project = await Project.open(stand, "under-mistake");
  const sha = await project.turnRed();
  const check = await until("the check", () => project.checks("regreen/configuration").find(({ headSha }) => headSha === sha), 20);
  expect([check.conclusion, check.output.summary?.includes("in the organisation's .github repository: unknown key")]).toEqual(["failure", true]);
  await lay({ ".github/regreen.yml": "version: 1\n" });
});
