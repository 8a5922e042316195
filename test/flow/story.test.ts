import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { until } from "../demo/until.ts";
import { green, typeLog } from "../worker/red-repository.ts";
import { deliver, digested } from "./deliver.ts";
import { Project } from "./project.ts";
import { openStand, type Stand } from "./stand.ts";

let stand: Stand;
beforeAll(async () => { stand = await openStand(); });
afterAll(() => stand.close());

async function allowed(project: Project): Promise<number> {
  const offer = await project.offered();
  await project.allowed(offer);
  return offer.number;
}

test("a red main becomes one pull request, is judged, merged and monitored; GitHub's description is kept, and the ledger holds", async () => {
  const project = await Project.open(stand, "whole-story");
  const number = await allowed(project);
  expect(await project.file(project.pulls()[0]?.pull.headBranch ?? "", "src/app.js")).toBe(green);
  await project.person.pulls.merge({ ...project.at, pull_number: number });
  await project.playCi({ lint: { conclusion: "success" } });
  expect(await project.closed()).toMatchObject({ status: "merged", phase: "MONITOR", attempts: 1, violations: 0 });
  expect((await project.ledger()).filter(({ kind }) => kind === "phase_entered").map(({ phase }) => phase)).toEqual(["STRATEGIZE", "SPEC", "PLAN", "THINK", "IMPLEMENT", "VERIFY", "REVIEW", "PR", "MONITOR"]);
  expect([...stand.loopback.violations, ...stand.loopback.refusals]).toEqual([]);
});

test("the story told again, every delivery once with its own GUID and once with another, writes nothing more", async () => {
  const project = await Project.open(stand, "told-twice");
  await allowed(project);
  const told = stand.loopback.deliveries.filter(({ repositoryId }) => repositoryId === project.repository.id);
  const before = { writes: project.writes(), entries: (await project.ledger()).length, repairs: (await project.repairs()).length };
  for (const { guid, event, payload } of told) {
    expect(await deliver(stand, { event, body: payload, guid })).toBe(202);
    expect(await deliver(stand, { event, body: payload, guid: randomUUID() })).toBe(202);
  }
  await digested(stand);
  await project.until(({ step }) => step === "gate");
  expect({ writes: project.writes(), entries: (await project.ledger()).length, repairs: (await project.repairs()).length }).toEqual(before);
});

test("a failure that no skill covers becomes one issue beside the pull request, and stays one when it fails again", async () => {
  const project = await Project.open(stand, "two-failures", { ".github/workflows/ci.yml": "name: CI\non: [push]\npermissions: {contents: read}\njobs:\n  lint: {runs-on: ubuntu-latest, steps: [{run: npx eslint .}]}\n  types: {runs-on: ubuntu-latest, steps: [{run: npx tsc}]}\n" });
  const redden = async (answer: number): Promise<void> => {
    await project.push("Change", { "src/sum.ts": `export const sum: number = "${answer}";\n` });
    await project.playCi({ types: { conclusion: "failure", log: typeLog } });
  };
  await redden(1);
  expect(await project.closed()).toMatchObject({ status: "escalated" });
  await redden(2);
  expect(await project.closed(1)).toMatchObject({ status: "escalated" });
  expect(project.issues()).toHaveLength(1);
  expect(project.pulls()).toEqual([]);
});

test("the App that is started anew between two steps goes on where it was", async () => {
  const project = await Project.open(stand, "started-anew");
  await project.turnRed();
  await project.fixRun();
  await stand.restart();
  await project.endFixJob();
  await until("the pull request", () => project.pulls()[0], 10);
  await stand.restart();
  await project.playCi({ lint: { conclusion: "success" } });
  await until("the policy to pass", () => project.checks("regreen/policy").find(({ conclusion }) => conclusion === "success"), 10);
  expect([project.pulls().length, (await project.ownBranches()).length, project.fixRuns().length]).toEqual([1, 1, 1]);
});
