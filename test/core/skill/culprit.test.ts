import { describe, expect, test } from "@jest/globals";
import { GitSha } from "../../../src/core/identity/identifier.ts";
import { judgeCulprit, type CulpritFacts, type TreeFile } from "../../../src/core/skill/culprit.ts";

const sha = (digit: string): GitSha => GitSha.parse(digit.repeat(40));
const file = (path: string, content: string, mode = "100644"): TreeFile => ({ path, mode, sha: content });
const facts: CulpritFacts = {
  commit: sha("b"), parents: [sha("a")], message: "Rebates", failed: ["test"], green: { head_sha: sha("a"), passed: ["lint", "test"] },
  before: [file("kept", "1"), file("changed", "1"), file("deleted", "1"), file("script", "1")],
  after: [file("kept", "1"), file("changed", "2"), file("added", "1"), file("script", "1", "100755")],
};

test("one commit behind a green one is the culprit, with all that it changed, added, deleted and made executable", () => {
  expect(judgeCulprit(facts)).toEqual({ kind: "certain", commit: sha("b"), parent: sha("a"), files: ["added", "changed", "deleted", "script"] });
});

describe("it is not certain where", () => {
  test.each<readonly [string, Partial<CulpritFacts>, string]>([
    ["it is the first commit", { parents: [] }, "is the first commit"],
    ["it is a merge", { parents: [sha("a"), sha("c")] }, "bbbbbbb is a merge"],
    ["it takes back another commit", { message: 'Revert "Rebates"\n\nThis reverts commit c.' }, "would go round in circles"],
    ["the workflow was never green", { green: null }, "never green"],
    ["the last green run was on an earlier commit", { green: { head_sha: sha("9"), passed: ["test"] } }, "several commits may have broken it"],
    ["the failed job did not run on the commit before", { green: { head_sha: sha("a"), passed: ["lint"] } }, "test did not pass on aaaaaaa"],
    ["no job is known to have failed", { failed: [] }, "the failed check did not pass"],
    ["it changed no file", { after: facts.before }, "changed no file"],
    ["it changed a link", { after: [...facts.before, file("link", "1", "120000")] }, '"link", which is no regular file'],
    ["it changed a submodule", { before: [...facts.before, file("lib", "1", "160000")] }, '"lib", which is no regular file'],
  ])("%s", (_name, change, reason) => {
    expect(judgeCulprit({ ...facts, ...change })).toEqual({ kind: "uncertain", reason: expect.stringContaining(reason) });
  });
});
