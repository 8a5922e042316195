import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { until } from "../demo/until.ts";
import { green, red } from "../worker/red-repository.ts";
import { digested } from "./deliver.ts";
import { Project } from "./project.ts";
import { openStand, type Stand } from "./stand.ts";

let stand: Stand;
beforeAll(async () => { stand = await openStand(); });
afterAll(() => stand.close());

/** The fix job waits: the repair rests in the middle. */
async function waitingForFix(name: string): Promise<Project> {
  const project = await Project.open(stand, name);
  await project.turnRed();
  await project.fixRun();
  return project;
}

async function deleteBranch(project: Project, branch: string): Promise<void> {
  await project.person.git.deleteRef({ ...project.at, ref: `heads/${branch}` });
  await stand.loopback.webhooks.settled();
}

describe("the base moves", () => {
  test("elsewhere, before the fix job ends: the pull request is made on the new head", async () => {
    const project = await waitingForFix("moved-before-collect");
    const head = await project.push("Another file", { "README.md": "# Hello\n" });
    await project.endFixJob();
    const { offer } = await project.until(({ offer: made }) => made?.number != null);
    expect(offer?.base_sha).toBe(head);
    expect(await project.file(offer?.branch ?? "", "README.md")).toBe("# Hello\n");
    expect(await project.file(offer?.branch ?? "", "src/app.js")).toBe(green);
  });

  test("D19: under the patch, before the fix job ends: it is planned again on the new head, and the old artifact answers for nothing", async () => {
    const project = await waitingForFix("moved-under-patch");
    const head = await project.push("Rewrite", { "src/app.js": "var other = 1;\nvar answer = 42;\nexport { answer, other };\n" });
    const first = await project.endFixJob();
    const again = await until("the second plan", async () => { const { plan } = await project.fixRun(); return plan.plan_id === first.plan_id ? null : plan; }, 10);
    expect(again).toMatchObject({ base_sha: head });
    expect(again.nonce).not.toBe(first.nonce);
    expect((await project.ledger()).filter(({ kind }) => kind === "backtracked")).toHaveLength(1);
    await project.endFixJob();
    await project.until(({ offer, attempts }) => offer?.number != null && attempts === 2);
  });

  test("elsewhere, before the merge: the offer is built anew on it, and the old head passes for nothing", async () => {
    const project = await Project.open(stand, "moved-before-merge");
    const offer = await project.offered();
    const before = offer.pull.headSha;
    await project.push("Another file", { "README.md": "# Hello\n" });
    await until("the rebuilt head", () => (offer.pull.headSha === before ? null : true), 10);
    await project.allowed(offer);
    expect(project.checks("regreen/policy").filter(({ headSha, conclusion }) => headSha === before && conclusion === "success")).toEqual([]);
    expect(project.pulls()).toHaveLength(1);
  });
});

describe("a branch is deleted", () => {
  test("the red one, before the fix job ends: nothing is written, and the reason is sworn to", async () => {
    const project = await Project.open(stand, "branch-gone");
    await project.turnRed({ branch: "feature" });
    await project.fixRun();
    await deleteBranch(project, "feature");
    await project.endFixJob();
    expect(await project.closed()).toMatchObject({ status: "closed", reason: "the branch feature was deleted" });
    expect(project.writes().filter((one) => !one.startsWith("checks/"))).toEqual(["actions/create-workflow-dispatch"]);
    expect(await project.sworn()).toEqual(["the branch feature was deleted"]);
  });

  test("ours, under the offer: the pull request is closed with it, and the repair ends", async () => {
    const project = await Project.open(stand, "own-branch-gone");
    const offer = await project.offered();
    await deleteBranch(project, offer.pull.headBranch);
    expect(await project.closed()).toMatchObject({ status: "closed", reason: `pull request #${offer.number} was closed without being merged` });
    expect(await project.ownBranches()).toEqual([]);
  });
});

describe("a pull request is closed meanwhile", () => {
  test("ours, by a person: the same failure is not mended a second time, not even a week later", async () => {
    const project = await Project.open(stand, "declined");
    const offer = await project.offered();
    await project.person.pulls.update({ ...project.at, pull_number: offer.number, state: "closed" });
    expect(await project.closed()).toMatchObject({ status: "closed", phase: "MONITOR" });
    for (const [which, days] of [0, 7].entries()) {
      stand.clock.forward(days * 86_400);
      await project.turnRed({ files: { "README.md": `# After ${days} days\n` } });
      expect(await project.closed(which + 1)).toMatchObject({ status: "skipped", reason: expect.stringContaining("its pull request was closed") });
    }
    expect([project.pulls().length, project.fixRuns().length, project.issues().length]).toEqual([1, 1, 0]);
    expect(await project.sworn()).toHaveLength(3);
  });

  test("the one that was to be mended: what the fix job leaves is not offered", async () => {
    const project = await Project.open(stand, "subject-closed");
    await project.push("Begin", { "src/app.js": green }, "feature");
    await project.playCi({ lint: { conclusion: "success" } });
    await project.push("Turn red", { "src/app.js": red }, "feature");
    const { data: pull } = await project.person.pulls.create({ ...project.at, head: "feature", base: "main", title: "Feature" });
    await project.turnRed({ branch: "feature", files: { "README.md": "# More\n" } });
    await project.fixRun();
    await project.person.pulls.update({ ...project.at, pull_number: pull.number, state: "closed" });
    await stand.loopback.webhooks.settled();
    await project.endFixJob();
    await until("every repair to be closed", async () => ((await project.repairs()).every(({ step }) => step === "closed") ? true : null), 10);
    expect(project.pulls()).toHaveLength(1);
    expect(await project.sworn()).toContain("the pull request that it was to mend is closed");
  });
});

describe("C08: the App is shut out in the middle of a repair", () => {
  test.each(["deleted", "suspended"] as const)("its installation is %s: nothing more is written, the repair ends with the reason, and another account's goes on", async (how) => {
    const project = await waitingForFix(`shut-out-${how}`);
    const { state } = stand.loopback;
    const { run, plan } = await project.fixRun();
    const writes = project.writes();
    if (how === "suspended") stand.installation.suspendedAt = new Date(stand.clock.milliseconds());
    else state.installations.delete(stand.installation.id);
    const tokens = [...state.tokens].filter(([, identity]) => identity.kind === "installation");
    for (const [token] of tokens) state.tokens.delete(token);
    stand.loopback.actions.addArtifact(run, { name: `regreen-result-${plan.plan_id}`, bytes: await project.honestZip(plan) });
    // GitHub tells nothing any more: the repair finds it out when it looks by itself.
    await stand.hurrying(() => project.closed());
    expect((await project.repairs())[0]).toMatchObject({ status: "failed", reason: expect.stringMatching(/^GitHub (does not permit|knows nothing)/) });
    expect(project.writes()).toEqual(writes);
    expect(await project.sworn()).toHaveLength(1);
    stand.installation.suspendedAt = null;
    state.installations.set(stand.installation.id, stand.installation);
  });
});

test("nothing that was told in this file is left waiting", async () => {
  await digested(stand);
  expect(await stand.serving().store.inbox.count()).toMatchObject({ waiting: 0, dead: 0 });
});
