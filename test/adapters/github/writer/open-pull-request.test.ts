import { beforeEach, expect, test } from "@jest/globals";
import nock from "nock";
import type { Effect } from "../../../../src/core/repair/effect.ts";
import { mintsToken, writer } from "../exchanges.ts";
import { bot, repository, sha, stranger } from "../octo-hello.ts";
import { API, REPO } from "../addresses.ts";
import { useNock } from "../use-nock.ts";

useNock();
beforeEach(() => { mintsToken(); });

const marker = "<!-- regreen:fix_1 -->";
const effect: Effect = { kind: "open_pull_request", head: "regreen/fix_1", base: "main", title: "Fix lint", body: `${marker}\nwhat was done`, labels: ["regreen"], marker };
const pull = (number: number, more: object = {}): object => ({
  number, state: "open", merged_at: null, merge_commit_sha: null, draft: false, user: bot, head: { ref: "regreen/fix_1", sha: sha("b"), repo: { id: 501 } },
  base: { ref: "main", sha: sha("a"), repo: { id: 501 } }, labels: [{ name: "regreen" }], title: "t", body: effect.body, html_url: `https://github.com/octo/hello/pull/${number}`, ...more,
});
const stands = (pulls: readonly object[]): void => { nock(API).get(`${REPO}/pulls`).query({ head: "octo:regreen/fix_1", state: "all", per_page: 100, page: 1 }).reply(200, pulls); };
const receipt = (number: number): object => ({ kind: "open_pull_request", number, url: `https://github.com/octo/hello/pull/${number}` });

test("a pull request is opened and labelled", async () => {
  stands([]);
  nock(API).post(`${REPO}/pulls`, { head: "regreen/fix_1", base: "main", title: "Fix lint", body: effect.body, maintainer_can_modify: true }).reply(201, pull(7, { labels: [] }));
  nock(API).post(`${REPO}/issues/7/labels`, { labels: ["regreen"] }).reply(200, []);
  expect(await writer().perform(repository, effect)).toEqual(receipt(7));
});

test("one that was opened although the answer was lost is adopted, so there is exactly one", async () => {
  stands([]);
  nock(API).post(`${REPO}/pulls`).reply(502, "<html>");
  const performer = writer();
  await expect(performer.perform(repository, effect)).rejects.toMatchObject({ code: "github-unavailable" });
  stands([pull(7)]);
  expect(await performer.perform(repository, effect)).toEqual(receipt(7));
});

test("one that was closed meanwhile is not opened again", async () => {
  stands([pull(7, { state: "closed" })]);
  expect(await writer().perform(repository, effect)).toEqual(receipt(7));
});

test.each([
  { what: "somebody else's", more: { user: stranger } },
  { what: "another App's", more: { user: { login: "regreen-two[bot]", type: "Bot" } } },
  { what: "a fork's", more: { head: { ref: "regreen/fix_1", sha: sha("b"), repo: { id: 9 } } } },
  { what: "ours for another repair", more: { body: "<!-- regreen:fix_2 -->" } },
])("$what pull request with our branch's name is not adopted", async ({ more }) => {
  stands([pull(6, more)]);
  nock(API).post(`${REPO}/pulls`).reply(201, pull(7));
  expect(await writer().perform(repository, effect)).toEqual(receipt(7));
});

test("when GitHub says that one exists already, ours is found by a second look", async () => {
  stands([]);
  nock(API).post(`${REPO}/pulls`).reply(422, { message: "Validation Failed", errors: [{ message: "A pull request already exists for octo:regreen/fix_1." }] });
  stands([pull(7)]);
  expect(await writer().perform(repository, effect)).toEqual(receipt(7));
});

test("a base that is gone is refused for good", async () => {
  stands([]);
  nock(API).post(`${REPO}/pulls`).reply(422, { message: "Validation Failed", errors: [{ field: "base", code: "invalid" }] });
  expect(await writer().perform(repository, effect)).toMatchObject({ kind: "refused", code: "github-invalid" });
});
