import { beforeEach, describe, expect, test } from "@jest/globals";
import nock from "nock";
import type { Effect } from "../../../../src/core/repair/effect.ts";
import { mintsToken, writer } from "../exchanges.ts";
import { repository, sha } from "../octo-hello.ts";
import { API, REPO } from "../addresses.ts";
import { useNock } from "../use-nock.ts";

useNock();
beforeEach(() => { mintsToken(); });

const run = (more: object = {}): void => {
  nock(API).get(`${REPO}/actions/runs/9`).reply(200, {
    id: 9, run_attempt: 1, name: "CI", path: ".github/workflows/ci.yml", event: "push", display_title: "t", status: "in_progress", conclusion: null,
    head_sha: sha("a"), head_branch: "main", head_repository: { id: 501 }, created_at: "2026-11-20T08:16:00Z", html_url: "https://github.com/x", ...more,
  });
};

describe("caches", () => {
  const effect: Effect = { kind: "delete_caches", keys: ["Linux-yarn-1405", "Linux go"] };

  test("are deleted by their whole key; one that is not there counts as none", async () => {
    nock(API).delete(`${REPO}/actions/caches`).query({ key: "Linux-yarn-1405" }).reply(200, { total_count: 2, actions_caches: [] });
    nock(API).delete(`${REPO}/actions/caches`).query({ key: "Linux go" }).reply(404, { message: "Not Found" });
    expect(await writer().perform(repository, effect)).toEqual({ kind: "delete_caches", deleted: 2 });
  });

  test("that the App may not delete are refused for good", async () => {
    nock(API).delete(`${REPO}/actions/caches`).query(true).reply(403, { message: "Resource not accessible by integration" });
    expect(await writer().perform(repository, effect)).toMatchObject({ kind: "refused", code: "github-forbidden" });
  });
});

describe("a run", () => {
  const effect: Effect = { kind: "cancel_run", run_id: 9, attempt: 1, how: "ask" };

  test("in progress is cancelled", async () => {
    run();
    nock(API).post(`${REPO}/actions/runs/9/cancel`).reply(202, {});
    expect(await writer().perform(repository, effect)).toEqual({ kind: "cancel_run", run_id: 9, cancelled: true });
  });

  test("that does not obey is cancelled by force", async () => {
    run();
    nock(API).post(`${REPO}/actions/runs/9/force-cancel`).reply(202, {});
    expect(await writer().perform(repository, { ...effect, how: "force" })).toEqual({ kind: "cancel_run", run_id: 9, cancelled: true });
  });

  test.each<[string, object, boolean]>([
    ["cancelled already", { status: "completed", conclusion: "cancelled" }, true],
    ["that has ended", { status: "completed", conclusion: "success" }, false],
    ["that was begun anew", { run_attempt: 2 }, false],
  ])("%s is left alone", async (...[, more, cancelled]) => {
    run(more);
    expect(await writer().perform(repository, effect)).toEqual({ kind: "cancel_run", run_id: 9, cancelled });
  });

  test("that ends in between was not cancelled", async () => {
    run();
    nock(API).post(`${REPO}/actions/runs/9/cancel`).reply(409, { message: "Cannot cancel a workflow run that is completed." });
    expect(await writer().perform(repository, effect)).toEqual({ kind: "cancel_run", run_id: 9, cancelled: false });
  });
});

test("an operator's operation is nothing that GitHub is asked for", async () => {
  nock.cleanAll();
  const effect: Effect = { kind: "run_operation", name: "restart-runner" as never, idempotency_key: "k", head_sha: sha("a"), run_id: 9, failure_class: "timeout" };
  expect(await writer().perform(repository, effect)).toMatchObject({ kind: "refused", code: "setting-invalid" });
});
