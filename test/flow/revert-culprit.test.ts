/** A red default branch whose culprit is certain: the commit is taken back by a pull request, where the repository asks for that. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { renderPatch } from "../../src/core/fix/render-patch.ts";
import { until } from "../demo/until.ts";
import { Project } from "./project.ts";
import { openStand, type Stand } from "./stand.ts";

let stand: Stand;
beforeAll(async () => { stand = await openStand(); });
afterAll(() => stand.close());

const log = readFileSync("skills/revert-culprit/examples/failing-test/failure.log");
const asking = { ".github/regreen.yml": 'version: 1\nreact: {branches: ["**"]}\nskills: {opt_in: [revert-culprit]}\n' };
const green = "export const answer = 42;\n";
const broken = "export const answer = 41;\n";
const failing = { lint: { conclusion: "failure" as const, log } };
const patch = renderPatch([{ path: "src/app.js", before: Buffer.from(broken), after: Buffer.from(green), beforeMode: "100644", afterMode: "100644" }]);
const reasonOf = async (project: Project): Promise<string> => (await project.closed()).reason ?? "";

test("the commit right behind a green one is taken back, announced as partial, and is not merged by itself", async () => {
  const project = await Project.open(stand, "culprit", asking);
  const parent = (await project.person.repos.getCommit({ ...project.at, ref: "main" })).data.sha;
  const commit = await project.push("Another answer", { "src/app.js": broken });
  await project.playCi(failing);
  const { plan } = await project.fixRun();
  expect(plan.steps.map(({ skill, files, restore }) => [skill.name, files, restore])).toEqual([["revert-culprit", ["src/app.js"], { commit, parent }]]);
  await project.endFixJob({ patch });
  await project.until(({ offer }) => offer?.number != null);
  const offer = await until("the pull request", () => project.pulls()[0]);
  expect(offer.title).toContain(`Take back ${commit.slice(0, 7)}, which broke `);
  expect(offer.body).toContain(`git revert ${commit.slice(0, 12)}`);
  expect(offer.body).toContain("This takes back somebody's commit");
  expect(await project.file(offer.pull.headBranch, "src/app.js")).toBe(green);
});

test("a job that lies of what was there before is caught: the patch is not the commit taken back", async () => {
  const project = await Project.open(stand, "lying-revert", asking);
  await project.push("Another answer", { "src/app.js": broken });
  await project.playCi(failing);
  await project.endFixJob({ patch: renderPatch([{ path: "src/app.js", before: Buffer.from(broken), after: Buffer.from("export const answer = evil();\n"), beforeMode: "100644", afterMode: "100644" }]) });
  expect(await reasonOf(project)).toContain("contract-kept");
  expect(project.pulls()).toEqual([]);
});

test("two commits since the last green run: either may have broken it", async () => {
  const project = await Project.open(stand, "two-suspects", asking);
  await project.push("Prose", { "README.md": "# Hello\n" });
  await project.push("Another answer", { "src/app.js": broken });
  await project.playCi(failing);
  const closed = await until("the repair of the newer commit to be closed", async () => (await project.repairs()).find(({ step, status }) => step === "closed" && status === "escalated"));
  expect(closed.reason).toContain("several commits may have broken it");
});

test("what a less powerful skill mends is not taken back", async () => {
  const project = await Project.open(stand, "mended-instead", asking);
  await project.turnRed();
  const { plan } = await project.fixRun();
  expect(plan.steps.map(({ skill }) => skill.name)).toEqual(["eslint-fix"]);
});

test("not where the repository does not ask for it", async () => {
  const project = await Project.open(stand, "not-asking");
  await project.push("Another answer", { "src/app.js": broken });
  await project.playCi(failing);
  expect(await reasonOf(project)).toContain("no skill handles test-failure of node:test");
});
