/** A commit is taken back in a real checkout, byte for byte and mode for mode. */
import { afterEach, expect, jest, test } from "@jest/globals";
import { GitSha } from "../../src/core/identity/identifier.ts";
import { makeExecutable, openWorkshop, type Workshop } from "./workshop.ts";

jest.setTimeout(30_000);
let shop: Workshop;
afterEach(() => shop.remove());

const contract = `version: 1.0.0
complexity: 2
handles: [{class: test-failure}]
files: {allow: ["**"]}
actions: {allow: [modify_text, change_syntax_tree, modify_comments, add_file, delete_file, change_mode]}
fix: [{restore: parent}]
post_check: [{restored: parent}]
limits: {seconds: 20, memory_mb: 512, output_mb: 1, network: none}
opt_in: true`;

function breakIt(): { readonly commit: GitSha; readonly parent: GitSha } {
  shop = openWorkshop({ "a.txt": "one\r\ntwo\n", "deep/gone.txt": "here\n", "run.sh": "#!/bin/sh\n", "other.txt": "other\n" });
  shop.addSkill("revert", contract);
  const parent = GitSha.parse(shop.git("rev-parse", "HEAD").trim());
  shop.write("a.txt", "three\n");
  shop.write("new/fresh.txt", "fresh\n");
  shop.git("rm", "-q", "deep/gone.txt");
  makeExecutable(`${shop.checkout}/run.sh`);
  return { commit: GitSha.parse(shop.commit()), parent };
}

const files = ["a.txt", "deep/gone.txt", "new/fresh.txt", "run.sh"];

test("what was changed, added, deleted and made executable is as it was; nothing else is touched", async () => {
  const restore = breakIt();
  const { result, contents } = await shop.execute(shop.plan([{ skill: "revert", files, restore }]));
  expect([result.reason, result.outcome]).toEqual([null, "changed"]);
  expect(Object.fromEntries([...contents].map(([path, bytes]) => [path, bytes === null ? null : Buffer.from(bytes).toString()]))).toEqual({ "a.txt": "one\r\ntwo\n", "deep/gone.txt": "here\n", "new/fresh.txt": null, "run.sh": "#!/bin/sh\n" });
  expect(result.files.find(({ path }) => path === "run.sh")?.mode).toBe("100644");
  expect(result.checks).toMatchObject([{ name: "restored", before: { exit: 1, summary: "4 files not as before the commit: a.txt, deep/gone.txt, new/fresh.txt, run.sh" }, after: { exit: 0 } }]);
});

test("where the checkout is shallow, what is missing is a set-up step", async () => {
  const { commit } = breakIt();
  const { result } = await shop.execute(shop.plan([{ skill: "revert", files, restore: { commit, parent: GitSha.parse("0".repeat(40)) } }]));
  expect(result).toMatchObject({ outcome: "refused", set_up: true, reason: expect.stringContaining("`fetch-depth: 2`") });
});

test("another commit than the one that is checked out is not taken back", async () => {
  const { parent } = breakIt();
  const { result } = await shop.execute(shop.plan([{ skill: "revert", files, restore: { commit: parent, parent } }]));
  expect(result).toMatchObject({ outcome: "refused", reason: expect.stringContaining("takes back the commit that is checked out") });
});
