import { beforeEach, expect, test } from "@jest/globals";
import nock from "nock";
import type { Effect } from "../../../../src/core/repair/effect.ts";
import { mintsToken, writer } from "../exchanges.ts";
import { APP_ID, repository, sha } from "../octo-hello.ts";
import { API, REPO } from "../addresses.ts";
import { useNock } from "../use-nock.ts";

useNock();
beforeEach(() => { mintsToken(); });

const effect: Effect = { kind: "post_check", name: "regreen/policy", head_sha: sha("a"), external_id: "fix_1:merge", status: "completed", conclusion: "success", title: "All rules hold", summary: "14 rules", annotations: [] };
const content = { name: "regreen/policy", external_id: "fix_1:merge", status: "completed", conclusion: "success", output: { title: "All rules hold", summary: "14 rules", annotations: [] } };
const check = (more: object = {}): object => ({
  id: 5, name: "regreen/policy", app: { id: APP_ID, slug: "regreen" }, status: "in_progress", conclusion: null, head_sha: sha("a"), started_at: null,
  output: { title: "Waiting", summary: "", text: null }, html_url: null, external_id: "fix_1:merge", ...more,
});
const stand = (check_runs: readonly object[]): void => {
  nock(API).get(`${REPO}/commits/${sha("a")}/check-runs`).query({ check_name: "regreen/policy", app_id: APP_ID, filter: "all", per_page: 100, page: 1 }).reply(200, { total_count: check_runs.length, check_runs });
};
const creates = (): void => { nock(API).post(`${REPO}/check-runs`, { ...content, head_sha: sha("a") }).reply(201, check({ id: 6 })); };

test("a check run is created where there is none", async () => {
  stand([]);
  creates();
  expect(await writer().perform(repository, effect)).toEqual({ kind: "post_check", check_run_id: 6 });
});

test("ours is updated", async () => {
  stand([check()]);
  nock(API).patch(`${REPO}/check-runs/5`, content).reply(200, check());
  expect(await writer().perform(repository, effect)).toEqual({ kind: "post_check", check_run_id: 5 });
});

test("one that says the same already is left as it is", async () => {
  stand([check({ status: "completed", conclusion: "success", output: { title: "All rules hold", summary: "14 rules", text: null } })]);
  expect(await writer().perform(repository, effect)).toEqual({ kind: "post_check", check_run_id: 5 });
});

test.each([{ what: "another App's", more: { app: { id: 9, slug: "other" } } }, { what: "another repair's", more: { external_id: "fix_2:merge" } }])("$what check run of the same name is not touched", async ({ more }) => {
  stand([check(more)]);
  creates();
  expect(await writer().perform(repository, effect)).toEqual({ kind: "post_check", check_run_id: 6 });
});
