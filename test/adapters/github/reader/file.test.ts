import { expect, test } from "@jest/globals";
import nock from "nock";
import { mintsToken } from "../exchanges.ts";
import { gitHub, repository, sha } from "../octo-hello.ts";
import { API, REPO } from "../addresses.ts";
import { useNock } from "../use-nock.ts";

useNock();

const tree = (letter: string, entries: readonly object[]): nock.Scope => nock(API).get(`${REPO}/git/trees/${letter.length === 1 ? sha(letter) : letter}`).reply(200, { sha: sha("e"), truncated: false, tree: entries });
const folder = { path: ".github", mode: "040000", type: "tree", sha: sha("b") };
const blob = (content: string): nock.Scope => nock(API).get(`${REPO}/git/blobs/${sha("c")}`).reply(200, { sha: sha("c"), content: Buffer.from(content).toString("base64"), encoding: "base64" });

test("a file is reached through its folders", async () => {
  mintsToken();
  tree("main", [folder]);
  tree("b", [{ path: "regreen.yml", mode: "100644", type: "blob", sha: sha("c"), size: 11 }]);
  blob("version: 1\n");
  expect(Buffer.from(await gitHub().reader.file(repository, ".github/regreen.yml", "main") ?? []).toString()).toBe("version: 1\n");
});

test.each([
  { what: "a symlink", entry: { path: "regreen.yml", mode: "120000", type: "blob", sha: sha("c"), size: 9 } },
  { what: "a folder", entry: { path: "regreen.yml", mode: "040000", type: "tree", sha: sha("c") } },
  { what: "a submodule", entry: { path: "regreen.yml", mode: "160000", type: "commit", sha: sha("c") } },
  { what: "something else", entry: { path: "other.yml", mode: "100644", type: "blob", sha: sha("c"), size: 9 } },
])("where $what stands there is no file", async ({ entry }) => {
  mintsToken();
  tree("a", [folder]);
  tree("b", [entry]);
  expect(await gitHub().reader.file(repository, ".github/regreen.yml", sha("a"))).toBeNull();
});

test("a branch that is not there has no files", async () => {
  mintsToken();
  nock(API).get(`${REPO}/git/trees/gone`).reply(404, { message: "Not Found" });
  expect(await gitHub().reader.file(repository, "a.js", "gone")).toBeNull();
});

test("folders of a commit are asked for once", async () => {
  mintsToken();
  const { reader } = gitHub();
  tree("a", [{ path: "a.js", mode: "100755", type: "blob", sha: sha("c"), size: 2 }]);
  blob("1\n");
  blob("1\n");
  await reader.file(repository, "a.js", sha("a"));
  expect(await reader.file(repository, "a.js", sha("a"))).not.toBeNull();
});

test("a tree that GitHub cuts off is refused: half a tree looks like deletions", async () => {
  mintsToken();
  nock(API).get(`${REPO}/git/trees/${sha("a")}`).query({ recursive: "1" }).reply(200, { sha: sha("a"), truncated: true, tree: [] });
  await expect(gitHub().reader.tree(repository, sha("a"))).rejects.toMatchObject({ code: "github-invalid" });
});
