/** What the crawler asks: every page of an installation's repositories, and runs within GitHub's search syntax for dates. */
import { expect, test } from "@jest/globals";
import nock from "nock";
import { Timestamp } from "../../../../src/core/identity/timestamp.ts";
import { API, REPO } from "../addresses.ts";
import { mintsToken } from "../exchanges.ts";
import { gitHub, repository } from "../octo-hello.ts";
import { useNock } from "../use-nock.ts";

useNock();

test("all of an installation's 1,150 repositories are listed, page by page; archived and disabled ones are left out", async () => {
  mintsToken();
  for (let page = 1; page <= 12; page += 1) {
    const count = page === 12 ? 50 : 100;
    const repositories = Array.from({ length: count }, (_, index) => ({ id: page * 1_000 + index, full_name: `octo/r${String(page)}-${String(index)}`, default_branch: "main", archived: page === 1 && index === 0, disabled: page === 2 && index === 0 }));
    nock(API).get("/installation/repositories").query({ page, per_page: 100 }).reply(200, { total_count: 1_150, repositories });
  }
  const found = await gitHub().crawlReader.repositoriesOf(77);
  expect([found.length, found[0]?.name, found.at(-1)]).toEqual([1_148, "octo/r1-1", { id: 12_049, name: "octo/r12-49", installation_id: 77, default_branch: "main" }]);
});

test("failed runs are searched for by when they were created, from and until", async () => {
  mintsToken();
  for (const status of ["failure", "timed_out"]) nock(API).get(`${REPO}/actions/runs`).query({ status, created: "2026-10-21T08:15:00.000Z..2026-11-01T00:00:00.000Z", per_page: 100, page: 1 }).reply(200, { workflow_runs: [] });
  expect(await gitHub().crawlReader.failedRuns(repository, { since: Timestamp.parse("2026-10-21T08:15:00.000Z"), until: Timestamp.parse("2026-11-01T00:00:00.000Z") }, 1_000)).toEqual([]);
});
