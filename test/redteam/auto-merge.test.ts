/** Merging without a person: only what is trusted, of the commit that was judged, into a branch that is protected, while nobody objects. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { until } from "../demo/until.ts";
import { Project } from "../flow/project.ts";
import { openStand, type Stand } from "../flow/stand.ts";
import { lintLog } from "../worker/red-repository.ts";
import type { PullIssue } from "../loopback/state/find.ts";

let stand: Stand;
beforeAll(async () => { stand = await openStand(); });
afterAll(() => stand.close());

const configuration = "version: 1\nreact: {branches: [\"**\"]}\nauto_merge: {enabled: true}\nskills: {standing: {promote_after: 1, trust_after: 1}}\n";

/** The same failure would not be mended twice: this is another one in the same file. */
const another = lintLog.replace("Unexpected var, use let or const instead  no-var", "'answer' is never reassigned. Use 'const' instead  prefer-const");

/** A repository in which the skill has been merged once by a person, and is trusted since; its second offer stands, its checks have not run. */
async function secondOffer(name: string): Promise<{ readonly project: Project; readonly offer: PullIssue }> {
  const project = await Project.open(stand, name, { ".github/regreen.yml": configuration });
  stand.loopback.protect(project.repository, "main", { requiredChecks: ["lint"], strict: false });
  const first = await project.offered();
  await project.allowed(first);
  await project.person.pulls.merge({ ...project.at, pull_number: first.number });
  await stand.hurrying(() => until("the first repair to end", async () => {
    await project.playCi({ lint: { conclusion: "success" } });
    return (await project.repairs())[0]?.step === "closed" ? true : null;
  }, 40));
  await project.turnRed({ log: another });
  await project.endFixJob();
  await project.until(({ offer }) => offer?.number != null, 1);
  return { project, offer: await until("the second pull request", () => project.pulls().find(({ number, state }) => state === "open" && number !== first.number)) };
}

const merges = (project: Project): number => project.writes().filter((operation) => operation === "pulls/merge").length;

test("a trusted skill's second offer is merged by the App once its checks have passed, and the first was not", async () => {
  const { project, offer } = await secondOffer("merged-by-itself");
  const before = merges(project);
  await stand.hurrying(() => until("the merge", async () => {
    await project.playCi({ lint: { conclusion: "success" } });
    return offer.pull.merged ? true : null;
  }, 40));
  await until("the merge to be the only one", () => (merges(project) === 1 ? true : null), 10);
  expect([before, offer.pull.mergedBy?.login]).toEqual([0, "regreen[bot]"]);
});

test.each(["no-autofix", "needs work"])("G18: the label %s stops the merge, whatever was allowed before", async (label) => {
  const { project, offer } = await secondOffer(`merge-stopped-${label.replace(" ", "-")}`);
  await project.person.issues.addLabels({ ...project.at, issue_number: offer.number, labels: [label] });
  await project.playCi({ lint: { conclusion: "success" } });
  await until("the verdict", () => project.checks("regreen/policy").find(({ headSha, conclusion }) => headSha === offer.pull.headSha && conclusion === (label === "no-autofix" ? "failure" : "success")), 20);
  await stand.hurrying(() => new Promise((resolve) => { setTimeout(resolve, 300); }));
  expect([merges(project), offer.pull.merged]).toEqual([0, false]);
});
