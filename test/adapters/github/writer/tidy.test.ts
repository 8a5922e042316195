import { beforeEach, describe, expect, test } from "@jest/globals";
import nock from "nock";
import type { Effect } from "../../../../src/core/repair/effect.ts";
import { mintsToken, writer } from "../exchanges.ts";
import { bot, repository, sha, stranger } from "../octo-hello.ts";
import { API, REPO } from "../addresses.ts";
import { useNock } from "../use-nock.ts";

useNock();
beforeEach(() => { mintsToken(); });

describe("a branch that is over", () => {
  const branch = "regreen/fix_1";
  const effect: Effect = { kind: "delete_branch", branch, head_sha: sha("a") };
  const pulls = (from: readonly object[], into: readonly object[]): void => {
    nock(API).get(`${REPO}/pulls`).query({ state: "open", head: `octo:${branch}`, per_page: 100, page: 1 }).reply(200, [...from]);
    if (from.length === 0) nock(API).get(`${REPO}/pulls`).query({ state: "open", base: branch, per_page: 100, page: 1 }).reply(200, [...into]);
  };
  const head = (to: string | null): void => {
    const asked = nock(API).get(`${REPO}/git/ref/heads%2Fregreen%2Ffix_1`);
    if (to === null) asked.reply(404, { message: "Not Found" });
    else asked.reply(200, { ref: `refs/heads/${branch}`, object: { type: "commit", sha: to } });
  };
  const gone = (status: number, body: object = {}): void => { nock(API).delete(`${REPO}/git/refs/heads%2Fregreen%2Ffix_1`).reply(status, body); };

  test("is deleted where its head is still ours", async () => {
    pulls([], []);
    head(sha("a"));
    gone(204);
    expect(await writer().perform(repository, effect)).toEqual({ kind: "delete_branch", deleted: true, reason: null });
  });

  test("that is gone already, or is deleted by another meanwhile, is deleted", async () => {
    const ours = writer();
    pulls([], []);
    head(null);
    expect(await ours.perform(repository, effect)).toMatchObject({ deleted: true });
    pulls([], []);
    head(sha("a"));
    gone(422, { message: "Reference does not exist" });
    expect(await ours.perform(repository, effect)).toMatchObject({ deleted: true });
  });

  test("stays where somebody else has pushed, and nothing is sent", async () => {
    pulls([], []);
    head(sha("b"));
    expect(await writer().perform(repository, effect)).toEqual({ kind: "delete_branch", deleted: false, reason: "somebody else has pushed to it" });
  });

  test.each([["comes from it", [{ number: 7 }], []], ["goes into it", [], [{ number: 7 }]]])("stays while an open pull request %s", async (_, from, into) => {
    pulls(from, into);
    expect(await writer().perform(repository, effect)).toEqual({ kind: "delete_branch", deleted: false, reason: "pull request #7 needs it" });
  });

  test("of somebody else's is never asked for", async () => {
    const ours = writer();
    nock.cleanAll();
    expect(await ours.perform(repository, { ...effect, branch: "main" })).toMatchObject({ kind: "refused" });
  });
});

describe("an issue with nothing to tell any more", () => {
  const marker = "<!-- regreen:alert:new:abc -->";
  const effect: Effect = { kind: "close_issue", marker, sentence: "**Quiet** since yesterday." };
  const issue = (change: object = {}): object => ({ number: 5, html_url: "https://github.example/octo/hello/issues/5", title: "New failure", body: `${marker}\n\nThe log says so.`, state: "open", state_reason: null, user: bot, labels: [], ...change });
  const listed = (...issues: readonly object[]): void => { nock(API).get(`${REPO}/issues`).query(true).reply(200, [...issues]); };

  test("is closed with the sentence above what stands there", async () => {
    listed(issue());
    nock(API).patch(`${REPO}/issues/5`, { body: `${marker}\n\n**Quiet** since yesterday.\n\nThe log says so.`, state: "closed", state_reason: "completed" }).reply(200, {});
    expect(await writer().perform(repository, effect)).toEqual({ kind: "close_issue", number: 5 });
  });

  test("that a person has closed is left as it is; a look-alike of somebody else is none", async () => {
    const ours = writer();
    listed(issue({ state: "closed", state_reason: "not_planned" }));
    expect(await ours.perform(repository, effect)).toEqual({ kind: "close_issue", number: 5 });
    listed(issue({ user: stranger }));
    expect(await ours.perform(repository, effect)).toEqual({ kind: "close_issue", number: null });
  });
});
