/** E6: the App's stories, told in a repository that has workflows and no server. Which of the App's they are stands in docs/install.md. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { aloneWorkflow } from "../demo/fix-workflow.ts";
import { until } from "../demo/until.ts";
import { AloneProject, openAloneStage, type AloneStage } from "./alone-project.ts";

jest.setTimeout(600_000);
let stage: AloneStage;
beforeAll(async () => { stage = await openAloneStage(); });
afterAll(async () => {
  const { violations } = stage.loopback;
  await stage.close();
  expect(violations).toEqual([]);
});

const broken = (name: string): string => readFileSync(join(import.meta.dirname, "../demo/project", name), "utf8");

test("status, list and explain are answered; a moved base has the offer built anew; merged, /autofix revert takes it back", async () => {
  const project = await AloneProject.open(stage, "stories");
  const offer = await project.offered();
  await project.calm();
  const [escalation] = project.issues();
  expect([project.pulls().length, project.issues().length, await project.ownBranches()]).toEqual([1, 1, [`refs/heads/${offer.pull.headBranch}`]]);

  const [status] = await project.say(offer.number, "/autofix status");
  expect(status).toContain(`: offered in [#${String(offer.number)}](`);
  const [explained] = await project.say(escalation?.number ?? 0, "/autofix explain");
  expect(explained).toContain("test");
  expect((await project.say(escalation?.number ?? 0, "/autofix list"))[1]).toContain("P");

  const before = offer.pull.headSha;
  await project.push("Say where it is", { "WHERE.md": "# Corner\n" });
  await project.calm();
  expect([offer.pull.headSha === before, project.pulls().length, project.issues().length]).toEqual([false, 1, 1]);
  expect(await project.file(`refs/heads/${offer.pull.headBranch}:WHERE.md`)).toBe("# Corner\n");

  await project.merge(offer);
  const execution = /\/autofix revert (exec_\w+)/.exec(offer.body ?? "")?.[1] ?? "";
  await project.say(offer.number, `/autofix revert ${execution}`);
  const back = await until("the pull request that takes it back", () => project.pulls()[1], 150);
  expect([back.title, await project.file(`refs/heads/${back.pull.headBranch}:src/order.js`)]).toEqual([expect.stringMatching(/revert|take/i), broken("src/order.js")]);
});

test("a person who closes the offer is heard: the same failure is not mended a second time", async () => {
  const project = await AloneProject.open(stage, "declined");
  const offer = await project.offered();
  await project.calm();
  await project.person.pulls.update({ ...project.at, pull_number: offer.number, state: "closed" });
  await project.calm();
  await project.push("Another day", { "WHERE.md": "# Corner\n" });
  await project.calm();
  await project.hour();
  expect([project.pulls().length, project.issues().length]).toEqual([1, 1]);
});

test("what no skill covers is one issue, brought up to date and not repeated, and closed with the commit that is green again", async () => {
  const ci = "name: ci\non: {push: {branches: [main]}}\npermissions: {contents: read}\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - {uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8, with: {persist-credentials: false}}\n      - run: node --test\n";
  const red = "import test from 'node:test';\nimport assert from 'node:assert';\ntest('counts', () => assert.equal(1 + 1, 3));\n";
  const project = await AloneProject.open(stage, "escalated", { ".github/workflows/ci.yml": ci, "test/count.test.js": red, "test/price.test.js": "", "test/receipt.test.js": "" });
  const issue = await until("the issue", () => project.issues()[0], 150);
  await project.calm();
  await project.push("Still red", { "WHERE.md": "# Corner\n" });
  await project.calm();
  expect([project.issues().length, project.pulls().length, issue.state]).toEqual([1, 0, "open"]);
  const sha = await project.push("Mend it by hand", { "test/count.test.js": red.replace("3)", "2)") });
  await project.calm();
  await project.hour();
  expect([issue.state, [issue.body ?? "", ...issue.comments.map(({ body }) => body)].some((text) => text.includes(sha.slice(0, 7)))]).toEqual(["closed", true]);
});

test("a fork's pull request is judged with a token that only reads: the verdict is the job's end, its summary and its annotations, and no check is written", async () => {
  const gate = aloneWorkflow(stage.pin, "regreen-gate.yml");
  const ci = "name: ci\non: pull_request\npermissions: {}\njobs: {lint: {runs-on: ubuntu-latest, steps: [{run: 'true'}]}}\n";
  const settings = 'version: 1\nreact: {branches: ["never"]}\ngate: {govern: all}\n';
  const project = await AloneProject.open(stage, "forked", {
    ".github/regreen.yml": settings, ".github/workflows/ci.yml": ci, ".github/workflows/regreen-gate.yml": gate, ".github/workflows/regreen-fix.yml": null, ".github/workflows/regreen-comment.yml": null,
  });
  const judged = async (branch: string, files: Readonly<Record<string, string>>): Promise<readonly [string, readonly string[], string]> => {
    const pull = await stage.loopback.openForkPull(project.repository, { owner: "stranger", branch, message: `Add ${branch}`, files });
    const run = await until("the gate", () => project.runsOf("regreen-gate.yml").find(({ headSha, status }) => headSha === pull.pull.headSha && status === "completed"), 150);
    const [job] = run.jobs;
    if (job === undefined) throw new Error("the gate has no job");
    const said = job.checkRun.annotations;
    return [job.conclusion ?? "", said.map(({ path, message }) => `${path}: ${message}`), stage.runner.summary(job.id) ?? ""];
  };
  const key = ["-----BEGIN RSA PRIVATE ", "KEY-----\n", "MIIEowIBAAKCAQEA7bq1\n".repeat(12), "-----END RSA PRIVATE ", "KEY-----\n"].join("");
  const [allowed, , praise] = await judged("good", { "good.txt": "good\n" });
  const [denied, annotations, summary] = await judged("leak", { "leak.txt": key });
  expect([allowed, denied]).toEqual(["success", "failure"]);
  expect([praise, summary]).toEqual([expect.stringContaining("### May be merged"), expect.stringContaining("### Must not be merged")]);
  expect(annotations).toContainEqual(expect.stringMatching(/^leak\.txt: /));
  expect(project.checks("regreen/policy")).toEqual([]);
  expect(stage.loopback.state.writes.filter(({ repository, actor }) => repository === "octo/forked" && actor === "github-actions[bot]").filter(({ status }) => status < 300)).toEqual([]);
});
