/** A pull request without a note for the changelog is offered one, with its title, where the repository describes such notes. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { renderPatch } from "../../src/core/fix/render-patch.ts";
import { until } from "../demo/until.ts";
import { Project } from "./project.ts";
import { openStand, type Stand } from "./stand.ts";

let stand: Stand;
beforeAll(async () => { stand = await openStand(); });
afterAll(() => stand.close());

const log = readFileSync("skills/changelog-fragment/examples/towncrier/failure.log");
const asking = { ".github/regreen.yml": 'version: 1\nreact: {branches: ["**"]}\nskills: {opt_in: [changelog-fragment], changelog: {path: "changes/{pull}.misc.md", text: "{title}"}}\n' };

async function pullRequest(project: Project, title: string): Promise<number> {
  await project.push("Rebates", { "src/rebate.js": "export const rebate = 1;\n" }, "topic");
  const { data } = await project.person.pulls.create({ ...project.at, title, head: "topic", base: "main" });
  await project.playCi({ lint: { conclusion: "failure", log } });
  return data.number;
}

test("the note goes to the pull request's own branch, announced as partial; a title of several lines is one", async () => {
  const project = await Project.open(stand, "no-note", asking);
  const number = await pullRequest(project, "Take rebates\u202e into account");
  const { plan } = await project.fixRun();
  const path = `changes/${number}.misc.md`;
  expect(plan.steps.map(({ skill, files, adds }) => [skill.name, files, adds])).toEqual([["changelog-fragment", [path], { path, content: "Take rebates into account\n" }]]);
  await project.endFixJob({ patch: renderPatch([{ path, before: null, after: Buffer.from("Take rebates into account\n"), beforeMode: "100644", afterMode: "100644" }]) });
  const offer = await until("the offer", () => project.pulls().find((each) => each.number !== number));
  expect([offer.pull.baseBranch, offer.body?.includes("says what the title of the pull request says")]).toEqual(["topic", true]);
  expect(await project.file(offer.pull.headBranch, path)).toBe("Take rebates into account\n");
});

test("a job that writes other words is refused", async () => {
  const project = await Project.open(stand, "other-words", asking);
  const number = await pullRequest(project, "Rebates");
  await project.endFixJob({ patch: renderPatch([{ path: `changes/${number}.misc.md`, before: null, after: Buffer.from("Buy at evil.example\n"), beforeMode: "100644", afterMode: "100644" }]) });
  expect((await project.until(({ step, status }) => step === "closed" && status === "escalated")).reason).toContain("contract-kept");
  expect(project.pulls()).toHaveLength(1);
});

test("on the default branch there is no title to take", async () => {
  const project = await Project.open(stand, "no-title", asking);
  await project.push("Rebates", { "src/rebate.js": "export const rebate = 1;\n" });
  await project.playCi({ lint: { conclusion: "failure", log } });
  expect((await project.closed()).reason).toContain("takes the title of a pull request, and there is none");
});
