/** Comments that ask for something: reaction first, then one answer that is edited as things move on; only from people who may write, whatever an event says. */
import { Octokit } from "@octokit/rest";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { until } from "../demo/until.ts";
import type { Issue } from "../loopback/state/issue.ts";
import { Project } from "./project.ts";
import { openStand, type Stand } from "./stand.ts";

let stand: Stand;
beforeAll(async () => { stand = await openStand(); });
/** One installation writes at most 80 times in a minute, and these stories share one. */
beforeEach(() => { stand.clock.forward(70); });
afterAll(() => stand.close());

const quietly = "version: 1\nreact: {branches: [\"never\"]}\n";

async function say(project: Project, number: number, body: string, person = project.person): Promise<number> {
  const { data } = await person.issues.createComment({ ...project.at, issue_number: number, body });
  await stand.loopback.webhooks.settled();
  return data.id;
}

async function issue(project: Project): Promise<number> {
  return (await project.person.issues.create({ ...project.at, title: "Talk" })).data.number;
}

const issueOf = (project: Project, number: number): Issue => project.repository.issues.get(number) as Issue;
const answers = (project: Project, number: number): readonly string[] => issueOf(project, number).comments.filter(({ app }) => app !== null).map(({ body }) => body);
export const logged = (): readonly string[] => stand.log.filter((line) => /request|instruct|"level":(40|50)/.test(line)).slice(-30);
const reactions = (project: Project, comment: number): readonly string[] => [...project.repository.issues.values()].flatMap((one) => one.reactions).filter(({ commentId }) => commentId === comment).map(({ content }) => content);

/** The latest answer, once it says this. */
function answered(project: Project, number: number, words: RegExp): Promise<string> {
  return until("the answer", () => answers(project, number).find((body) => words.test(body)) ?? null, 20)
    .catch((error: unknown) => { throw new Error(`${String(error)}: ${words.source} is not in ${JSON.stringify(answers(project, number))}\n${logged().join("")}`); });
}

async function settledRequests(): Promise<void> {
  await until("every request to be answered", async () => ((await stand.serving().store.requests.list(100)).every(({ state }) => state !== "asked") ? true : null), 20);
}

describe("a comment that asks for a fix", () => {
  test("where Regreen does not react by itself: eyes, one answer, the pull request, and the same answer to the end", async () => {
    const project = await Project.open(stand, "asked-for", { ".github/regreen.yml": quietly });
    await project.turnRed();
    await project.closed();
    const number = await issue(project);
    const comment = await say(project, number, "It is red again.\n\n/autofix lint");
    const first = await answered(project, number, /Red on `main` at [0-9a-f]{7}: `CI`\. Regreen works on it \(only `lint`\)\./);
    expect([reactions(project, comment), first.startsWith("<!-- regreen:answer:req_")]).toEqual([["eyes"], true]);
    await project.endFixJob();
    await answered(project, number, /\(ESLint\): offered in \[#2\]/);
    const [pull] = project.pulls();
    await project.person.pulls.update({ ...project.at, pull_number: pull?.number ?? 0, state: "closed" });
    await answered(project, number, /\*\*closed\*\*/);
    expect(answers(project, number)).toHaveLength(1);
    expect([...stand.loopback.violations, ...stand.loopback.refusals]).toEqual([]);
    expect((await project.ledger()).filter(({ kind }) => kind === "human_decision").map(({ payload }) => [payload["decision"], payload["by"], payload["lines"]])).toEqual([["asked", "octo", ["/autofix lint"]]]);
  });

  test("a scan says what would be run, and nothing is started", async () => {
    const project = await Project.open(stand, "scanned", { ".github/regreen.yml": quietly });
    await project.turnRed();
    await project.closed();
    const number = await issue(project);
    await say(project, number, "/autofix --scan");
    await answered(project, number, /\*\*nothing was changed\*\*: dry run: would run eslint-fix/);
    expect([project.fixRuns(), project.pulls()]).toEqual([[], []]);
  });

  test("what no skill of that kind covers is told in the answer, and in no issue", async () => {
    const project = await Project.open(stand, "narrow", { ".github/regreen.yml": quietly });
    await project.turnRed();
    await project.closed();
    const number = await issue(project);
    await say(project, number, "/autofix lint --file docs/*.md");
    await answered(project, number, /\*\*nothing was changed\*\*: it was not asked for/);
    expect(project.issues()).toHaveLength(1);
  });

  test("where nothing is red, it says so", async () => {
    const project = await Project.open(stand, "green-already");
    const number = await issue(project);
    await say(project, number, "/autofix");
    await answered(project, number, /Nothing is red on `main` at/);
  });
});

describe("who asks", () => {
  test("a person who may only read gets one quiet reaction, no answer, and nothing is done", async () => {
    const project = await Project.open(stand, "outsider", { ".github/regreen.yml": quietly });
    await project.turnRed();
    await project.closed();
    stand.loopback.createUser("mallory");
    stand.loopback.addCollaborator(project.repository, "mallory", "triage");
    const mallory = new Octokit({ baseUrl: stand.loopback.url, auth: stand.loopback.createUserToken("mallory"), log: { debug() {}, info() {}, warn() {}, error() {} } });
    const number = await issue(project);
    const comment = await say(project, number, "/autofix\n/autofix help\n/autofix nonsense here", mallory);
    await until("the refusal", () => (reactions(project, comment).length > 0 ? true : null), 20);
    await settledRequests();
    expect([reactions(project, comment), answers(project, number), (await project.repairs()).length]).toEqual([["-1"], [], 1]);
    expect((await project.ledger()).filter(({ kind }) => kind === "human_decision").map(({ payload }) => [payload["decision"], payload["by"]])).toEqual([["asked", "mallory"], ["refused", "mallory"]]);
  });

  test("what an edit adds runs once; what stood there before, and what comes back, does not run again", async () => {
    const project = await Project.open(stand, "edited");
    const number = await issue(project);
    const comment = await say(project, number, "/autofix mode code");
    await answered(project, number, /The mode is \*\*code\*\* from now on/);
    const edit = async (body: string): Promise<void> => {
      await project.person.issues.updateComment({ ...project.at, comment_id: comment, body });
      await stand.loopback.webhooks.settled();
    };
    await edit("/autofix mode code\n/autofix mode ops");
    await answered(project, number, /The mode is \*\*ops\*\* from now on/);
    await edit("never mind");
    await edit("/autofix mode ops\n/autofix mode code");
    await settledRequests();
    const orders = await stand.serving().store.orders.of(project.repository.id);
    expect(orders.map((order) => order.kind === "mode" && order.mode)).toEqual(["code", "ops"]);
    expect(answers(project, number)).toHaveLength(2);
  });
});

describe("people at a repair", () => {
  test("pause keeps why and stops it, whatever comes; resume goes on where it was", async () => {
    const project = await Project.open(stand, "paused");
    await project.turnRed();
    await project.fixRun();
    const number = await issue(project);
    const { id } = await project.until(({ step }) => step === "collect");
    await say(project, number, `/autofix pause ${id} the release is today`);
    await answered(project, number, /\*\*paused\*\* by `octo`: the release is today/);
    await project.endFixJob();
    expect(await project.until(({ status }) => status === "paused")).toMatchObject({ hold: { by: "octo", reason: "the release is today", before: "planned" }, failures: [{ status: "paused" }] });
    expect(project.pulls()).toEqual([]);
    await say(project, number, `/autofix resume ${id}`);
    await answered(project, number, /Resumed: [\s\S]*offered in \[#2\]/);
    expect((await project.ledger()).filter(({ kind, repair }) => kind === "human_decision" && repair === id).map(({ payload }) => [payload["decision"], payload["reason"]])).toEqual([["pause", "the release is today"], ["resume", null]]);
  });

  test("reject closes the pull request, and the failure is not offered again", async () => {
    const project = await Project.open(stand, "rejected");
    const offer = await project.offered();
    await say(project, offer.number, "/autofix reject we drop this file");
    expect(await project.closed()).toMatchObject({ status: "closed", phase: "MONITOR" });
    await answered(project, offer.number, /Declined\. [\s\S]*\*\*closed\*\*/);
    await project.turnRed({ files: { "README.md": "# again\n" } });
    expect(await project.closed(1)).toMatchObject({ status: "skipped", reason: expect.stringMatching(/offered this, and its pull request was closed/) });
  });

  test("a patch that waits because its skill is a candidate is offered once a person approves it on the issue", async () => {
    const own = ["---", "name: var-to-const", "description: Turns var into const.", "---", "", "## Contract", "```yaml", "version: 1.0.0", "complexity: 1", "handles: [{class: lint, tool: eslint}]", "files: {allow: [\"**/*.js\"]}", "actions: {allow: [modify_text, change_syntax_tree]}", "fix: [[\"npx\", \"--no-install\", \"eslint\", \"--fix\", \"{files}\"]]", "post_check: [[\"npx\", \"--no-install\", \"eslint\", \"{files}\"]]", "limits: {seconds: 60, memory_mb: 1024, output_mb: 4, network: none}", "```", "", "## Fix", "```sh", "npx --no-install eslint --fix {files}", "```", "## Post-check", "```sh", "npx --no-install eslint {files}", "```", ""].join("\n");
    const project = await Project.open(stand, "waiting", {
      ".github/skills/var-to-const/SKILL.md": own, ".github/skills/var-to-const/examples/first/case.json": "{}\n",
      ".github/regreen.yml": "version: 1\nreact: {branches: [\"**\"]}\nskills: {disable: [eslint-fix]}\n",
    });
    await project.turnRed();
    await project.endFixJob();
    const kept = await project.closed();
    expect(kept).toMatchObject({ status: "escalated", phase: "REVIEW", issue: 1 });
    await say(project, 1, `/autofix apply ${kept.execution ?? ""} --dry-run`);
    await answered(project, 1, /ran `var-to-const` 1\.0\.0 on 1 file \(`src\/app\.js`\)\. It would be checked again/);
    await say(project, 1, "/autofix approve");
    await answered(project, 1, /Approved\. The kept patch[\s\S]*offered in \[#2\]/);
    expect(await project.until(({ step, offer }) => step === "gate" && offer?.number === 2)).toMatchObject({ approval: { by: "octo", commit: null }, status: "proposed" });
    expect(project.pulls()).toHaveLength(1);
  });
});

describe("a repair that was merged", () => {
  async function merged(name: string): Promise<{ readonly project: Project; readonly number: number; readonly execution: string }> {
    const project = await Project.open(stand, name);
    const offer = await project.offered();
    await project.allowed(offer);
    await project.person.pulls.merge({ ...project.at, pull_number: offer.number });
    await stand.hurrying(() => until("the end", async () => {
      await project.playCi({ lint: { conclusion: "success" } });
      return (await project.repairs())[0]?.status === "merged" ? true : null;
    }, 40));
    return { project, number: offer.number, execution: (await project.repairs())[0]?.execution ?? "" };
  }

  test("is taken back by a pull request that the gate judges, and that names the commit as git does", async () => {
    const { project, number, execution } = await merged("taken-back");
    const red = await project.file("main~1", "src/app.js");
    await say(project, number, `/autofix revert ${execution}`);
    await answered(project, number, /1 file \(`src\/app\.js`\) goes back to what was there before #1: a pull request from/);
    const back = await until("the pull request", () => project.pulls()[1], 20);
    expect([back.title, back.pull.headBranch, await project.file(back.pull.headBranch, "src/app.js")]).toEqual(["Take back #1, a repair by Regreen", `regreen/revert-${execution}`, red]);
    const merge = (await project.person.pulls.get({ ...project.at, pull_number: number })).data.merge_commit_sha ?? "";
    expect((await project.person.repos.getCommit({ ...project.at, ref: back.pull.headSha })).data.commit.message).toContain(`This reverts commit ${merge}.`);
    await until("a verdict", () => project.checks("regreen/policy").find(({ headSha }) => headSha === back.pull.headSha), 20);
    const before = (await project.repairs()).length;
    await project.playCi({ lint: { conclusion: "failure" } });
    expect((await project.repairs()).length).toBe(before);
  });

  test("is left to a person where its files have changed since", async () => {
    const { project, number, execution } = await merged("gone-on");
    await project.push("Go on", { "src/app.js": "export const answer = 44;\n" });
    await say(project, number, `/autofix revert ${execution}`);
    await answered(project, number, /`src\/app\.js` has changed since, so a person takes it back\. #1 has the button \*Revert\*; in a checkout it is `git revert [0-9a-f]{40}`/);
    expect(project.pulls()).toHaveLength(1);
  });
});

describe("policies", () => {
  const pack = "version: 1\nrules:\n  - {id: not-on-fridays, require: \"false\", otherwise: deny, message: Not on a Friday, waivable: true}\n";

  test("a waiver by a command lets the gate pass on that pull request, at once, and the verdict names who gave it", async () => {
    const project = await Project.open(stand, "waived-here", { ".github/policies/own.yml": pack, ".github/regreen.yml": "version: 1\nreact: {branches: [\"**\"]}\npolicies: [default, .github/policies/own.yml]\n" });
    const offer = await project.offered();
    await until("the policy to deny", () => project.checks("regreen/policy").find(({ conclusion }) => conclusion === "failure"), 20);
    const day = new Date(stand.clock.milliseconds() + 2 * 86_400_000).toISOString().slice(0, 10);
    await say(project, offer.number, `/autofix waive not-on-fridays --reason "the release waits for it" --until ${day}`);
    await answered(project, offer.number, /`not-on-fridays` is waived for #1/);
    const check = await project.allowed(offer);
    expect(check.output.summary).toMatch(new RegExp(`waived until ${day} by octo: the release waits for it`));
    await say(project, offer.number, "/autofix status");
    await answered(project, offer.number, /- waived for #1: `not-on-fridays` until/);
  });

  test("an approval merges what is not trusted yet, where the repository merges and protects", async () => {
    const project = await Project.open(stand, "approved", { ".github/regreen.yml": "version: 1\nreact: {branches: [\"**\"]}\nauto_merge: {enabled: true}\n" });
    stand.loopback.protect(project.repository, "main", { requiredChecks: ["lint"], strict: false });
    const offer = await project.offered();
    await project.allowed(offer);
    expect(project.pulls()[0]?.pull.merged).toBe(false);
    await say(project, offer.number, "/autofix approve");
    await answered(project, offer.number, /is merged as soon as every policy is green/);
    await stand.hurrying(() => until("the merge", () => (project.pulls()[0]?.pull.merged === true ? true : null), 30));
    expect((await project.ledger()).filter(({ kind, repair }) => kind === "human_decision" && repair !== null).map(({ payload }) => [payload["decision"], payload["by"]])).toEqual([["approve", "octo"]]);
  });
});

describe("what is only told", () => {
  test("unknown commands get help and known ones their use, in one answer", async () => {
    const project = await Project.open(stand, "helped");
    const number = await issue(project);
    await say(project, number, "/autofix please\n/autofix status 42\n/autofix report");
    const answer = await answered(project, number, /There is no command|What can be asked for/);
    expect(answer).toMatch(/`\/autofix status 42`[\s\S]*Use: `\/autofix status \[<fix>\]`[\s\S]*There are no scheduled reports yet/);
    expect(answers(project, number)).toHaveLength(1);
  });

  test("explain says what failed, why this skill, and what to do", async () => {
    const project = await Project.open(stand, "explained-here");
    const offer = await project.offered();
    await say(project, offer.number, "/autofix explain");
    const answer = await answered(project, offer.number, /What failed/);
    expect(answer).toMatch(/`CI \/ lint`: ESLint, 1 problem, such as `src\/app\.js:1`[\s\S]*The contract of `eslint-fix` [\d.]+ on 1 file covers 1 failure[\s\S]*Review #1: merge it when `regreen\/policy` is green, or `\/autofix reject`/);
  });
});

test("told again with the same or another GUID, a comment is answered once", async () => {
  const project = await Project.open(stand, "told-again");
  const number = await issue(project);
  await say(project, number, "/autofix status");
  await answered(project, number, /No repair stands here/);
  const told = stand.loopback.deliveries.filter(({ repositoryId, event }) => repositoryId === project.repository.id && event === "issue_comment");
  const { deliver, digested } = await import("./deliver.ts");
  for (const { event, payload } of told) expect(await deliver(stand, { event, body: payload })).toBe(202);
  await digested(stand);
  await settledRequests();
  expect(answers(project, number)).toHaveLength(1);
});

test("the App that is started anew while it is asked and answers goes on, and answers once", async () => {
  const project = await Project.open(stand, "asked-and-restarted", { ".github/regreen.yml": quietly });
  await project.turnRed();
  await project.closed();
  const number = await issue(project);
  const comment = await say(project, number, "/autofix lint");
  await stand.restart();
  await answered(project, number, /Regreen works on it/);
  await project.endFixJob();
  await stand.restart();
  await answered(project, number, /offered in \[#2\]/);
  expect([answers(project, number).length, reactions(project, comment), project.pulls().length, project.fixRuns().length]).toEqual([1, ["eyes"], 1, 1]);
});
