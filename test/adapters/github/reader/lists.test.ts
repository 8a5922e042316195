import { expect, test } from "@jest/globals";
import nock from "nock";
import { timestamp } from "../../../../src/core/identity/timestamp.ts";
import { mintsToken } from "../exchanges.ts";
import { gitHub, repository, sha, stranger } from "../octo-hello.ts";
import { API, REPO } from "../addresses.ts";
import { useNock } from "../use-nock.ts";

useNock();

const run = (id: number, title = "Regreen fix"): object => ({
  id, run_attempt: 1, name: "Regreen fix", path: ".github/workflows/regreen-fix.yml", event: "workflow_dispatch", display_title: title, status: "queued", conclusion: null,
  head_sha: sha("a"), head_branch: "main", head_repository: { id: 501 }, created_at: `2026-11-20T08:${String(id).padStart(2, "0")}:00Z`, html_url: "https://github.com/x",
});
const next = { link: `<https://evil.example/page2>; rel="next", <${API}/x>; rel="last"` };
const pull = (number: number, more: object = {}): object => ({
  number, state: "open", merged_at: null, merge_commit_sha: sha("f"), draft: false, user: stranger, head: { ref: "regreen/fix_1", sha: sha("b"), repo: { id: 501 } },
  base: { ref: "main", sha: sha("a"), repo: { id: 501 } }, labels: [{ name: "regreen" }], title: "t", body: null, html_url: "https://github.com/p", ...more,
});

const runsPage = (page: number): nock.Interceptor => nock(API).get(`${REPO}/actions/workflows/regreen-fix.yml/runs`).query({ event: "workflow_dispatch", per_page: 100, page });
const dispatchedSince = async (time: string): Promise<readonly number[]> => {
  const runs = await gitHub().reader.dispatchedRuns(repository, ".github/workflows/regreen-fix.yml", timestamp(Date.parse(time)));
  return runs.map(({ id }) => id);
};

test("a list is read to its last page, and the address of the next page is not believed", async () => {
  mintsToken();
  runsPage(1).reply(200, { total_count: 2, workflow_runs: [run(1)] }, next);
  runsPage(2).reply(200, { total_count: 2, workflow_runs: [run(2)] });
  expect(await dispatchedSince("2026-11-20T08:00:00Z")).toEqual([2, 1]);
});

test("runs older than the moment are left out, and their pages are not asked for", async () => {
  mintsToken();
  runsPage(1).reply(200, { total_count: 900, workflow_runs: [run(9), run(5)] }, next);
  expect(await dispatchedSince("2026-11-20T08:07:00Z")).toEqual([9]);
});

test("a list that does not end is refused", async () => {
  mintsToken();
  nock(API).get(`${REPO}/actions/runs/9/jobs`).query(true).times(50).reply(200, { total_count: 1, jobs: [] }, next);
  await expect(gitHub().reader.jobs(repository, 9)).rejects.toMatchObject({ code: "github-invalid" });
});

test("jobs come with their steps", async () => {
  mintsToken();
  const job = { id: 3, name: "lint", status: "completed", conclusion: "failure", html_url: "https://github.com/j", run_attempt: 2, started_at: "2026-11-20T08:15:00Z", completed_at: "2026-11-20T08:16:30Z", steps: [{ name: "Run eslint", number: 4, status: "completed", conclusion: "failure" }] };
  nock(API).get(`${REPO}/actions/runs/9/jobs`).query({ filter: "latest", per_page: 100, page: 1 }).reply(200, { total_count: 1, jobs: [job] });
  expect(await gitHub().reader.jobs(repository, 9)).toEqual([
    { id: 3, name: "lint", status: "completed", conclusion: "failure", url: "https://github.com/j", steps: [{ name: "Run eslint", number: 4, conclusion: "failure" }], attempt: 2, startedAt: "2026-11-20T08:15:00.000Z", completedAt: "2026-11-20T08:16:30.000Z" },
  ]);
});

test("runs in progress are those of the whole repository that still are", async () => {
  mintsToken();
  const runs = [{ ...run(1), status: "in_progress", run_started_at: "2026-11-20T09:00:00Z" }, { ...run(2), status: "completed" }];
  nock(API).get(`${REPO}/actions/runs`).query({ status: "in_progress", per_page: 100, page: 1 }).reply(200, { total_count: 2, workflow_runs: runs });
  expect((await gitHub().reader.runsInProgress(repository)).map(({ id, startedAt }) => [id, startedAt])).toEqual([[1, "2026-11-20T09:00:00.000Z"]]);
});

test("check runs of a commit say which App made them", async () => {
  mintsToken();
  const check = { id: 5, name: "ci / lint", app: { id: 15368, slug: "github-actions" }, status: "completed", conclusion: "failure", head_sha: sha("a"), started_at: "2026-11-20T08:15:00Z", completed_at: "2026-11-20T08:16:00Z", check_suite: { id: 9 }, output: { title: null, summary: null, text: null }, html_url: null, external_id: "x" };
  nock(API).get(`${REPO}/commits/${sha("a")}/check-runs`).query(true).reply(200, { total_count: 1, check_runs: [check] });
  expect(await gitHub().reader.checkRuns(repository, sha("a"))).toEqual([{
    id: 5, name: "ci / lint", appSlug: "github-actions", appId: 15368, status: "completed", conclusion: "failure", headSha: sha("a"), startedAt: "2026-11-20T08:15:00.000Z", completedAt: "2026-11-20T08:16:00.000Z", suiteId: 9,
    output: { title: null, summary: null, text: null }, url: "",
  }]);
});

test("annotations keep their level", async () => {
  mintsToken();
  nock(API).get(`${REPO}/check-runs/5/annotations`).query(true).reply(200, [{ path: "a.js", start_line: 3, end_line: 3, annotation_level: "warning", message: "semi", title: null }]);
  expect(await gitHub().reader.annotations(repository, 5)).toEqual({ annotations: [{ path: "a.js", startLine: 3, endLine: 3, level: "warning", message: "semi", title: null }], truncated: false });
});

test("a fork's branch of the same name is not ours", async () => {
  mintsToken();
  const fork = pull(8, { head: { ref: "regreen/fix_1", sha: sha("b"), repo: { id: 666 } } });
  nock(API).get(`${REPO}/pulls`).query({ head: "octo:regreen/fix_1", state: "open", per_page: 100, page: 1 }).reply(200, [fork, pull(7)]);
  expect((await gitHub().reader.pullRequestsOf(repository, "regreen/fix_1")).map(({ number }) => number)).toEqual([7]);
});

test("an open pull request has no merge commit, whatever GitHub prepares", async () => {
  mintsToken();
  nock(API).get(`${REPO}/pulls/7`).reply(200, pull(7, { merged: false, mergeable: null }));
  expect(await gitHub().reader.pullRequest(repository, 7)).toMatchObject({ merged: false, mergeSha: null, mergeable: null, author: "mallory", labels: ["regreen"] });
});

test("files and reviews of a pull request are read", async () => {
  mintsToken();
  const { reader } = gitHub();
  nock(API).get(`${REPO}/pulls/7/files`).query(true).reply(200, [{ filename: "b.js", previous_filename: "a.js", status: "renamed", additions: 1, deletions: 0, patch: "@@" }]);
  nock(API).get(`${REPO}/pulls/7/reviews`).query(true).reply(200, [{ user: null, state: "APPROVED", commit_id: null, submitted_at: "2026-11-20T08:15:00Z" }]);
  expect(await reader.pullFiles(repository, 7)).toEqual([{ path: "b.js", previousPath: "a.js", status: "renamed", additions: 1, deletions: 0, patch: "@@" }]);
  expect(await reader.reviews(repository, 7)).toEqual([{ author: "", authorIsBot: false, state: "APPROVED", commitSha: null, submittedAt: "2026-11-20T08:15:00.000Z" }]);
});

test("a branch's head is asked for by its whole name", async () => {
  mintsToken();
  const { reader } = gitHub();
  nock(API).get(`${REPO}/git/ref/heads%2Frelease%2F1`).reply(200, { ref: "refs/heads/release/1", object: { type: "commit", sha: sha("d") } });
  nock(API).get(`${REPO}/git/ref/heads%2Fgone`).reply(404, { message: "Not Found" });
  expect(await reader.branchHead(repository, "release/1")).toBe(sha("d"));
  expect(await reader.branchHead(repository, "gone")).toBeNull();
});

test("required checks are those of the protection and of the rulesets together", async () => {
  mintsToken();
  nock(API).get(`${REPO}/branches/main`).reply(200, { protection: { enabled: true, required_status_checks: { enforcement_level: "everyone", contexts: ["ci / lint", "any"], checks: [{ context: "ci / lint", app_id: 15368 }, { context: "any", app_id: -1 }] } } });
  nock(API).get(`${REPO}/rules/branches/main`).query(true).reply(200, [{ type: "deletion" }, { type: "required_status_checks", parameters: { required_status_checks: [{ context: "build", integration_id: 77 }] } }]);
  expect(await gitHub().reader.requiredChecks(repository, "main")).toEqual([{ name: "any", appId: null }, { name: "build", appId: 77 }, { name: "ci / lint", appId: 15368 }]);
});

test("required checks that we may not see are not known, which is not the same as none", async () => {
  mintsToken();
  nock(API).get(`${REPO}/branches/main`).reply(403, { message: "Resource not accessible by integration" });
  expect(await gitHub().reader.requiredChecks(repository, "main")).toBeNull();
});
