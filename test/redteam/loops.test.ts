/** A repairing bot that meets its own failures, or a world that never gets better, must stop by itself. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { until } from "../demo/until.ts";
import { digested } from "../flow/deliver.ts";
import { Project } from "../flow/project.ts";
import { openStand, type Stand } from "../flow/stand.ts";
import { lintLog } from "../worker/red-repository.ts";

let stand: Stand;
beforeAll(async () => { stand = await openStand(); });
afterAll(() => stand.close());

const red = { lint: { conclusion: "failure" as const, log: lintLog } };

/** Nothing has moved for so many looks, while time flies and CI says no to whatever waits. */
async function settled(project: Project): Promise<void> {
  for (let still = 0, last = ""; still < 20;) {
    await project.playCi(red);
    const now = `${(await project.repairs()).map(({ step, attempts, reason }) => `${step} ${attempts} ${reason ?? ""}`).join()} ${project.writes().length}`;
    still = now === last ? still + 1 : 0;
    last = now;
    await new Promise((resolve) => { setTimeout(resolve, 15); });
  }
}

describe("R01: CI is always red", () => {
  test("on our own pull request: no repair is opened for it, no second attempt is made, and the gate says no", async () => {
    const project = await Project.open(stand, "red-on-offer");
    const offer = await project.offered();
    await stand.hurrying(() => settled(project));
    const [check] = await until("the verdict", () => (project.checks("regreen/policy").some(({ conclusion }) => conclusion === "failure") ? project.checks("regreen/policy").slice(-1) : null), 20);
    expect(check).toMatchObject({ headSha: offer.pull.headSha, conclusion: "failure" });
    expect([(await project.repairs()).length, project.fixRuns().length, project.pulls().length]).toEqual([1, 1, 1]);
  });

  test("after the merge: the same fix is not tried a second time, and one issue tells people", async () => {
    const project = await Project.open(stand, "red-after-merge");
    const offer = await project.offered();
    await project.allowed(offer);
    await project.person.pulls.merge({ ...project.at, pull_number: offer.number });
    await stand.loopback.webhooks.settled();
    await until("what came back to be told", async () => {
      await project.playCi(red);
      const [, ...later] = await project.repairs();
      return later.length > 0 && later.every(({ step }) => step === "closed") ? true : null;
    });
    const again = (await project.repairs()).slice(1);
    expect(again.map(({ status }) => status)).toEqual(["escalated"]);
    expect(again[0]?.reason).toContain("it came back after");
    expect([project.fixRuns().length, project.pulls().length, project.issues().length]).toEqual([1, 1, 1]);
  });

  test("a fix job that is lost every time: exactly max_attempts, then one check, and silence", async () => {
    const project = await Project.open(stand, "lost-for-ever", { ".github/regreen.yml": "version: 1\nfix: {max_attempts: 2}\n" });
    await project.turnRed();
    await stand.hurrying(async () => {
      for (let attempt = 1; attempt <= 2; attempt += 1) await project.endFixJob({ artifact: "none", conclusion: "failure" });
      await project.closed();
      await settled(project);
    });
    expect((await project.repairs()).map(({ status, attempts }) => [status, attempts])).toEqual([["failed", 2]]);
    expect([project.fixRuns().length, project.issues().length, project.checks("regreen/fix-job").length]).toEqual([2, 0, 1]);
    expect(project.checks("regreen/fix-job")[0]?.output.summary).toContain("left no result; 2 attempts were made");
  });

  test("twenty red commits with the same failure, while the first is being mended: one plan, one pull request", async () => {
    const project = await Project.open(stand, "red-again-and-again");
    await project.turnRed();
    await project.fixRun();
    for (let index = 0; index < 5; index += 1) await project.turnRed({ files: { "README.md": `# ${index}\n` } });
    await digested(stand);
    await project.endFixJob();
    await project.until(({ offer }) => offer?.number != null);
    expect([project.fixRuns().length, project.pulls().length, project.issues().length]).toEqual([1, 1, 0]);
  });
});

describe("R04: a fix that is empty", () => {
  test("is no pull request: the repair ends with what the job said", async () => {
    const project = await Project.open(stand, "empty-fix");
    await project.turnRed();
    await project.endFixJob({ result: { outcome: "unchanged", reason: "eslint passed before the fix", patch_sha256: null } });
    expect(await project.closed()).toMatchObject({ status: "skipped", reason: "the skills changed nothing: eslint passed before the fix" });
    expect([project.pulls().length, project.issues().length]).toEqual([0, 0]);
    expect(await project.sworn()).toHaveLength(1);
  });
});

describe("R10: the event comes too late", () => {
  test.each<readonly [string, string, (project: Project) => Promise<unknown>]>([
    ["the branch has moved on", "has moved on", (project) => project.push("Go on", { "README.md": "x\n" }, "feature")],
    ["the branch is gone", "was deleted", (project) => project.person.git.deleteRef({ ...project.at, ref: "heads/feature" })],
    ["the run was started again", "it was run again", async (project) => { const run = project.repository.workflowRuns.findLast(({ headBranch }) => headBranch === "feature"); if (run !== undefined) stand.loopback.actions.rerun(run, "failed", run.actor); await Promise.resolve(); }],
    ["Regreen was switched off", "enabled: false", (project) => project.push("Off", { ".github/regreen.yml": "version: 1\nenabled: false\n" })],
  ])("%s: nothing is written, and the reason is sworn to", async (name, reason, happen) => {
    const project = await Project.open(stand, `late-${name.replaceAll(" ", "-")}`);
    stand.loopback.webhooks.script({ event: "workflow_run", action: "completed" }, { kind: "drop" });
    await project.turnRed({ branch: "feature" });
    const late = stand.loopback.deliveries.findLast(({ state }) => state === "dropped");
    await happen(project);
    await stand.loopback.webhooks.redeliver(late?.guid ?? "");
    expect(await project.closed()).toMatchObject({ status: "skipped", reason: expect.stringContaining(reason) });
    expect(project.writes()).toEqual([]);
    expect(await project.sworn()).toHaveLength(1);
  });
});

test("Q02: the pull request is made, and the answer is lost in every way: there is one", async () => {
  const { faults } = stand.loopback;
  const project = await Project.open(stand, "lost-answers");
  for (const operation of ["pulls/create", "git/create-ref", "git/create-commit", "actions/create-workflow-dispatch"]) {
    faults.next({ operation }, { kind: "after-commit", status: 502 });
    faults.next({ operation }, { kind: "drop", when: "done" });
  }
  await stand.hurrying(() => project.offered());
  faults.clear();
  expect([project.pulls().length, (await project.ownBranches()).length, project.fixRuns().length]).toEqual([1, 1, 1]);
});
