/** E6: more of the App's stories, told in a repository that has workflows and no server: chats, operations, registries, words on lines and in reviews, requests by workflow, and what no event told. */
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { addSettings } from "../demo/add-settings.ts";
import { aloneWorkflow } from "../demo/fix-workflow.ts";
import { until } from "../demo/until.ts";
import { AloneProject, openAloneStage, type AloneStage } from "./alone-project.ts";

jest.setTimeout(600_000);
let stage: AloneStage;
let chat: Server;
let registry: Server;
let origin = "";
const heard: { readonly repo: string; readonly text: string; readonly link: string | null }[] = [];

beforeAll(async () => {
  chat = await listen((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      heard.push(JSON.parse(Buffer.concat(chunks).toString()) as (typeof heard)[number]);
      response.end();
    });
  });
  registry = await listen((_, response) => { response.setHeader("content-type", "application/json").end(JSON.stringify(packument)); });
  origin = addressOf(registry);
  stage = await openAloneStage({ secrets: { REGREEN_ANNOUNCE_TEAM: `${addressOf(chat)}/hook/0123456789secret` }, vars: { REGREEN_REGISTRIES: `npm=${origin}` } });
});
afterAll(async () => {
  const { violations } = stage.loopback;
  await stage.close();
  chat.close();
  registry.close();
  expect(violations).toEqual([]);
});

async function listen(answer: RequestListener): Promise<Server> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  return server;
}

const addressOf = (server: Server): string => `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
const fixing = (): string => aloneWorkflow(stage.pin).replace("workflows: [CI]", "workflows: [ci]");
/** With what the template shows as an addition; the chat of these tests is on this machine. */
const adding = (): string => addSettings(fixing()).replace(/^( +)(REGREEN_ANNOUNCE_TEAM: .*)$/m, '$1$2\n$1REGREEN_ANNOUNCE_PRIVATE: "true"');
const quiet = { ".github/regreen.yml": 'version: 1\nreact: {branches: ["never"]}\n' };
const job = (run: string, more = ""): string => `name: ci\non: {push: {branches: [main]}}\npermissions: {}\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - {${more}run: '${run}'}\n`;
const logsOf = (project: AloneProject): string => project.repository.workflowRuns.flatMap(({ jobs }) => jobs).flatMap(({ log }) => log.map((bytes) => Buffer.from(bytes).toString("utf8"))).join("");
const summariesOf = (project: AloneProject, file: string): string => project.runsOf(file).flatMap(({ jobs }) => jobs.map(({ id }) => stage.runner.summary(id) ?? "")).join("\n");

test("the chat that the workflow knows by a secret hears what was offered and what was handed over, each once, and its address is in no log; words on a line are answered in their thread, a review's in the conversation", async () => {
  const project = await AloneProject.open(stage, "told", { ".github/workflows/regreen-fix.yml": adding(), ".github/regreen.yml": "version: 1\nannounce: {webhook_secret_name: TEAM}\n" });
  const offer = await project.offered();
  await project.calm();
  await project.hour();
  expect(heard.filter(({ repo }) => repo === "octo/told").map(({ text }) => /^\[(\w+)\]/.exec(text)?.[1]).toSorted()).toEqual(["ESCALATED", "FIXED"]);
  expect(heard.map(({ link }) => link)).toContainEqual(expect.stringMatching(new RegExp(`/octo/told/pull/${String(offer.number)}$`)));
  expect(logsOf(project)).not.toContain("0123456789secret");

  const line = { ...project.at, pull_number: offer.number };
  const { data: asked } = await project.person.pulls.createReviewComment({ ...line, commit_id: offer.pull.headSha, path: "src/order.js", line: 5, body: "/autofix explain" });
  await project.calm();
  expect(offer.pull.threads.map(({ author, inReplyTo }) => [author.login, inReplyTo])).toEqual([["octo", null], ["github-actions[bot]", asked.id]]);
  await project.person.pulls.createReview({ ...line, event: "COMMENT", body: "Well done.\n\n/autofix status" });
  await project.calm();
  expect(project.answers(offer.number)).toEqual([expect.stringContaining(": offered in [#")]);
});

test("what passes by itself is run again where the repository asks; a token that may not do it is said, with the permission that is missing", async () => {
  const ci = job('test "$ATTEMPT" != 1 || { echo "npm error code ECONNRESET"; echo "npm error network This is a problem related to network connectivity."; exit 1; }; sleep 12', "env: {ATTEMPT: \"${{ github.run_attempt }}\"}, ");
  const asking = { ".github/regreen.yml": "version: 1\nskills: {opt_in: [rerun-failed-jobs]}\n", ".github/workflows/ci.yml": ci };
  const project = await AloneProject.open(stage, "flaky", asking);
  await until("the second attempt", () => (project.runsOf("ci.yml")[0]?.attempt === 2 ? true : null), 150);
  // It takes longer than the job that asked for it needs to keep its record, as CI does.
  await project.calm();
  expect([project.runsOf("ci.yml").map(({ attempt, conclusion }) => [attempt, conclusion]), project.pulls(), project.issues()]).toEqual([[[2, "success"]], [], []]);
  expect(summariesOf(project, "regreen-fix.yml")).toContain("the failed jobs are run again, once for this commit; they ended: success");

  const workflow = fixing().replace("actions: write", "actions: read");
  const reading = await AloneProject.open(stage, "flaky-reading", { ...asking, ".github/workflows/regreen-fix.yml": workflow });
  await reading.calm();
  expect([reading.runsOf("ci.yml")[0]?.attempt, summariesOf(reading, "regreen-fix.yml")]).toEqual([1, expect.stringContaining("the job's token may not do this; its `permissions` in the workflow need actions: write")]);
});

test("with the schedule, a run that does not end is cancelled where the repository asks, and a red run whose event was lost is mended", async () => {
  const { triggers } = stage.loopback.actions;
  const heardOf = triggers.queueForRun.bind(triggers);
  triggers.queueForRun = () => Promise.resolve();
  const slow = job("sleep 600").replace("name: ci", "name: slow");
  const project = await AloneProject.open(stage, "unheard", { ".github/regreen.yml": "version: 1\nskills: {opt_in: [cancel-stuck-run]}\nlimits: {stuck_run_minutes: 5}\n", ".github/workflows/slow.yml": slow });
  const run = await until("the slow run", () => project.runsOf("slow.yml").find(({ status }) => status === "in_progress"), 60);
  await until("CI to end", () => (project.runsOf("ci.yml").every(({ status }) => status === "completed") ? true : null), 60);
  triggers.queueForRun = heardOf;
  run.startedAt = new Date(Date.now() - 6 * 60_000);
  await triggers.queueForSchedule(project.repository);
  await until("the slow run to be cancelled", () => (run.conclusion === "cancelled" ? true : null), 60);
  await project.offered();
  await project.calm();
  expect([project.pulls().length, project.issues().length]).toEqual([1, 1]);
});

/** Of `tiny`, as npm asks for it; no tarball is fetched for a lockfile. */
const packument = {
  name: "tiny", "dist-tags": { latest: "1.0.0" },
  versions: { "1.0.0": { name: "tiny", version: "1.0.0", dist: { get tarball() { return `${origin}/tiny/-/tiny-1.0.0.tgz`; }, integrity: `sha512-${Buffer.alloc(64, 7).toString("base64")}`, shasum: "07".repeat(20) } } },
};

test("a skill that locks versions reaches the registry that a variable of the repository's settings names, and the offer has what the registry says", async () => {
  const lock = { name: "bakery", version: "1.0.0", lockfileVersion: 3, requires: true, packages: { "": { name: "bakery", version: "1.0.0" } } };
  const project = await AloneProject.open(stage, "locked", {
    ".github/workflows/regreen-fix.yml": adding(), ".github/regreen.yml": "version: 1\nskills: {opt_in: [lockfile-sync]}\n", ".npmrc": `registry=${origin}/\n`,
    "package.json": JSON.stringify({ name: "bakery", version: "1.0.0", dependencies: { tiny: "1.0.0" } }), "package-lock.json": JSON.stringify(lock),
    ".github/workflows/ci.yml": "name: ci\non: {push: {branches: [main]}}\npermissions: {contents: read}\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - {uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8, with: {persist-credentials: false}}\n      - run: npm ci --ignore-scripts\n",
  });
  const offer = await project.offered();
  await project.calm();
  expect(await project.file(`refs/heads/${offer.pull.headBranch}:package-lock.json`)).toContain(`"resolved": "${origin}/tiny/-/tiny-1.0.0.tgz"`);
});

test("the workflow that asks: a person's request is mended, and answered in the run's summary; inputs that are none are said", async () => {
  const project = await AloneProject.open(stage, "by-button", { ...quiet, ".github/workflows/regreen-request.yml": aloneWorkflow(stage.pin, "regreen-request.yml") });
  await project.calm();
  const ask = async (inputs: Readonly<Record<string, string>>): Promise<void> => {
    await project.person.actions.createWorkflowDispatch({ ...project.at, workflow_id: "regreen-request.yml", ref: "main", inputs });
    await project.calm();
  };
  await ask({ commands: "lint" });
  expect([project.pulls().length, summariesOf(project, "regreen-request.yml")]).toEqual([1, expect.stringMatching(/^### Asked for\n\n`lint`\n/)]);
  await ask({ commands: "status", pull: "first" });
  expect(project.runsOf("regreen-request.yml").map(({ conclusion }) => conclusion)).toEqual(["success", "failure"]);
});
