/** Nothing of Regreen's is left lying about: branches whose pull request is over, issues of branches that are gone, issues of alerts that are quiet (issue 6, DECISIONS 89). */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { until } from "../demo/until.ts";
import type { Issue } from "../loopback/state/issue.ts";
import { typeLog } from "../worker/red-repository.ts";
import { Project } from "./project.ts";
import { openStand, type Stand } from "./stand.ts";

let stand: Stand;
beforeAll(async () => { stand = await openStand(); });
afterAll(async () => {
  expect([...stand.loopback.violations, ...stand.loopback.refusals, ...stand.loopback.unimplemented]).toEqual([]);
  await stand.close();
});

const soon = <T>(what: string, look: () => Promise<T | null> | T | null): Promise<T> => stand.hurrying(() => until(what, look, 30));
const left = async (project: Project): Promise<readonly string[]> => project.ownBranches();
const tidied = (project: Project): Promise<unknown> => until("its branch to be gone", async () => ((await left(project)).length === 0 ? true : null), 20);

describe("the branch of a pull request of ours", () => {
  test("is deleted after it was merged", async () => {
    const project = await Project.open(stand, "merged");
    const { number } = await project.offered();
    await project.person.pulls.merge({ ...project.at, pull_number: number });
    await soon("its end", async () => ((await project.repairs())[0]?.step === "closed" ? true : null));
    await tidied(project);
  });

  test("is deleted after a person closed it, and nothing more is offered for that failure", async () => {
    const project = await Project.open(stand, "closed");
    const { number } = await project.offered();
    await project.person.pulls.update({ ...project.at, pull_number: number, state: "closed" });
    await project.closed();
    await tidied(project);
    await project.turnRed({ files: { "README.md": "# Another commit\n" } });
    await project.closed(1);
    expect([project.pulls().length, await left(project)]).toEqual([1, []]);
  });

  test("stays where a person has pushed to it", async () => {
    const project = await Project.open(stand, "pushed-to");
    const { number, pull } = await project.offered();
    await project.push("Say more", { "README.md": "# More\n" }, pull.headBranch);
    await project.person.pulls.update({ ...project.at, pull_number: number, state: "closed" });
    await project.closed();
    const receipt = await until("the word about it", async () => (await project.ledger()).find(({ kind, payload }) => kind === "effect_done" && payload["effect"] === "delete_branch"), 20);
    expect(receipt.payload).toMatchObject({ receipt: { deleted: false, reason: "somebody else has pushed to it" } });
    expect(await left(project)).toEqual([`refs/heads/${pull.headBranch}`]);
  });

  test("stays while another open pull request goes into it", async () => {
    const project = await Project.open(stand, "stacked-on");
    const { number, pull } = await project.offered();
    await project.push("Go on from there", { "src/more.js": "export const more = 1;\n" }, "people");
    await project.person.pulls.create({ ...project.at, head: "people", base: pull.headBranch, title: "On top" });
    await project.person.pulls.update({ ...project.at, pull_number: number, state: "closed" });
    await project.closed();
    await until("the word about it", async () => (await project.ledger()).find(({ kind, payload }) => kind === "effect_done" && payload["effect"] === "delete_branch"), 20);
    expect((await left(project)).length).toBe(1);
  });
});

const ci = "name: CI\non: [push]\npermissions: {contents: read}\njobs:\n  types: {runs-on: ubuntu-latest, steps: [{run: npx tsc}]}\n";
async function redden(project: Project, branch: string, answer: number): Promise<void> {
  await project.push("Change", { "src/sum.ts": `export const sum: number = "${String(answer)}";\n` }, branch);
  await project.playCi({ types: { conclusion: "failure", log: typeLog } });
}
const issueOf = (project: Project): Promise<Issue> => until("the issue", () => project.issues()[0]);

describe("the issue of a failure", () => {
  test("is closed with a plain sentence when the branch was deleted, and opened again when the failure comes back elsewhere", async () => {
    const project = await Project.open(stand, "branch-gone", { ".github/workflows/ci.yml": ci });
    await redden(project, "feature", 1);
    await project.closed();
    const issue = await issueOf(project);
    await project.person.git.deleteRef({ ...project.at, ref: "heads/feature" });
    stand.clock.forward(3_601);
    await soon("the issue to be closed", () => (issue.state === "closed" ? true : null));
    expect([issue.stateReason, issue.body]).toEqual(["completed", expect.stringContaining("**The branch `feature` was deleted**")]);
    expect(issue.body).toContain("### What you can do");
    await redden(project, "main", 2);
    await until("the issue to be open again", () => (issue.state === "open" ? true : null), 20);
    expect([project.issues().length, issue.body]).toEqual([1, expect.not.stringContaining("was deleted")]);
  });

  test("stays open while another branch fails for the same reason, and is closed when that one is green", async () => {
    const project = await Project.open(stand, "two-branches", { ".github/workflows/ci.yml": ci });
    await redden(project, "main", 1);
    await project.closed();
    await redden(project, "feature", 1);
    await project.closed(1);
    const issue = await issueOf(project);
    await project.person.git.deleteRef({ ...project.at, ref: "heads/feature" });
    stand.clock.forward(3_601);
    await soon("the branch to be missed", async () => (await project.repairs()).find(({ operation, step }) => operation?.kind === "recovered" && step === "closed") ?? null);
    expect([project.issues().length, issue.state]).toEqual([1, "open"]);
    await project.push("Mend", { "src/sum.ts": "export const sum = 1;\n" });
    await project.playCi({ types: { conclusion: "success" } });
    await soon("the issue to be closed", () => (issue.state === "closed" ? true : null));
  });
});

test("an alert opens one issue, brings it up to date, and closes it when it was quiet for as long as the repository says; it does not come back by itself", async () => {
  const project = await Project.open(stand, "alerted", { ".github/workflows/ci.yml": ci, ".github/regreen.yml": "version: 1\nreact: {branches: [\"**\"]}\nalerts: {new: true, sustained: true, quiet_hours: 12}\n" });
  const alerts = (): readonly Issue[] => project.issues().filter(({ body }) => body?.startsWith("<!-- regreen:alert:") === true);
  await redden(project, "main", 1);
  const [issue] = await until("the alert", () => (alerts().length > 0 ? alerts() : null), 20);
  expect(issue?.title).toMatch(/^New failure: /);
  for (const answer of [2, 3]) {
    stand.clock.forward(3 * 3_600);
    await redden(project, "main", answer);
    await project.closed(answer - 1);
  }
  await until("the second alert", () => (alerts().length === 2 ? true : null), 20);
  expect(alerts().map(({ title }) => title.split(":")[0])).toEqual(["New failure", "Failure that stays"]);
  stand.clock.forward(3_600);
  await redden(project, "main", 4);
  await project.closed(3);
  await until("it to be brought up to date", () => (alerts()[1]?.body?.includes("in 4 runs over 7 hours") === true ? true : null), 20);
  expect(alerts().length).toBe(2);
  stand.clock.forward(11 * 3_600);
  await stand.hurrying(() => new Promise((resolve) => { setTimeout(resolve, 300); }));
  expect(alerts().map(({ state }) => state)).toEqual(["open", "open"]);
  stand.clock.forward(2 * 3_600);
  await soon("both to be closed", () => (alerts().every(({ state }) => state === "closed") ? true : null));
  expect(alerts()[1]?.body).toMatch(/^<!-- regreen:alert:sustained:\w+ -->\n\n\*\*Quiet\*\* since \S+: not seen for 1[2-9] hours/);
});
