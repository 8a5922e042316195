import { beforeEach, expect, test } from "@jest/globals";
import nock from "nock";
import type { Effect } from "../../../../src/core/repair/effect.ts";
import { mintsToken, writer } from "../exchanges.ts";
import { APP_ID, bot, repository, stranger } from "../octo-hello.ts";
import { API, REPO } from "../addresses.ts";
import { useNock } from "../use-nock.ts";

useNock();
beforeEach(() => { mintsToken(); });

const marker = "<!-- regreen:issue:3f9c -->";
const issueEffect: Effect = { kind: "upsert_issue", marker, title: "A test fails", body: `${marker}\ndiagnosis`, labels: ["regreen"], state: "open" };
const commentEffect: Effect = { kind: "upsert_comment", number: 7, marker, body: `${marker}\nsecond` };
const issue = (number: number, more: object = {}): object => ({
  number, html_url: `https://github.com/octo/hello/issues/${number}`, title: "A test fails", body: `${marker}\ndiagnosis`, state: "open", user: bot,
  performed_via_github_app: { id: APP_ID }, labels: [{ name: "regreen" }, { name: "mine" }], ...more,
});
const issues = (all: readonly object[]): void => { nock(API).get(`${REPO}/issues`).query({ creator: "regreen[bot]", state: "all", per_page: 100, page: 1 }).reply(200, all); };
const opens = (): void => { nock(API).post(`${REPO}/issues`, { title: "A test fails", body: issueEffect.kind === "upsert_issue" ? issueEffect.body : "", labels: ["regreen"] }).reply(201, issue(9)); };
const receipt = (number: number): object => ({ kind: "upsert_issue", number, url: `https://github.com/octo/hello/issues/${number}` });

test("an issue is opened once", async () => {
  issues([]);
  opens();
  expect(await writer().perform(repository, issueEffect)).toEqual(receipt(9));
});

test("an issue that says the same already is left as it is, with the labels that people gave it", async () => {
  issues([issue(8)]);
  expect(await writer().perform(repository, issueEffect)).toEqual(receipt(8));
});

test("an issue that says something else is updated and keeps the labels that people gave it", async () => {
  issues([issue(8, { title: "Older" })]);
  nock(API).patch(`${REPO}/issues/8`, { title: "A test fails", body: `${marker}\ndiagnosis`, state: "open", labels: ["regreen", "mine"] }).reply(200, issue(8));
  expect(await writer().perform(repository, issueEffect)).toEqual(receipt(8));
});

test("an issue that a person closed as completed is opened again: the failure is back", async () => {
  issues([issue(8, { state: "closed", state_reason: "completed" })]);
  nock(API).patch(`${REPO}/issues/8`, (body: { readonly state?: string }) => body.state === "open").reply(200, issue(8));
  expect(await writer().perform(repository, issueEffect)).toEqual(receipt(8));
});

test("an issue that a person closed as not planned is left closed", async () => {
  issues([issue(8, { state: "closed", state_reason: "not_planned" })]);
  expect(await writer().perform(repository, issueEffect)).toEqual(receipt(8));
});

test.each([
  { what: "a stranger's", more: { user: stranger, performed_via_github_app: null } },
  { what: "a person's, made through our App", more: { user: stranger } },
  { what: "another App's, with a name like ours", more: { performed_via_github_app: { id: 9 } } },
])("$what issue with our marker is not touched", async ({ more }) => {
  issues([issue(8, more)]);
  opens();
  expect(await writer().perform(repository, issueEffect)).toEqual(receipt(9));
});

test("a pull request with our marker is no issue", async () => {
  issues([issue(8, { pull_request: { url: "x" } })]);
  opens();
  expect(await writer().perform(repository, issueEffect)).toEqual(receipt(9));
});

test("our comment is updated, and a look-alike before it is not", async () => {
  nock(API).get(`${REPO}/issues/7/comments`).query(true).reply(200, [{ id: 1, body: `${marker}\nfirst`, user: stranger }, { id: 2, body: `${marker}\nfirst`, user: bot }]);
  nock(API).patch(`${REPO}/issues/comments/2`, { body: `${marker}\nsecond` }).reply(200, {});
  expect(await writer().perform(repository, commentEffect)).toEqual({ kind: "upsert_comment", comment_id: 2 });
});

test("a comment on a later page is found", async () => {
  nock(API).get(`${REPO}/issues/7/comments`).query({ per_page: 100, page: 1 }).reply(200, [], { link: `<${API}/x>; rel="next"` });
  nock(API).get(`${REPO}/issues/7/comments`).query({ per_page: 100, page: 2 }).reply(200, [{ id: 2, body: `${marker}\nsecond`, user: bot }]);
  expect(await writer().perform(repository, commentEffect)).toEqual({ kind: "upsert_comment", comment_id: 2 });
});
