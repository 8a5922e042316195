import { expect, test } from "@jest/globals";
import { checkRestored, type ReadEarlier } from "../../../src/core/fix/check-restored.ts";
import type { PlanStep } from "../../../src/core/fix/plan.ts";
import type { FileChange } from "../../../src/core/fix/render-patch.ts";
import { GitSha } from "../../../src/core/identity/identifier.ts";

const parent = GitSha.parse("a".repeat(40));
const step = { files: ["a.js", "new.js"], restore: { commit: GitSha.parse("b".repeat(40)), parent } } as unknown as PlanStep;
const earlier: ReadEarlier = (path, commit) => Promise.resolve(path === "a.js" && commit === parent ? { content: Buffer.from("old"), mode: "100644" } : null);
const change = (path: string, after: string | null, afterMode: FileChange["afterMode"] = "100644"): FileChange => ({ path, before: Buffer.from("broken"), after: after === null ? null : Buffer.from(after), beforeMode: "100644", afterMode });
const messages = async (...changes: readonly FileChange[]): Promise<readonly string[]> => (await checkRestored(changes, [step], earlier)).map(({ message }) => message);

test("every file as it was before, and what was not there gone: nothing to object to", async () => {
  expect(await messages(change("a.js", "old"), change("new.js", null))).toEqual([]);
});

test("other content, another mode, or a file that stays", async () => {
  expect(await messages(change("a.js", "evil"), change("new.js", null))).toEqual(["a.js would not be as it was at aaaaaaa"]);
  expect(await messages(change("a.js", "old", "100755"), change("new.js", null))).toEqual(["a.js would not be as it was at aaaaaaa"]);
  expect(await messages(change("a.js", "old"), change("new.js", "broken"))).toEqual(["new.js would not be as it was at aaaaaaa"]);
});

test("half of the commit", async () => {
  expect(await messages(change("a.js", "old"))).toEqual(["new.js is not put back, and half of a commit taken back is another change"]);
});

test("where nobody can tell what was before, nothing is believed", async () => {
  await expect(checkRestored([change("a.js", "old")], [step], undefined)).rejects.toThrow("patch");
});
