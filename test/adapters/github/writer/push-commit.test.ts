import { beforeEach, expect, test } from "@jest/globals";
import nock from "nock";
import type { Effect } from "../../../../src/core/repair/effect.ts";
import { mintsToken, writer } from "../exchanges.ts";
import { bot, repository, sha, stranger } from "../octo-hello.ts";
import { API, REPO } from "../addresses.ts";
import { useNock } from "../use-nock.ts";

useNock();
beforeEach(() => { mintsToken(); });

const [parent, parentTree, tree, commit, old] = [sha("a"), sha("b"), sha("c"), sha("d"), sha("e")];
const branch = "regreen/fix_1";
const message = "Fix lint\n\nRegreen-Plan: plan_1";
const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString("base64");
const effect: Effect = {
  kind: "push_commit", branch, parent_sha: parent, message, marker: "Regreen-Plan: plan_1",
  files: [{ path: "src/a.js", mode: "100644", content_base64: base64("let a;\n") }, { path: "old.js", mode: "100644", content_base64: null }],
};
const commitAnswer = (named: string, more: { tree?: string; message?: string; author?: object | null; parents?: readonly string[] } = {}): object => ({
  sha: named, author: more.author === undefined ? bot : more.author, commit: { message: more.message ?? message, tree: { sha: more.tree ?? tree } }, parents: (more.parents ?? [parent]).map((each) => ({ sha: each })),
});
const head = (to: string | null): void => {
  const asked = nock(API).get(`${REPO}/git/ref/heads%2Fregreen%2Ffix_1`);
  if (to === null) asked.reply(404, { message: "Not Found" });
  else asked.reply(200, { ref: `refs/heads/${branch}`, object: { type: "commit", sha: to } });
};
const treeIsMade = (): void => {
  nock(API).get(`${REPO}/commits/${parent}`).reply(200, commitAnswer(parent, { tree: parentTree, parents: [] }));
  const entries = [{ path: "src/a.js", mode: "100644", type: "blob", content: "let a;\n" }, { path: "old.js", mode: "100644", type: "blob", sha: null }];
  nock(API).post(`${REPO}/git/trees`, { base_tree: parentTree, tree: entries }).reply(201, { sha: tree });
};
const commitIsMade = (): void => { nock(API).post(`${REPO}/git/commits`, { message, tree, parents: [parent] }).reply(201, { sha: commit }); };
const done = { kind: "push_commit", commit_sha: commit };

test("a commit is made on a new branch of ours and read back", async () => {
  head(null);
  treeIsMade();
  commitIsMade();
  nock(API).post(`${REPO}/git/refs`, { ref: `refs/heads/${branch}`, sha: commit }).reply(201, {});
  head(commit);
  expect(await writer().perform(repository, effect)).toEqual(done);
});

test("a commit that stands already is not made again", async () => {
  head(commit);
  nock(API).get(`${REPO}/commits/${commit}`).reply(200, commitAnswer(commit));
  treeIsMade();
  expect(await writer().perform(repository, effect)).toEqual(done);
});

test("our own earlier revision is replaced, by force", async () => {
  head(old);
  nock(API).get(`${REPO}/commits/${old}`).reply(200, commitAnswer(old, { tree: sha("f"), message: "an earlier revision" }));
  treeIsMade();
  commitIsMade();
  nock(API).patch(`${REPO}/git/refs/heads%2Fregreen%2Ffix_1`, { sha: commit, force: true }).reply(200, {});
  head(commit);
  expect(await writer().perform(repository, effect)).toEqual(done);
});

test("a head that somebody else made is left alone", async () => {
  head(old);
  nock(API).get(`${REPO}/commits/${old}`).reply(200, commitAnswer(old, { tree: sha("f"), author: stranger }));
  treeIsMade();
  expect(await writer().perform(repository, effect)).toMatchObject({ kind: "refused", code: "github-forbidden" });
});

test("our marker over other content does not pass for our commit", async () => {
  head(old);
  nock(API).get(`${REPO}/commits/${old}`).reply(200, commitAnswer(old, { tree: sha("f"), author: stranger, message }));
  treeIsMade();
  expect(await writer().perform(repository, effect)).toMatchObject({ kind: "refused" });
});

test("a branch that appeared meanwhile is a conflict, and worth another look", async () => {
  head(null);
  treeIsMade();
  commitIsMade();
  nock(API).post(`${REPO}/git/refs`).reply(422, { message: "Reference already exists" });
  await expect(writer().perform(repository, effect)).rejects.toMatchObject({ code: "github-conflict", retry: "later" });
});

test("bytes that are no UTF-8 text travel as a blob of their own", async () => {
  const bytes = Uint8Array.from([0xff, 0xfe, 0x00]);
  head(commit);
  nock(API).get(`${REPO}/commits/${commit}`).reply(200, commitAnswer(commit));
  nock(API).get(`${REPO}/commits/${parent}`).reply(200, commitAnswer(parent, { tree: parentTree, parents: [] }));
  nock(API).post(`${REPO}/git/blobs`, { content: base64(bytes), encoding: "base64" }).reply(201, { sha: sha("f") });
  nock(API).post(`${REPO}/git/trees`, { base_tree: parentTree, tree: [{ path: "icon", mode: "100755", type: "blob", sha: sha("f") }] }).reply(201, { sha: tree });
  expect(await writer().perform(repository, { ...effect, files: [{ path: "icon", mode: "100755", content_base64: base64(bytes) }] })).toEqual(done);
});
