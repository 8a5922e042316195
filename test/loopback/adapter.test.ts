import { readFileSync } from "node:fs";
import { Octokit } from "@octokit/rest";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { createGitHub, type GitHub } from "../../src/adapters/github/create-github.ts";
import { digestOf } from "../../src/core/identity/digest.ts";
import { FixId, GitSha } from "../../src/core/identity/identifier.ts";
import type { Effect, Receipt } from "../../src/core/repair/effect.ts";
import { Repository } from "../../src/core/repair/repair.ts";
import { startLoopback, type Loopback } from "./start-loopback.ts";
import { silent } from "../adapters/github/octo-hello.ts";

/** The whole adapter against a GitHub that holds requests and answers to GitHub's own description, with the permissions of `app.yml`. */
let loopback: Loopback;
let gitHub: GitHub;
let repository: Repository;
let base: GitSha;

const manifest = parse(readFileSync("app.yml", "utf8")) as { readonly default_permissions: Record<string, "read" | "write">; readonly default_events: readonly string[] };
const evidence = Buffer.from('{"phase":"SPEC"}\n');
const content = { content: (sha256: string) => Promise.resolve(sha256 === digestOf(evidence) ? evidence : null) };
const workflow = 'name: Regreen fix\nrun-name: Regreen fix ${{ inputs.fix_id }} ${{ inputs.plan_id }}\non:\n  workflow_dispatch:\n    inputs:\n      plan: {required: true, type: string}\n      plan_id: {required: true, type: string}\n      fix_id: {required: true, type: string}\n      base_sha: {required: true, type: string}\njobs:\n  fix:\n    runs-on: ubuntu-latest\n    steps:\n      - run: "true"\n';

beforeAll(async () => {
  loopback = await startLoopback();
  const app = loopback.createApp({ slug: "regreen", permissions: manifest.default_permissions, events: manifest.default_events });
  const hosted = await loopback.createRepository({ owner: "octo", name: "hello" });
  const installation = loopback.install(app, { account: "octo", repositories: [hosted] });
  base = GitSha.parse(await loopback.push(hosted, { message: "Begin", files: { "src/a.js": "let a = 1\n", ".github/workflows/regreen-fix.yml": workflow, "link": "x" } }));
  repository = Repository.parse({ id: hosted.id, name: "octo/hello", installation_id: installation.id, default_branch: "main" });
  gitHub = createGitHub({ appId: app.id, privateKey: app.privateKey, apiUrl: `${loopback.url}/api/v3`, log: silent });
});

afterAll(() => loopback.close());
afterEach(() => { expect([...loopback.violations, ...loopback.refusals, ...loopback.unimplemented]).toEqual([]); });

const branch = "regreen/fix_20261120_081500_k3f9";
const marker = "<!-- regreen:fix_20261120_081500_k3f9 -->";
const fixId = FixId.parse("fix_20261120_081500_k3f9");
const planId = `plan_${"0".repeat(64)}`;

/** Performs it twice: the second time must find what the first one did. */
async function twice(effect: Effect): Promise<Receipt> {
  const first = await gitHub.writer(content).perform(repository, effect);
  expect(await gitHub.writer(content).perform(repository, effect)).toEqual(first);
  return first;
}

test("a file of a commit is read, and what is not there is null", async () => {
  expect(Buffer.from(await gitHub.reader.file(repository, "src/a.js", "main") ?? []).toString()).toBe("let a = 1\n");
  expect(await gitHub.reader.file(repository, "src/b.js", base)).toBeNull();
  expect((await gitHub.reader.tree(repository, base)).some(({ path, mode }) => path === "src/a.js" && mode === "100644")).toBe(true);
  expect(await gitHub.reader.branchHead(repository, "main")).toBe(base);
});

test("a commit is read with its message and parents, and one that is not there is null", async () => {
  expect(await gitHub.reader.commit(repository, base)).toEqual({ sha: base, message: "Begin", parents: [] });
  expect(await gitHub.reader.commit(repository, GitSha.parse("0".repeat(40)))).toBeNull();
});

test("the story of a repair is written once, however often it is asked for", async () => {
  const files = [{ path: "src/a.js", mode: "100644" as const, content_base64: Buffer.from("let a = 1;\n").toString("base64") }];
  const pushed = await twice({ kind: "push_commit", branch, parent_sha: base, files, message: `Fix lint\n\n${planId}`, marker: planId });
  const head = GitSha.parse(pushed.kind === "push_commit" ? pushed.commit_sha : "");
  const opened = await twice({ kind: "open_pull_request", head: branch, base: "main", title: "Fix lint", body: `${marker}\nFixed.`, labels: ["regreen"], marker });
  const number = opened.kind === "open_pull_request" ? opened.number : 0;
  await twice({ kind: "post_check", name: "regreen/policy", head_sha: head, external_id: `${fixId}:merge`, status: "completed", conclusion: "success", title: "All rules hold", summary: "14 rules", annotations: [] });
  await twice({ kind: "upsert_comment", number, marker, body: `${marker}\n[FIXED]` });
  expect(await gitHub.reader.pullRequest(repository, number)).toMatchObject({ headSha: head, baseBranch: "main", author: "regreen[bot]", labels: ["regreen"], state: "open" });
  expect((await gitHub.reader.pullRequestsOf(repository, branch)).map((pull) => pull.number)).toEqual([number]);
  expect((await gitHub.reader.pullFiles(repository, number)).map(({ path }) => path)).toEqual(["src/a.js"]);
  expect((await gitHub.reader.checkRuns(repository, head)).map(({ name, appSlug }) => [name, appSlug])).toEqual([["regreen/policy", "regreen"]]);
  expect(await gitHub.reader.reviews(repository, number)).toEqual([]);
  expect(await gitHub.reader.requiredChecks(repository, "main")).toEqual([]);
  const merged = await twice({ kind: "merge_pull_request", number, head_sha: head, method: "squash" });
  expect(merged).toMatchObject({ merged: true });
  expect(Buffer.from(await gitHub.reader.file(repository, "src/a.js", "main") ?? []).toString()).toBe("let a = 1;\n");
});

test("a commit on somebody's pull request, suggestions on its lines and the end of our own stand once, however often they are asked for", async () => {
  const hosted = loopback.state.repositories().find(({ name }) => name === "hello");
  if (hosted === undefined) throw new Error("no repository");
  const head = GitSha.parse(await loopback.push(hosted, { message: "A feature", branch: "feature", files: { "src/b.js": "let b = 1\nlet c = 2\n" } }));
  const person = new Octokit({ baseUrl: loopback.url, auth: loopback.createUserToken("octo"), log: { debug() {}, info() {}, warn() {}, error() {} } });
  const { data: pull } = await person.pulls.create({ owner: "octo", repo: "hello", head: "feature", base: "main", title: "Feature" });
  const review = await twice({
    kind: "suggest_changes", number: pull.number, head_sha: head, marker, body: `${marker}\nHere.`, comments: [{ path: "src/b.js", start_line: 1, line: 2, body: "```suggestion\nlet b = 1;\nlet c = 2;\n```" }],
  });
  expect(review).toMatchObject({ review_id: expect.any(Number), reason: null });
  const files = [{ path: "src/b.js", mode: "100644" as const, content_base64: Buffer.from("let b = 1;\nlet c = 2;\n").toString("base64") }];
  const push: Effect = { kind: "push_to_pull", number: pull.number, branch: "feature", parent_sha: head, files, message: `Fix lint\n\n${planId}`, marker: planId };
  const pushed = await twice(push);
  const commit = GitSha.parse(pushed.kind === "push_to_pull" ? pushed.commit_sha : "");
  expect(await gitHub.reader.commit(repository, commit)).toMatchObject({ parents: [head] });
  await loopback.push(hosted, { message: "Go on", branch: "feature", files: { "README.md": "# Hello\n" } });
  expect(await gitHub.writer(content).perform(repository, { ...push, parent_sha: commit, marker: "another", message: "another" })).toEqual({ kind: "push_to_pull", commit_sha: null, reason: "the branch has moved on: its new head has runs of its own" });
  expect(await gitHub.writer(content).perform(repository, { ...push, branch: "main" })).toMatchObject({ kind: "refused", code: "github-forbidden" });
  expect(await gitHub.writer(content).perform(repository, { kind: "suggest_changes", number: pull.number, head_sha: head, marker: "<!-- another -->", body: "<!-- another -->", comments: [] })).toMatchObject({ review_id: null });
  // Somebody's pull request is never closed, though it carries our marker.
  await person.pulls.update({ owner: "octo", repo: "hello", pull_number: pull.number, body: marker });
  expect(await twice({ kind: "close_pull_request", number: pull.number, marker, comment: "Not needed any more." })).toEqual({ kind: "close_pull_request", closed: false });
  await twice({ kind: "push_commit", branch: "regreen/fix_20261120_081500_zzzz", parent_sha: commit, files: [{ path: "x.js", mode: "100644", content_base64: "eA==" }], message: `x\n\n${planId}`, marker: planId });
  const opened = await twice({ kind: "open_pull_request", head: "regreen/fix_20261120_081500_zzzz", base: "feature", title: "Fix", body: marker, labels: [], marker, draft: true, assignees: ["octo"] });
  const number = opened.kind === "open_pull_request" ? opened.number : 0;
  expect(await twice({ kind: "close_pull_request", number, marker, comment: "Not needed any more." })).toEqual({ kind: "close_pull_request", closed: true });
  const issue = hosted.issues.get(number);
  expect([issue?.state, issue?.pull?.draft, issue?.assignees.map(({ login }) => login), issue?.comments.map(({ body }) => body)]).toEqual(["closed", true, ["octo"], ["<!-- regreen:closing -->\nNot needed any more."]]);
});

test("evidence begins a branch without history, and grows it", async () => {
  const store = (path: string): Effect => ({ kind: "store_evidence", branch: "regreen/evidence", message: "Keep evidence", files: [{ path, sha256: digestOf(evidence) }], texts: [], signed_head: null });
  await twice(store(`${fixId}/SPEC/problem.json`));
  await twice(store(`${fixId}/PLAN/plan.json`));
  const head = await gitHub.reader.branchHead(repository, "regreen/evidence");
  const paths = (await gitHub.reader.tree(repository, head ?? base)).filter(({ type }) => type === "blob").map(({ path }) => path);
  expect(paths).toEqual([`${fixId}/PLAN/plan.json`, `${fixId}/SPEC/problem.json`]);
});

test("one escalation issue stands for one failure", async () => {
  await twice({ kind: "upsert_issue", marker: "<!-- regreen:issue:1 -->", title: "A test fails", body: "<!-- regreen:issue:1 -->\ndiagnosis", labels: ["regreen"], state: "open" });
});

test("the fix workflow is started once", async () => {
  const receipt = await twice({ kind: "dispatch_fix", workflow: ".github/workflows/regreen-fix.yml", ref: "main", inputs: { plan: "{}", plan_id: planId, fix_id: fixId, base_sha: base }, plan_id: planId, fix_id: fixId });
  expect(receipt).toMatchObject({ kind: "dispatch_fix", run_id: expect.any(Number) });
});
