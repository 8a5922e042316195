import { expect, test } from "@jest/globals";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { skills } from "../../../src/cli/commands/skills.ts";
import { builtInSkillsFolder, loadSkills } from "../../../src/adapters/skills/read-skills.ts";
import type { Io } from "../../../src/cli/command.ts";

async function run(...argv: string[]): Promise<{ code: number; output: string }> {
  const stdout = new PassThrough();
  const io: Io = { stdin: new PassThrough(), stdout, stderr: new PassThrough(), environment: {}, directory: "/" };
  const code = await skills.run(argv, io);
  stdout.end();
  return { code, output: await text(stdout) };
}

test("the table has one line a skill, in the order in which they run", async () => {
  const { code, output } = await run();
  expect(code).toBe(0);
  const [table = "", bounds = ""] = output.split("\n\n");
  expect(table.split("\n").map((line) => line.split(/\s+/)[0])).toEqual(["SKILL", ...(await loadSkills(builtInSkillsFolder())).map(({ name }) => name)]);
  expect(table).toMatch(/^eslint-fix +1\.1\.0 +promoted +0\/0 +eslint +lint of/m);
  expect(bounds.replaceAll("\n", " ")).toContain("Promoted after 10 successes, trusted after 59 clean runs in a row. Rolled back when it is shown (doubt 10 %)");
  expect(output.split("\n").filter((line) => line.length > 80)).toEqual([]);
});

test("--json gives the same as one object", async () => {
  const { output } = await run("--json");
  expect(JSON.parse(output)).toMatchObject({ skills: expect.arrayContaining([expect.objectContaining({ name: "gofmt", tools: ["gofmt"], handles: ["format of gofmt", "pattern gofmt_unformatted"], standing: "promoted", next: "trusted after 59 more clean runs in a row", opt_in: false, totals: null })]), bounds: { promote_after: 10, window: 100 } });
});

test.each([
  ["missing-tests", "Contract only: it needs a language model"],
  ["dotnet-format", "Not proven here: "],
])("show says of %s first that nothing of it is run", async (name, words) => {
  const { output } = await run("show", name);
  expect(output.indexOf(words)).toBeGreaterThan(0);
  expect(output.indexOf(words)).toBeLessThan(output.indexOf("Standing: "));
});

test("show tells all of one skill", async () => {
  const { output } = await run("show", "eslint-fix");
  expect(output).toContain("Standing: promoted: shipped with evidence that its examples hold\nNext: trusted after 59 more clean runs in a row\n");
  await expect(run("show", "nothing")).rejects.toThrow('There is no skill "nothing"');
});

test("a word too many is a usage error that names it", async () => {
  await expect(run("eslint-fix")).rejects.toThrow('"eslint-fix"');
});
