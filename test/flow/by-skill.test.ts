/** Several failures of one run: one plan and one pull request, or, where the repository prefers, a pull request for each skill. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { renderPatch } from "../../src/core/fix/render-patch.ts";
import { deliver } from "./deliver.ts";
import { Project } from "./project.ts";
import { openStand, type Stand } from "./stand.ts";

let stand: Stand;
beforeAll(async () => { stand = await openStand(); });
afterAll(() => stand.close());

const log = [
  "##[group]Run npx eslint .", "shell: /usr/bin/bash -e {0}", "##[endgroup]", "", "/home/runner/work/hello/hello/src/app.js", "  1:1  error  Unexpected var, use let or const instead  no-var", "",
  "✖ 1 problem (1 error, 0 warnings)", "##[error]Process completed with exit code 1.",
  "##[group]Run npx prettier --check .", "shell: /usr/bin/bash -e {0}", "##[endgroup]", "Checking formatting...", "[warn] src/wide.js", "[warn] Code style issues found in the above file. Run Prettier with --write to fix.",
  "##[error]Process completed with exit code 1.",
  "##[group]Run npx tsc", "shell: /usr/bin/bash -e {0}", "##[endgroup]", "src/sum.ts(3,7): error TS2322: Type 'string' is not assignable to type 'number'.", "##[error]Process completed with exit code 2.", "",
].map((line) => `2026-11-20T08:15:10.1000000Z ${line}`).join("\n");
const files = { "src/wide.js": "export const a  =  1;\n" };
const configured = (more: string): Record<string, string> => ({ ".github/regreen.yml": `version: 1\nreact: {branches: ["**"]}\n${more}` });
const narrow = renderPatch([{ path: "src/wide.js", before: Buffer.from("export const a  =  1;\n"), after: Buffer.from("export const a = 1;\n"), beforeMode: "100644", afterMode: "100644" }]);

test("together, as long as the repository says nothing: one plan of ordered skills", async () => {
  const project = await Project.open(stand, "together");
  await project.turnRed({ log, files });
  const { plan } = await project.fixRun();
  expect(plan.steps.map(({ skill, files: touched }) => [skill.name, touched])).toEqual([["eslint-fix", ["src/app.js"]], ["prettier-write", ["src/wide.js"]]]);
});

test("by skill: a plan, a run, a branch and a pull request for each, each with its own files; what no skill covers is told once; told twice, nothing is doubled", async () => {
  const project = await Project.open(stand, "by-skill", configured("fix: {pull_requests: by_skill}\nmodlog: {style: directory}\n"));
  await project.turnRed({ log, files });
  const plans = [];
  for (let index = 0; index < 2; index += 1) {
    const { plan } = await project.fixRun();
    plans.push(plan.steps.map(({ skill, files: touched }) => [skill.name, touched]));
    await project.endFixJob(plan.steps[0]?.skill.name === "prettier-write" ? { patch: narrow } : {});
  }
  expect(plans.toSorted()).toEqual([[["eslint-fix", ["src/app.js"]]], [["prettier-write", ["src/wide.js"]]]]);
  const told = stand.loopback.deliveries.findLast(({ event, action, payload }) => event === "workflow_run" && action === "completed" && payload.includes("octo/by-skill") && payload.includes("ci.yml"));
  await deliver(stand, { event: "workflow_run", body: told?.payload ?? "" });
  const repairs = await stand.hurrying(async () => {
    await project.until(({ offer, issue }) => offer?.number != null || issue !== null, 0);
    await project.until(({ offer, issue }) => offer?.number != null || issue !== null, 1);
    await project.until(({ offer, issue }) => offer?.number != null || issue !== null, 2);
    return project.repairs();
  });
  expect([repairs.length, project.fixRuns().length, project.issues().length]).toEqual([3, 2, 1]);
  expect(project.pulls().map(({ title }) => title).toSorted()).toEqual([expect.stringContaining("ESLint"), expect.stringContaining("Prettier")]);
  expect((await project.ownBranches()).length).toBe(2);
});
