/** The merge gate, as GitHub sees it: the check `regreen/policy` on the very head that would be merged. */
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { until } from "../demo/until.ts";
import { Project } from "../flow/project.ts";
import { openStand, type Stand } from "../flow/stand.ts";
import type { Conclusion } from "../loopback/state/check.ts";
import type { PullIssue } from "../loopback/state/find.ts";
import { green, lintLog } from "../worker/red-repository.ts";

let stand: Stand;
beforeAll(async () => { stand = await openStand(); });
// One installation for all: GitHub's limit on its writes in a minute is not what is tested here.
beforeEach(() => { stand.clock.forward(60); });
afterAll(() => stand.close());

async function offered(name: string): Promise<{ readonly project: Project; readonly offer: PullIssue }> {
  const project = await Project.open(stand, name);
  return { project, offer: await project.offered() };
}

/** What the check on a head concludes once this rule does not hold there, or waits. */
async function concludesFor(rule: string, project: Project, head: string): Promise<string | null> {
  const standing = new RegExp(`\`${rule}\` (?:does not hold|waits)`);
  const check = await until(`${rule} not to hold`, () => project.checks("regreen/policy").find(({ headSha, output }) => headSha === head && standing.test(output.summary ?? "")), 20);
  return check.conclusion;
}

const passed = async (project: Project, offer: PullIssue): Promise<void> => { await project.allowed(offer); };

test.each<Conclusion>(["failure", "cancelled", "neutral"])("G04: a check that ended as %s lets nothing pass", async (conclusion) => {
  const { project, offer } = await offered(`gate-${conclusion}`);
  await project.playCi({ lint: { conclusion, log: lintLog } });
  await until("a verdict on the head", () => project.checks("regreen/policy").find(({ headSha }) => headSha === offer.pull.headSha), 20);
  await stand.loopback.webhooks.settled();
  expect(project.checks("regreen/policy").filter((check) => check.conclusion === "success")).toEqual([]);
});

test("G05: a check that passed and is run again does not pass until it has passed again", async () => {
  const { project, offer } = await offered("gate-run-again");
  await passed(project, offer);
  const run = project.repository.workflowRuns.findLast(({ headSha, event }) => headSha === offer.pull.headSha && event === "pull_request");
  if (run === undefined) throw new Error("no run");
  stand.loopback.actions.rerun(run, "all", run.actor);
  await stand.loopback.webhooks.settled();
  for (const job of run.jobs) stand.loopback.actions.completeJob(job, "failure");
  expect(await concludesFor("checks-failed", project, offer.pull.headSha)).toBe("failure");
});

test("G01, G06: what a person pushes on top was verified by nobody, and does not pass, green as it may be", async () => {
  const { project, offer } = await offered("gate-pushed-on-top");
  await passed(project, offer);
  const before = offer.pull.headSha;
  await project.push("On top", { "src/app.js": `${green}// and more\n` }, offer.pull.headBranch);
  await until("the new head", () => (offer.pull.headSha === before ? null : true), 20);
  await project.playCi({ lint: { conclusion: "success" } });
  expect(await concludesFor("head-current", project, offer.pull.headSha)).toBe("failure");
  expect(project.checks("regreen/policy").filter(({ headSha, conclusion }) => headSha === offer.pull.headSha && conclusion === "success")).toEqual([]);
  await expect(project.person.pulls.merge({ ...project.at, pull_number: offer.number, sha: before })).rejects.toMatchObject({ status: 409 });
});

test("G11: a required check that nobody reports is missing, and not passing", async () => {
  const project = await Project.open(stand, "gate-required");
  stand.loopback.protect(project.repository, "main", { requiredChecks: ["lint", "security"], strict: false });
  const offer = await project.offered();
  await project.playCi({ lint: { conclusion: "success" } });
  expect(await concludesFor("checks-finished", project, offer.pull.headSha)).toBeNull();
});

test("G18: a label that asks to stay away takes the yes back", async () => {
  const { project, offer } = await offered("gate-label");
  await passed(project, offer);
  await project.person.issues.addLabels({ ...project.at, issue_number: offer.number, labels: ["no-autofix"] });
  expect(await concludesFor("not-silenced", project, offer.pull.headSha)).toBe("failure");
});

test("a policy that denies everything is obeyed, and a pack that a pull request brings along is not read", async () => {
  const deny = "version: 1\nrules:\n  - {id: never, gates: [propose, merge], require: \"false\", otherwise: deny, message: Never}\n";
  const project = await Project.open(stand, "gate-never", { ".github/regreen.yml": "version: 1\nreact: {branches: [\"**\"]}\npolicies: [default, .github/policies/never.yml]\n", ".github/policies/never.yml": deny });
  await project.turnRed({ branch: "feature", files: { ".github/policies/never.yml": deny.replace('"false"', '"true"') } });
  await project.endFixJob();
  expect(await project.closed()).toMatchObject({ status: "escalated", reason: expect.stringContaining("never (Never)") });
  expect([project.pulls().length, (await project.ownBranches()).length]).toEqual([0, 0]);
  expect((await project.ledger()).filter(({ kind }) => kind === "policy_evaluated").map(({ payload }) => payload["answer"])).toEqual(["deny"]);
});
