/** What skills earned under an App that keeps its store in PostgreSQL is seen on the command line. */
import { expect, test } from "@jest/globals";
import { keepRolledBack, runSkills } from "../cli/commands/rolled-back.ts";
import { emptyDatabase } from "./empty-database.ts";

test("a skill that was rolled back there is shown so, and put on trial again", async () => {
  const { url, drop } = await emptyDatabase();
  await keepRolledBack({ url }, "octo/hello");
  const there = ["--repo", "octo/hello", "--database", url];
  expect((await runSkills(["show", "eslint-fix", ...there], {})).output).toMatch(/Standing: rolled back: 2 of 2 runs failed/);
  expect((await runSkills(["retry", "eslint-fix", "--reason", "its plugin is mended", ...there], {})).output).toMatch(/^eslint-fix \S+ is on trial again in octo\/hello/);
  expect((await runSkills(["show", "eslint-fix", ...there], {})).output).toMatch(/Standing: promoted/);
  await drop();
});
