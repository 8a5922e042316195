/** What people are told of a repair: in the check on the red commit, in one comment on their pull request, and in the chat that the operator has set up. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { until } from "../demo/until.ts";
import { typeLog } from "../worker/red-repository.ts";
import { Project } from "./project.ts";
import { openStand, type Stand } from "./stand.ts";

let stand: Stand;
let chat: Server;
/** What the chat answers next; then 200. */
const statuses: number[] = [];
const heard: { readonly key: unknown; readonly text: string; readonly repo: string; readonly link: string | null }[] = [];

beforeAll(async () => {
  chat = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const status = statuses.shift() ?? 200;
      if (status === 200) heard.push({ key: request.headers["idempotency-key"], ...(JSON.parse(Buffer.concat(chunks).toString()) as { readonly text: string; readonly repo: string; readonly link: string | null }) });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => { chat.listen(0, "127.0.0.1", resolve); });
  const url = `http://127.0.0.1:${(chat.address() as AddressInfo).port}/hook/0123456789secret`;
  stand = await openStand({ channels: { allowPrivate: true, channels: [{ name: "TEAM", url, shape: "generic", repositories: ["octo/*"] }] } });
});
afterAll(async () => {
  expect([...stand.loopback.violations, ...stand.loopback.refusals]).toEqual([]);
  expect(stand.log.join("\n")).not.toContain("0123456789secret");
  await stand.close();
  chat.close();
});

const configured = (more = ""): Record<string, string> => ({ ".github/regreen.yml": `version: 1\nreact: {branches: ["**"]}\nannounce: {webhook_secret_name: TEAM}\n${more}` });
const toldOf = (project: Project): readonly string[] => heard.filter(({ repo }) => repo === `octo/${project.repository.name}`).map(({ text }) => text);

test("a red main: the check shows that the fix job runs, then what came of it; the chat hears it once, though it was busy at first", async () => {
  const project = await Project.open(stand, "told", configured());
  statuses.push(503);
  await project.turnRed();
  await project.fixRun();
  const check = await until("the check", () => project.checks("regreen/fix (CI / lint)")[0], 10);
  expect(check).toMatchObject({ status: "in_progress", conclusion: null, output: { title: "Mending ESLint: eslint-fix", summary: expect.stringMatching(/✔ 1\. The log is read, and the failure diagnosed {2}\n▶ 2\. The fix job/) } });
  await project.endFixJob();
  await stand.hurrying(() => until("the chat to hear it", () => toldOf(project)[0], 20));
  expect(toldOf(project)).toEqual([expect.stringMatching(/^\[FIXED\] eslint_problems - eslint_fix applied .*- exec_\w+$/)]);
  await until("the check to end", () => (check.status === "completed" ? true : null), 10);
  expect(check).toMatchObject({ conclusion: "neutral", output: { title: expect.stringMatching(/^\[FIXED\] eslint_problems/), summary: expect.stringContaining(`/octo/told/pull/${project.pulls()[0]?.number ?? 0})`) } });
  expect(project.checks("regreen/fix (CI / lint)")).toHaveLength(1);
});

test("a red pull request: one comment says where it is mended, and is not there before there is something to say", async () => {
  const project = await Project.open(stand, "told-pull", configured());
  await project.push("Begin a feature", { "README.md": "# Hello\n" }, "feature");
  const { data: pull } = await project.person.pulls.create({ ...project.at, head: "feature", base: "main", title: "Feature" });
  await project.turnRed({ branch: "feature" });
  await project.fixRun();
  const comments = (): readonly string[] => project.repository.issues.get(pull.number)?.comments.map(({ body }) => body) ?? [];
  expect(comments()).toEqual([]);
  await project.endFixJob();
  const comment = await until("the comment", () => comments()[0], 20);
  expect(comment).toMatch(/^<!-- regreen:pull:1 -->\n\n- `\[FIXED\]` eslint_problems .*: \[pull request 2\]\(\S+\/pull\/2\)\n\n_The label `no-autofix`/);
  await project.allowed(await until("ours", () => project.pulls()[1]));
  expect([comments().length, project.pulls()[1]?.pull.baseBranch]).toEqual([1, "feature"]);
});

test("what no skill covers is announced with its issue; a repository that names no chat of the operator's tells nobody, and goes on", async () => {
  const types = { ".github/workflows/ci.yml": "name: CI\non: [push]\npermissions: {contents: read}\njobs:\n  types: {runs-on: ubuntu-latest, steps: [{run: npx tsc}]}\n" };
  const project = await Project.open(stand, "told-issue", { ...types, ...configured() });
  const stranger = await Project.open(stand, "told-nobody", { ...types, ".github/regreen.yml": "version: 1\nannounce: {webhook_secret_name: ELSEWHERE}\n" });
  for (const one of [project, stranger]) {
    await one.push("Change", { "src/sum.ts": "export const sum: number = \"1\";\n" });
    await one.playCi({ types: { conclusion: "failure", log: typeLog } });
    expect(await one.closed()).toMatchObject({ status: "escalated" });
  }
  await until("the chat to hear it", () => toldOf(project)[0], 20);
  expect(toldOf(project)).toEqual([expect.stringMatching(/^\[(?:SKIPPED|ESCALATED)\] \w+ - /)]);
  expect([toldOf(stranger), stranger.issues().length]).toEqual([[], 1]);
});
