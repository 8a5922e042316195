/** The merge gate over everybody's pull requests, and over merge queues, as GitHub sees it: `gate: {govern: all}`. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Octokit } from "@octokit/rest";
import { until } from "../demo/until.ts";
import { deliver, digested } from "../flow/deliver.ts";
import { Project } from "../flow/project.ts";
import { openStand, type Stand } from "../flow/stand.ts";
import { timestamp } from "../../src/core/identity/timestamp.ts";
import type { LedgerDraft } from "../../src/core/ledger/entry.ts";
import type { CheckRun, Conclusion } from "../loopback/state/check.ts";
import type { PullIssue } from "../loopback/state/find.ts";

let stand: Stand;
beforeAll(async () => { stand = await openStand(); });
afterAll(() => stand.close());

const governed = (more = ""): string => `version: 1\nreact: {branches: ["never"]}\ngate: {govern: all${more}}\n`;

interface Governed { readonly project: Project; readonly pull: PullIssue }

/** A person's pull request in a repository whose gate governs all of them. */
async function opened(name: string, { more = "", policies = "", files = {}, change = { "src/app.js": "export const answer = 43;\n" } }: { readonly more?: string; readonly policies?: string; readonly files?: Readonly<Record<string, string>>; readonly change?: Readonly<Record<string, string | null>> } = {}): Promise<Governed> {
  const project = await Project.open(stand, name, { ".github/regreen.yml": `${governed(more)}${policies}`, ...files });
  await project.push("Change the answer", change, "feature");
  await project.person.pulls.create({ ...project.at, head: "feature", base: "main", title: "Another answer", body: "Please." });
  return { project, pull: await until("the pull request", () => project.pulls()[0]) };
}

const checkOn = (project: Project, head: string): CheckRun | undefined => project.checks("regreen/policy").find(({ headSha }) => headSha === head);
/** The check on a head, once it says this. */
const says = (project: Project, head: string, wanted: RegExp): Promise<CheckRun> => until(`the check to say ${String(wanted)}`, () => {
  const check = checkOn(project, head);
  return check !== undefined && wanted.test(check.output.summary ?? "") ? check : undefined;
}, 20).catch((error: unknown) => { throw new Error(`${String(error)}; it says ${checkOn(project, head)?.output.summary ?? "nothing"}`); });
const passes = async ({ project, pull }: Governed): Promise<CheckRun> => until("the check to pass", async () => {
  await project.playCi({ lint: { conclusion: "success" } });
  return project.checks("regreen/policy").find(({ headSha, conclusion }) => headSha === pull.pull.headSha && conclusion === "success");
}, 20);

test("a person's pull request whose checks passed may be merged, and the summary names every gate", async () => {
  const governedPull = await opened("governed-good");
  const check = await passes(governedPull);
  expect(check.output.summary).toMatch(/\| 1 intake \| open \|[\s\S]*\| 3 change safety \| not asked \|[\s\S]*\| 4 hermetic verification \| open \|[\s\S]*\| 5 release \| open \|/);
});

test("where the gate governs its own only, nothing is posted on a person's pull request, until the default branch says otherwise", async () => {
  const project = await Project.open(stand, "governed-own", { ".github/regreen.yml": "version: 1\nreact: {branches: [\"never\"]}\n" });
  await project.push("Change", { "src/app.js": "export const answer = 43;\n" }, "feature");
  await project.person.pulls.create({ ...project.at, head: "feature", base: "main", title: "Another answer" });
  const guards = async () => stand.serving().store.repairs.guards({ repositoryId: project.repository.id, number: 1, most: 5 });
  const { inbox, ledger } = stand.serving().store;
  await until("every delivery to be admitted", async () => ((await inbox.count()).waiting === 0 ? true : null), 20);
  expect([await guards(), project.checks("regreen/policy")]).toEqual([[], []]);
  for await (const { payload, repo } of ledger.read(1)) expect([repo === project.repository.name ? payload["pull_request"] : undefined]).toEqual([undefined]);
  await project.push("Govern all", { ".github/regreen.yml": governed() });
  await until("a word on the head", () => checkOn(project, project.pulls()[0]?.pull.headSha ?? ""), 20);
});

/** `stale` and `startup_failure` are GitHub's alone to give: test/core/repair/gate/check-facts.test.ts has all nine. */
describe("G04: a check that ended otherwise than well", () => {
  test.each<Conclusion>(["failure", "timed_out", "cancelled", "neutral", "skipped", "action_required"])("as %s lets nothing pass", async (conclusion) => {
    const { project, pull } = await opened(`governed-${conclusion.replace("_", "-")}`);
    await project.playCi({ lint: { conclusion } });
    await until("a word on the head", () => checkOn(project, pull.pull.headSha), 20);
    await stand.loopback.webhooks.settled();
    expect(project.checks("regreen/policy").filter((check) => check.conclusion === "success" || check.conclusion === "neutral")).toEqual([]);
  });
});

test("G01: a push on top is judged by itself, and the yes of before is of the commit of before", async () => {
  const governedPull = await opened("governed-push");
  const { project, pull } = governedPull;
  const before = (await passes(governedPull)).headSha;
  await project.push("On top", { "src/app.js": "export const answer = 44;\n" }, "feature");
  const after = await until("the new head", () => (pull.pull.headSha === before ? undefined : pull.pull.headSha), 20);
  const check = await says(project, after, /`checks-reported` waits/);
  expect([check.status, check.conclusion]).toEqual(["in_progress", null]);
});

test("G02: the verdict is judged again when the base moves", async () => {
  const governedPull = await opened("governed-base");
  const { project, pull } = governedPull;
  const verdict = (await passes(governedPull)).output.summary ?? "";
  const base = await project.push("Meanwhile", { "src/other.js": "export {};\n" });
  const again = await says(project, pull.pull.headSha, new RegExp(`base \`${base.slice(0, 12)}\``));
  expect([again.conclusion, verdict.includes(base.slice(0, 12))]).toEqual(["success", false]);
});

describe("people", () => {
  const strict = "policies: [default, .github/policies/approved.yml]\n";
  const pack = "version: 1\nrules:\n  - {id: approved, require: reviews.approvals >= 1, otherwise: wait, message: Approved, stage: 5}\n  - {id: owners, require: size(reviews.owners_missing) == 0, otherwise: wait, message: Owners, stage: 5}\n";
  const files = { ".github/policies/approved.yml": pack, ".github/CODEOWNERS": "src/ @ada\n" };
  const as = (login: string): Octokit => new Octokit({ baseUrl: stand.loopback.url, auth: stand.loopback.createUserToken(login), log: { debug() {}, info() {}, warn() {}, error() {} } });

  test("G06, G07, G10: only the approval of this commit by an owner who may write counts", async () => {
    const { project, pull } = await opened("governed-people", { policies: strict, files });
    for (const login of ["ada", "tom", "eve"]) stand.loopback.createUser(login);
    stand.loopback.addCollaborator(project.repository, "ada", "write");
    stand.loopback.addCollaborator(project.repository, "tom", "write");
    stand.loopback.addCollaborator(project.repository, "eve", "read");
    const approve = (login: string, commit = pull.pull.headSha): Promise<unknown> => as(login).pulls.createReview({ ...project.at, pull_number: pull.number, event: "APPROVE", commit_id: commit });
    await project.playCi({ lint: { conclusion: "success" } });
    await approve("eve");
    await approve("ada", "f".repeat(40)).catch(() => null);
    await says(project, pull.pull.headSha, /`approved` waits/);
    await approve("tom");
    await says(project, pull.pull.headSha, /`owners` waits[\s\S]*`approved` holds/);
    await approve("ada");
    const check = await until("the check to pass", () => project.checks("regreen/policy").find(({ conclusion }) => conclusion === "success"), 20);
    expect(check.headSha).toBe(pull.pull.headSha);
  });
});

test("a pull request that is closed and opened again is judged again", async () => {
  const governedPull = await opened("governed-reopened");
  const { project, pull } = governedPull;
  await passes(governedPull);
  await project.person.pulls.update({ ...project.at, pull_number: pull.number, state: "closed" });
  await until("the guard to end", async () => (await project.sworn()).find((reason) => reason.includes("merged or closed")), 20);
  stand.clock.forward(2);
  await project.person.pulls.update({ ...project.at, pull_number: pull.number, state: "open" });
  await until("a second guard to judge it", () => project.checks("regreen/policy").filter(({ headSha }) => headSha === pull.pull.headSha)[1], 20);
});

test("a policy with a mistake lets nothing pass, and is judged by as soon as it is right", async () => {
  const good = "version: 1\nrules:\n  - {id: own, require: \"true\", otherwise: deny, message: Own}\n";
  const { project, pull } = await opened("governed-mistake", { policies: "policies: [default, .github/policies/own.yml]\n", files: { ".github/policies/own.yml": good.replace("\"true\"", "no.such.fact") } });
  await project.playCi({ lint: { conclusion: "success" } });
  const resting = async () => (await stand.serving().store.repairs.guards({ repositoryId: project.repository.id, number: pull.number, most: 5 }))[0];
  await until("the guard to say why", async () => ((await resting())?.reason?.includes("own.yml") === true ? true : null), 20);
  expect(project.checks("regreen/policy")).toEqual([]);
  await project.push("Correct it", { ".github/policies/own.yml": good });
  await says(project, pull.pull.headSha, /`own` holds/);
});

test("on a timer: what no event tells is seen at the next look", async () => {
  const pack = "version: 1\nrules:\n  - {id: approved, require: reviews.approvals >= 1, otherwise: wait, message: Approved, stage: 5}\n";
  const { project, pull } = await opened("governed-timer", { policies: "policies: [default, .github/policies/approved.yml]\n", files: { ".github/policies/approved.yml": pack } });
  stand.loopback.createUser("ann");
  stand.loopback.addCollaborator(project.repository, "ann", "read");
  await project.playCi({ lint: { conclusion: "success" } });
  await new Octokit({ baseUrl: stand.loopback.url, auth: stand.loopback.createUserToken("ann"), log: { debug() {}, info() {}, warn() {}, error() {} } }).pulls.createReview({ ...project.at, pull_number: pull.number, event: "APPROVE", commit_id: pull.pull.headSha });
  await says(project, pull.pull.headSha, /`approved` waits/);
  await stand.loopback.webhooks.settled();
  stand.loopback.addCollaborator(project.repository, "ann", "write");
  await stand.hurrying(() => until("the next look", () => project.checks("regreen/policy").find(({ headSha, conclusion }) => headSha === pull.pull.headSha && conclusion === "success"), 30));
});

test("G09: a pull request that brings a laxer policy along is judged by the base branch's", async () => {
  const never = "version: 1\nrules:\n  - {id: never, require: \"false\", otherwise: deny, message: Never}\n";
  const { project, pull } = await opened("governed-policy", {
    policies: "policies: [default, .github/policies/never.yml]\n", files: { ".github/policies/never.yml": never },
    change: { ".github/policies/never.yml": never.replace('"false"', '"true"'), ".github/regreen.yml": "version: 1\ngate: {govern: own}\n" },
  });
  await project.playCi({ lint: { conclusion: "success" } });
  expect((await says(project, pull.pull.headSha, /`never` does not hold/)).conclusion).toBe("failure");
});

test("G11: a required check of one App is not met by another's of the same name", async () => {
  const { project, pull } = await opened("governed-app", { more: ", checks: [{name: lint, app_id: 987654}]" });
  await project.playCi({ lint: { conclusion: "success" } });
  const check = await says(project, pull.pull.headSha, /lint by App 987654/);
  expect(check.conclusion).toBeNull();
});

test("a required check of one workflow is met by that workflow's", async () => {
  const governedPull = await opened("governed-workflow", { more: ", checks: [{name: lint, workflow: .github/workflows/ci.yml}]" });
  expect((await passes(governedPull)).conclusion).toBe("success");
});

test("what is added and nobody sees is shown at its line", async () => {
  const { project, pull } = await opened("governed-hidden", { change: { "src/app.js": "export const answer = 42;\n// \u202e\n" } });
  const check = await says(project, pull.pull.headSha, /`hidden-characters` does not hold/);
  expect([check.conclusion, check.annotations.map(({ path, start_line, annotation_level }) => [path, start_line, annotation_level])]).toEqual(["failure", [["src/app.js", 2, "failure"]]]);
});

test("an observing gate says what it would deny, is neutral, and keeps count", async () => {
  const { project, pull } = await opened("governed-observing", { more: ", mode: observe" });
  await project.playCi({ lint: { conclusion: "failure" } });
  const check = await says(project, pull.pull.headSha, /`checks-failed` does not hold \(only observed here, not enforced\)/);
  const verdict = (await project.ledger()).findLast(({ kind }) => kind === "policy_evaluated")?.payload["rules"];
  expect([check.conclusion, check.output.summary?.includes("This gate only observes"), verdict]).toEqual(["neutral", true, expect.arrayContaining([expect.objectContaining({ rule: "checks-failed", answer: "deny" })])]);
});

test("an observing gate whose share has been steady over twenty pull requests proposes to enforce it, in the check and on the command line", async () => {
  const { project, pull } = await opened("governed-steady", { more: ", mode: observe" });
  const { store } = stand.serving();
  const at = timestamp(stand.clock.milliseconds());
  const sworn = (number: number): LedgerDraft => ({
    at, repo: "octo/governed-steady" as never, repair: null, kind: "policy_evaluated", phase: null, evidence: [], prompt_sha256: null,
    payload: { gate: "merge", answer: "allow", summary: "", policy_sha256: "c".repeat(64), head_sha: "a".repeat(40), base_sha: "b".repeat(40), pull: number, rules: number % 10 === 0 ? [{ rule: "checks-failed", pack: "default", answer: "deny", set_aside: "only observed here, not enforced", facts: [] }] : [] },
  });
  await store.ledger.append(Array.from({ length: 20 }, (_, index) => sworn(100 + index)));
  await project.playCi({ lint: { conclusion: "success" } });
  const check = await says(project, pull.pull.headSha, /The share is stable/);
  expect(check.output.summary).toMatch(/This gate only observes\. So far it has judged \d+ pull requests and would have denied 2 \(most often by `checks-failed`: 2\)\. The share is stable \(\d+ %, lately \d+ %\): `gate: \{mode: enforce\}` in `\.github\/regreen\.yml` makes it count\./);
});

test("a waiver sets one rule aside for one pull request, and a person's name is sworn to with it", async () => {
  const rule = "version: 1\nrules:\n  - {id: no-friday, require: \"false\", otherwise: deny, message: Never, waivable: true}\n  - {id: firm, require: pull.number < 100, otherwise: deny, message: Firm}\n";
  const governedPull = await opened("governed-waived", {
    more: ", waivers: [{rule: no-friday, pull: 1, reason: the hotfix cannot wait, by: ada, until: 2099-01-01}, {rule: checks-failed, reason: nobody may waive this, by: eve, until: 2099-01-01}]",
    policies: "policies: [default, .github/policies/own.yml]\n", files: { ".github/policies/own.yml": rule },
  });
  const check = await passes(governedPull);
  const sworn = (await governedPull.project.ledger()).filter(({ kind }) => kind === "human_decision").map(({ payload }) => [payload["rule"], payload["by"], payload["until"]]);
  expect([check.output.summary?.includes("waived until 2099-01-01 by ada: the hotfix cannot wait"), sworn[0]]).toEqual([true, ["no-friday", "ada", "2099-01-01"]]);
  await governedPull.project.push("Break it", { "src/app.js": "x\n" }, "feature");
  await until("the new head", () => (governedPull.pull.pull.headSha === check.headSha ? undefined : true), 20);
  await governedPull.project.playCi({ lint: { conclusion: "failure" } });
  expect((await says(governedPull.project, governedPull.pull.pull.headSha, /`checks-failed` does not hold:/)).conclusion).toBe("failure");
});

test("a waiver ends with its day: the verdict that rested on it is taken back by the timer, and nothing more is sworn to in its name", async () => {
  const until2Days = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const governedPull = await opened("governed-waiver-ends", {
    more: `, waivers: [{rule: never, reason: only until tomorrow, by: ada, until: ${until2Days}}]`, policies: "policies: [default, .github/policies/own.yml]\n",
    files: { ".github/policies/own.yml": "version: 1\nrules:\n  - {id: never, require: \"false\", otherwise: deny, message: Never, waivable: true}\n" },
  });
  await passes(governedPull);
  stand.clock.forward(2 * 86_400);
  await stand.hurrying(() => says(governedPull.project, governedPull.pull.pull.headSha, /`never` does not hold: Never/));
  expect(checkOn(governedPull.project, governedPull.pull.pull.headSha)?.conclusion).toBe("failure");
});

describe("a merge queue", () => {
  const group = (project: Project, number: number, head: string, base: string): string => JSON.stringify({
    action: "checks_requested", repository: { id: project.repository.id, full_name: `octo/${project.repository.name}`, default_branch: "main" }, installation: { id: stand.installation.id },
    merge_group: { head_sha: head, head_ref: `refs/heads/gh-readonly-queue/main/pr-${number}-${base}`, base_sha: base, base_ref: "refs/heads/main", head_commit: {} },
  });

  test("is answered on the commit that it tests, and only once its checks have passed there", async () => {
    const governedPull = await opened("governed-queue");
    const { project, pull } = governedPull;
    await passes(governedPull);
    const base = (await project.repository.git.resolve("refs/heads/main")) ?? "";
    const head = await project.push("Merge pull request", { "src/app.js": "export const answer = 43;\n" }, `gh-readonly-queue/main/pr-${pull.number}-${base}`);
    await deliver(stand, { event: "merge_group", body: group(project, pull.number, head, base) });
    await digested(stand);
    const waiting = await says(project, head, /`checks-(?:reported|finished)` waits/);
    const before = waiting.conclusion;
    await project.playCi({ lint: { conclusion: "success" } });
    const check = await until("the group's check to pass", () => project.checks("regreen/policy").find(({ headSha, conclusion }) => headSha === head && conclusion === "success"), 20);
    expect([before, check.output.summary?.includes(`base \`${base.slice(0, 12)}\``)]).toEqual([null, true]);
  });
});

test("a merge queue is answered for Regreen's own pull request with the evidence of its repair", async () => {
  const project = await Project.open(stand, "queued-own");
  const offer = await project.offered();
  await project.allowed(offer);
  const base = (await project.repository.git.resolve("refs/heads/main")) ?? "";
  const head = await project.push("Merge pull request", { "src/app.js": "export const answer = 42;\n" }, `gh-readonly-queue/main/pr-${offer.number}-${base}`);
  await deliver(stand, { event: "merge_group", body: JSON.stringify({
    action: "checks_requested", repository: { id: project.repository.id, full_name: "octo/queued-own", default_branch: "main" }, installation: { id: stand.installation.id },
    merge_group: { head_sha: head, head_ref: `refs/heads/gh-readonly-queue/main/pr-${offer.number}-${base}`, base_sha: base, base_ref: "refs/heads/main" },
  }) });
  await project.playCi({ lint: { conclusion: "success" } });
  const check = await until("the group's check to pass", () => project.checks("regreen/policy").find(({ headSha, conclusion }) => headSha === head && conclusion === "success"), 20);
  expect(check.output.summary).toMatch(/`contract-kept` holds[\s\S]*`post-checks` holds/);
});

test("G12: a pull request from a fork whose branch has our name is judged as anybody's", async () => {
  const { project, pull } = await opened("governed-fork");
  await until("a word on the head", () => checkOn(project, pull.pull.headSha), 20);
  const body = JSON.stringify({
    action: "synchronize", repository: { id: project.repository.id, full_name: "octo/governed-fork", default_branch: "main" }, installation: { id: stand.installation.id },
    pull_request: { number: pull.number, state: "open", updated_at: "2026-11-20T08:15:00Z", head: { ref: "regreen/fix_20261120_081500_k3f9", sha: pull.pull.headSha, repo: { id: 424242 } }, base: { ref: "main", sha: pull.pull.baseSha, repo: { id: project.repository.id } } },
  });
  expect(await deliver(stand, { event: "pull_request", body })).toBeLessThan(300);
  await digested(stand);
  await until("a word on the head", () => checkOn(project, pull.pull.headSha), 20);
  expect(project.checks("regreen/policy")).toHaveLength(1);
});

test("G16, G17: a guard writes checks and nothing else", async () => {
  const governedPull = await opened("governed-writes");
  await passes(governedPull);
  expect([...new Set(governedPull.project.writes())].every((operation) => operation.startsWith("checks/"))).toBe(true);
  expect(governedPull.project.writes().length).toBeGreaterThan(0);
});

test("G05: a check that passed and is run again takes the yes back until it has passed again", async () => {
  const governedPull = await opened("governed-again");
  const { project, pull } = governedPull;
  await passes(governedPull);
  const run = project.repository.workflowRuns.findLast(({ headSha, event }) => headSha === pull.pull.headSha && event === "pull_request");
  if (run === undefined) throw new Error("no run");
  stand.loopback.actions.rerun(run, "all", run.actor);
  await stand.loopback.webhooks.settled();
  for (const job of run.jobs) stand.loopback.actions.completeJob(job, "failure");
  expect((await says(project, pull.pull.headSha, /`checks-failed` does not hold/)).conclusion).toBe("failure");
});

test("G12: two pull requests with one head both wait: the check on the commit would count for either", async () => {
  const governedPull = await opened("governed-twins");
  const { project, pull } = governedPull;
  await project.push("Release", { "README.md": "# Release\n" }, "release");
  await project.person.pulls.create({ ...project.at, head: "feature", base: "release", title: "The same again" });
  await project.playCi({ lint: { conclusion: "success" } });
  const check = await says(project, pull.pull.headSha, /`one-pull` waits/);
  await stand.loopback.webhooks.settled();
  expect([check.conclusion, project.checks("regreen/policy").filter(({ conclusion }) => conclusion === "success").length]).toEqual([null, 0]);
});
