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
  expect(output.split("\n").map((line) => line.split(/\s+/)[0])).toEqual(["SKILL", ...(await loadSkills(builtInSkillsFolder())).map(({ name }) => name), ""]);
  expect(output).toMatch(/^eslint-fix +1\.0\.0 +candidate +eslint +lint of eslint$/m);
  expect(output.split("\n").filter((line) => line.length > 80)).toEqual([]);
});

test("--json gives the same as one object", async () => {
  const { output } = await run("--json");
  expect(JSON.parse(output)).toMatchObject({ skills: expect.arrayContaining([expect.objectContaining({ name: "gofmt", tools: ["gofmt"], handles: ["format of gofmt", "pattern gofmt_unformatted"], standing: "candidate", opt_in: false })]) });
});

test("a word too many is a usage error that names it", async () => {
  await expect(run("eslint-fix")).rejects.toThrow('"eslint-fix"');
});
