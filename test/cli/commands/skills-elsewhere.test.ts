/** What skills earned in a repository of the App is seen from anywhere: by the repository's name and the App's store. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keepRolledBack, runSkills } from "./rolled-back.ts";

const folder = mkdtempSync(join(tmpdir(), "regreen-elsewhere-"));
const database = join(folder, "app.db");
beforeAll(() => keepRolledBack({ path: database }, "octo/hello"));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const there = ["--repo", "octo/hello", "--database", database];
const ROLLED_BACK = /Standing: rolled back: 2 of 2 runs failed/;

test("the list and one skill are those of the repository that is named, in the store that is named", async () => {
  const { output } = await runSkills(["--json", ...there], {});
  expect(JSON.parse(output)).toMatchObject({ repo: "octo/hello", skills: expect.arrayContaining([expect.objectContaining({ name: "eslint-fix", standing: "rolled_back", totals: expect.objectContaining({ executions: 2 }) })]) });
  expect((await runSkills(["show", "eslint-fix", ...there], {})).output).toMatch(ROLLED_BACK);
});

test("DATABASE_URL names it too, as for the App", async () => {
  expect((await runSkills(["show", "eslint-fix", "--repo", "octo/hello"], { DATABASE_URL: database })).output).toMatch(ROLLED_BACK);
});

test("another repository's skills have earned nothing by that", async () => {
  expect((await runSkills(["show", "eslint-fix", "--repo", "octo/other", "--database", database], {})).output).toMatch(/Standing: promoted[\s\S]*Runs: 0 of 0/);
});

test("it is put on trial again from anywhere", async () => {
  expect(JSON.parse((await runSkills(["retry", "eslint-fix", "--reason", "its plugin is mended", "--json", ...there], {})).output)).toMatchObject({ done: true, repo: "octo/hello", to: "promoted" });
});

test.each<[string, readonly string[], RegExp]>([
  ["a store that is not there", ["--database", join(folder, "none.db")], /none\.db does not exist/],
  ["a name that is none", ["--repo", "hello"], /"hello" is no name of a repository/],
])("%s is said", async (_, argv, said) => {
  await expect(runSkills(argv, {})).rejects.toThrow(said);
});
