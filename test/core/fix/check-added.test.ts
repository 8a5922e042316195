import { expect, test } from "@jest/globals";
import { checkAdded } from "../../../src/core/fix/check-added.ts";
import type { PlanStep } from "../../../src/core/fix/plan.ts";
import type { FileChange } from "../../../src/core/fix/render-patch.ts";

const step = { files: ["changes/12.md"], adds: { path: "changes/12.md", content: "Rebates\n" } } as unknown as PlanStep;
const added = (after: string, more: Partial<FileChange> = {}): FileChange => ({ path: "changes/12.md", before: null, after: Buffer.from(after), beforeMode: "100644", afterMode: "100644", ...more });
const objections = (...changes: readonly FileChange[]): readonly string[] => checkAdded(changes, [step]).map(({ rule }) => rule);

test("the file as it is described is what the plan asks for", () => {
  expect(objections(added("Rebates\n"))).toEqual([]);
});

test.each([
  ["other words", [added("Evil\n")]], ["a program", [added("Rebates\n", { afterMode: "100755" })]], ["a file that was there", [added("Rebates\n", { before: Buffer.from("Old\n") })]], ["nothing", []],
] as const)("%s is not", (_name, changes) => {
  expect(objections(...changes)).toEqual(["not-as-described"]);
});
