import { beforeEach, expect, test } from "@jest/globals";
import nock from "nock";
import { FixId } from "../../../../src/core/identity/identifier.ts";
import type { Timestamp } from "../../../../src/core/identity/timestamp.ts";
import type { Effect } from "../../../../src/core/repair/effect.ts";
import { mintsToken, writer } from "../exchanges.ts";
import { bot, repository, sha } from "../octo-hello.ts";
import { API, REPO } from "../addresses.ts";
import { useNock } from "../use-nock.ts";

useNock();
beforeEach(() => { mintsToken(); });

const merge: Effect = { kind: "merge_pull_request", number: 7, head_sha: sha("b"), method: "squash" };
const pull = (more: object = {}): void => {
  nock(API).get(`${REPO}/pulls/7`).reply(200, {
    number: 7, state: "open", merged: false, merge_commit_sha: sha("c"), draft: false, user: bot, head: { ref: "regreen/fix_1", sha: sha("b"), repo: { id: 501 } },
    base: { ref: "main", sha: sha("a"), repo: { id: 501 } }, mergeable: true, labels: [], title: "t", body: "", html_url: "https://github.com/p", ...more,
  });
};
const merges = (status: number, body: object): void => { nock(API).put(`${REPO}/pulls/7/merge`, { sha: sha("b"), merge_method: "squash" }).reply(status, body as nock.Body); };

test("exactly this head is merged", async () => {
  pull();
  merges(200, { merged: true, sha: sha("d"), message: "merged" });
  expect(await writer().perform(repository, merge)).toEqual({ kind: "merge_pull_request", merged: true, merge_sha: sha("d"), reason: null });
});

test("what is merged already is not merged again", async () => {
  pull({ state: "closed", merged: true });
  expect(await writer().perform(repository, merge)).toEqual({ kind: "merge_pull_request", merged: true, merge_sha: sha("c"), reason: null });
});

test.each([
  { what: "closed", more: { state: "closed" }, reason: "it was closed" },
  { what: "pushed to", more: { head: { ref: "regreen/fix_1", sha: sha("e"), repo: { id: 501 } } }, reason: `its head is ${sha("e")} by now` },
])("a pull request that was $what meanwhile is not merged", async ({ more, reason }) => {
  pull(more);
  expect(await writer().perform(repository, merge)).toEqual({ kind: "merge_pull_request", merged: false, merge_sha: null, reason });
});

const judged: Effect = { kind: "merge_pull_request", number: 7, head_sha: sha("b"), method: "squash", base_sha: sha("a"), labels: ["regreen"], not_after: "2099-01-01T00:00:00.000Z" as Timestamp };
const labelled = { labels: [{ name: "regreen" }] };
const base = (commit: string): void => { nock(API).get(`${REPO}/git/ref/heads%2Fmain`).reply(200, { ref: "refs/heads/main", object: { type: "commit", sha: commit } }); };

test("what is as it was judged is merged", async () => {
  pull(labelled);
  base(sha("a"));
  merges(200, { merged: true, sha: sha("d"), message: "merged" });
  expect(await writer().perform(repository, judged)).toMatchObject({ merged: true });
});

test.each<readonly [string, object, string | null, Partial<Effect>]>([
  ["its base has moved", labelled, sha("f"), {}],
  ["its labels are others by now", { labels: [{ name: "regreen" }, { name: "needs work" }] }, null, {}],
  ["its labels are others by now", {}, null, {}],
  ["it is a draft by now", { ...labelled, draft: true }, null, {}],
  ["the verdict is too old", labelled, null, { not_after: "2020-01-01T00:00:00.000Z" as Timestamp }],
])("G01, G18: nothing is merged where %s", async (reason, more, commit, change) => {
  pull(more);
  if (commit !== null) base(commit);
  expect(await writer().perform(repository, { ...judged, ...change } as Effect)).toEqual({ kind: "merge_pull_request", merged: false, merge_sha: null, reason });
});

test.each([405, 409, 422])("that GitHub answers %d is an outcome, not a fault", async (status) => {
  pull();
  merges(status, { message: "Base branch was modified" });
  expect(await writer().perform(repository, merge)).toMatchObject({ kind: "merge_pull_request", merged: false, merge_sha: null });
});

const plan = `plan_${"0".repeat(64)}`;
const fix = FixId.parse("fix_20261120_081500_k3f9");
const dispatch: Effect = { kind: "dispatch_fix", workflow: ".github/workflows/regreen-fix.yml", ref: "main", inputs: { plan: "{}", plan_id: plan, fix_id: fix, base_sha: sha("a") }, plan_id: plan, fix_id: fix };
const run = (more: object = {}): object => ({
  id: 9, run_attempt: 1, name: "Regreen fix", path: ".github/workflows/regreen-fix.yml", event: "workflow_dispatch", display_title: `Regreen fix ${fix} ${plan}`, status: "queued", conclusion: null,
  head_sha: sha("a"), head_branch: "main", head_repository: { id: 501 }, created_at: "2026-11-20T08:16:00Z", html_url: "https://github.com/x", ...more,
});
const runs = (workflow_runs: readonly object[]): void => {
  nock(API).get(`${REPO}/actions/workflows/regreen-fix.yml/runs`).query({ event: "workflow_dispatch", per_page: 100, page: 1 }).reply(200, { total_count: 1, workflow_runs });
};
const DISPATCHES = `${REPO}/actions/workflows/regreen-fix.yml/dispatches`;
const body = { ref: "main", inputs: { plan: "{}", plan_id: plan, fix_id: fix, base_sha: sha("a") } };

test("the fix workflow is started, and GitHub says which run that is", async () => {
  runs([]);
  nock(API).post(DISPATCHES, { ...body, return_run_details: true }).reply(200, { workflow_run_id: 9, run_url: "u", html_url: "h" });
  expect(await writer().perform(repository, dispatch)).toEqual({ kind: "dispatch_fix", run_id: 9 });
});

test("a run of this fix and plan stands for the dispatch", async () => {
  runs([run()]);
  expect(await writer().perform(repository, dispatch)).toEqual({ kind: "dispatch_fix", run_id: 9 });
});

test.each([
  { what: "another plan", more: { display_title: `Regreen fix ${fix} plan_${"1".repeat(64)}` } },
  { what: "another workflow", more: { path: ".github/workflows/evil.yml" } },
  { what: "a push", more: { event: "push" } },
])("a run of $what does not", async ({ more }) => {
  runs([run(more)]);
  nock(API).post(DISPATCHES).reply(204);
  expect(await writer().perform(repository, dispatch)).toEqual({ kind: "dispatch_fix", run_id: null });
});

test("a lost answer is told as one: whether it arrived is looked for before it is asked again", async () => {
  runs([]);
  nock(API).post(DISPATCHES).reply(502, "<html>");
  await expect(writer().perform(repository, dispatch)).rejects.toMatchObject({ code: "github-unavailable" });
});

test("an older server, which does not know the question, is asked without it", async () => {
  runs([]);
  nock(API).post(DISPATCHES, { ...body, return_run_details: true }).reply(422, { message: 'Invalid request.\n\n"return_run_details" is not a permitted key.' });
  nock(API).post(DISPATCHES, body).reply(204);
  expect(await writer().perform(repository, dispatch)).toEqual({ kind: "dispatch_fix", run_id: null });
});

test("a workflow that is not there is refused for good", async () => {
  nock(API).get(`${REPO}/actions/workflows/regreen-fix.yml/runs`).query(true).reply(404, { message: "Not Found" });
  expect(await writer().perform(repository, dispatch)).toMatchObject({ kind: "refused", code: "github-missing" });
});
