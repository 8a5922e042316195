import { expect, test } from "@jest/globals";
import nock from "nock";
import { API, REPO } from "../addresses.ts";
import { mintsToken } from "../exchanges.ts";
import { gitHub, repository, sha } from "../octo-hello.ts";
import { useNock } from "../use-nock.ts";

useNock();

const run = (more: object): object => ({
  id: 7, run_attempt: 1, name: "CI", path: ".github/workflows/ci.yml", event: "push", display_title: "t", status: "completed", conclusion: "success",
  head_sha: sha("a"), head_branch: "main", head_repository: { id: 501 }, created_at: "2026-11-20T08:00:00Z", html_url: "https://github.com/x", ...more,
});
const asked = (): nock.Interceptor => nock(API).get(`${REPO}/actions/workflows/ci.yml/runs`).query({ branch: "main", status: "success", per_page: 1, page: 1 });
const lastGreen = async (): Promise<number | undefined> => (await gitHub().reader.lastGreenRun(repository, ".github/workflows/ci.yml", "main"))?.id;

test("the last green run of a workflow on a branch takes one request", async () => {
  mintsToken();
  asked().reply(200, { total_count: 90, workflow_runs: [run({})] });
  expect(await lastGreen()).toBe(7);
});

test("where there was none, there is none", async () => {
  mintsToken();
  asked().reply(200, { total_count: 0, workflow_runs: [] });
  expect(await lastGreen()).toBeUndefined();
});

test("a workflow that GitHub does not know has none", async () => {
  mintsToken();
  asked().reply(404, { message: "Not Found" });
  expect(await lastGreen()).toBeUndefined();
});

test("a run of another branch is not taken, whatever GitHub's filter did", async () => {
  mintsToken();
  asked().reply(200, { total_count: 1, workflow_runs: [run({ head_branch: "evil" })] });
  expect(await lastGreen()).toBeUndefined();
});
