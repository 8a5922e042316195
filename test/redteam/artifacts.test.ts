/** The fix job runs foreign code: whatever it leaves is read as an attack. Here it leaves real artifacts on the loopback GitHub; the smaller lies are told in test/chaos/trouble.test.ts. */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { renderPatch } from "../../src/core/fix/render-patch.ts";
import { until } from "../demo/until.ts";
import { Project } from "../flow/project.ts";
import { openStand, type Stand } from "../flow/stand.ts";
import { red, zipOf } from "../worker/red-repository.ts";

let stand: Stand;
beforeAll(async () => { stand = await openStand(); });
// So many projects write more than GitHub takes in a minute.
beforeEach(() => { stand.clock.forward(60); });
afterAll(() => stand.close());

const zip = async (files: Record<string, string | Uint8Array>): Promise<Buffer> => Buffer.from(await zipOf(files), "base64");
const dispatched = "actions/create-workflow-dispatch";

async function redProject(name: string): Promise<Project> {
  const project = await Project.open(stand, name);
  await project.turnRed();
  await project.fixRun();
  return project;
}

/** Refused: people are told why in one issue, it is sworn to, and nothing else was written. */
async function expectRefused(project: Project, reason: RegExp): Promise<void> {
  expect(await project.closed()).toMatchObject({ status: "escalated", reason: expect.stringMatching(reason), offer: null });
  expect([project.pulls().length, (await project.ownBranches()).length, project.issues().length]).toEqual([0, 0, 1]);
  expect(project.writes().filter((write) => write !== dispatched && write !== "issues/create" && !write.startsWith("checks/"))).toEqual([]);
  expect((await project.ledger()).filter(({ kind }) => kind === "stopped").map(({ payload }) => String(payload["reason"]))).toContainEqual(expect.stringMatching(reason));
}

describe("L03, L04, L05: an archive that is an attack", () => {
  test.each<readonly [string, RegExp, (honest: Buffer) => Promise<Buffer> | Buffer]>([
    ["a bomb of one to a thousand", /inflates more than 200 times/, () => zip({ "result.json": Buffer.alloc(12_000_000) })],
    ["a name that climbs out", /invalid|relative|absolute|characters|\.\./i, async () => Buffer.from((await zip({ "aa/x.json": "{}" })).toString("latin1").replaceAll("aa/x.json", "../x.json"), "latin1")],
    ["cut off in the middle", /artifact/i, (honest) => honest.subarray(0, honest.length >> 1)],
    ["cut off at its end", /artifact/i, (honest) => honest.subarray(0, honest.length - 10)],
    ["bytes that are no archive", /artifact/i, () => randomBytes(5000)],
    ["no result in it", /result\.json is missing/, () => zip({ "change.patch": "x" })],
    ["a result of another version", /is no result/, () => zip({ "result.json": JSON.stringify({ version: 2 }) })],
  ])("%s", async (name, reason, make) => {
    const project = await redProject(`archive-${name.replaceAll(/\W+/g, "-")}`);
    const { plan } = await project.fixRun();
    await project.endFixJob({ zip: await make(Buffer.from(await project.honestZip(plan))) });
    await expectRefused(project, reason);
  });
});

describe("D20: look-alikes are not taken", () => {
  test("the right name, uploaded to a CI run and to a run of another workflow: they are not looked at", async () => {
    const project = await redProject("look-alike-elsewhere");
    const { run, plan } = await project.fixRun();
    for (const other of project.repository.workflowRuns.filter((one) => one !== run)) stand.loopback.actions.addArtifact(other, { name: `regreen-result-${plan.plan_id}`, bytes: await project.honestZip(plan) });
    await project.endFixJob({ artifact: "none" });
    expect(await project.until(({ reason }) => reason?.includes("left no result") === true)).toMatchObject({ step: "collect", attempts: 1 });
    expect(project.pulls()).toEqual([]);
  });

  test("two of the name in the right run: neither is taken", async () => {
    const project = await redProject("look-alike-twice");
    const { run, plan } = await project.fixRun();
    stand.loopback.actions.addArtifact(run, { name: `regreen-result-${plan.plan_id}`, bytes: await project.honestZip(plan) });
    await project.endFixJob();
    await expectRefused(project, /2 artifacts/);
  });

  test("a name that is nearly right is none", async () => {
    const project = await redProject("look-alike-name");
    const { run, plan } = await project.fixRun();
    stand.loopback.actions.addArtifact(run, { name: `regreen-result-${plan.plan_id} `, bytes: await project.honestZip(plan) });
    await project.endFixJob({ artifact: "none" });
    expect(await project.until(({ reason }) => reason?.includes("left no result") === true)).toMatchObject({ attempts: 1 });
  });

  test("somebody else's run of the same workflow, under a title of their own, is not ours", async () => {
    const project = await redProject("look-alike-run");
    const { plan } = await project.fixRun();
    const inputs = { plan: JSON.stringify(plan), plan_id: `plan_${"b".repeat(64)}`, fix_id: "fix_20261120_081500_evil", base_sha: plan.base_sha };
    await project.person.actions.createWorkflowDispatch({ ...project.at, workflow_id: "regreen-fix.yml", ref: "main", inputs });
    const theirs = await until("their run", () => project.fixRuns().find(({ title }) => title.includes("evil")), 20);
    stand.loopback.actions.addArtifact(theirs, { name: `regreen-result-${plan.plan_id}`, bytes: await project.honestZip(plan) });
    for (const job of theirs.jobs) stand.loopback.actions.completeJob(job, "success");
    await stand.loopback.webhooks.settled();
    expect(project.pulls()).toEqual([]);
    await project.endFixJob();
    await project.until(({ offer }) => offer?.number != null);
  });
});

describe("D21: an artifact is good once", () => {
  test("yesterday's, for the same change, is another plan's", async () => {
    const first = await redProject("reuse-first");
    const { plan } = await first.fixRun();
    const kept = await first.honestZip(plan);
    const second = await redProject("reuse-second");
    await second.endFixJob({ zip: kept });
    await expectRefused(second, /about another plan/);
    await first.endFixJob();
    await first.until(({ offer }) => offer?.number != null);
  });

  test("with this plan's id written into it, the nonce is still another's", async () => {
    const project = await redProject("reuse-nonce");
    await project.endFixJob({ result: { nonce: "f".repeat(32) } });
    await expectRefused(project, /nonce/);
  });
});

describe("D18, D03, D07: a job that does more than it was asked for, told as well as it can be told", () => {
  const patchOf = (path: string, mode: string, lines: readonly string[]): Buffer => Buffer.from([`diff --git a/${path} b/${path}`, `new file mode ${mode}`, "--- /dev/null", `+++ b/${path}`, `@@ -0,0 +1,${lines.length} @@`, ...lines.map((line) => `+${line}`), ""].join("\n"));
  const added = (path: string, after: string): Buffer => Buffer.from(renderPatch([{ path, before: null, after: Buffer.from(after), beforeMode: "100644", afterMode: "100644" }]));
  const edit = (after: string): Buffer => {
    return Buffer.from(renderPatch([{ path: "src/app.js", before: Buffer.from(red), after: Buffer.from(after), beforeMode: "100644", afterMode: "100644" }]));
  };
  test.each<readonly [string, RegExp, () => Promise<Buffer> | Buffer]>([
    ["a link to the machine's passwords", /patch/i, () => patchOf("src/link", "120000", ["/etc/passwd"])],
    ["a submodule", /patch/i, () => patchOf("vendor/x", "160000", ["Subproject commit 0"])],
    ["a path with ..", /patch/i, () => patchOf("../outside", "100644", ["x"])],
    ["a workflow that runs at once", /protected/i, () => added(".github/workflows/evil.yml", "on: push\n")],
    ["a file of its own", /allowed-paths/, () => added("src/more.js", "export {};\n")],
    ["a linter that is switched off", /contract-kept/, () => edit(`/* eslint-disable */\n${red}`)],
  ])("%s", async (name, reason, patch) => {
    const project = await redProject(`more-${name.replaceAll(/\W+/g, "-")}`);
    await project.endFixJob({ patch: await patch() });
    await expectRefused(project, reason);
  });
});
