/** The examples whose tools are here with Node and Regreen itself: ESLint, Prettier and the built-in transforms. The others run with npm run test:toolchains. */
import { expect, jest, test } from "@jest/globals";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { builtInSkillsFolder, loadSkills } from "../../src/adapters/skills/read-skills.ts";
import type { Skill } from "../../src/core/skill/skill.ts";
import { programOf } from "../../src/execution/own-programs.ts";
import { hasOwnModules } from "../toolchains/link-modules.ts";
import { expectExample } from "./expect-example.ts";
import { listExamples, playExample } from "./run-example.ts";

jest.setTimeout(30_000);

/** A skill whose programs are all among Regreen's own development tools. */
function isAtHand({ name, contract }: Skill): boolean {
  if (hasOwnModules(name)) return false;
  const commands = [...contract.fix, ...contract.post_check].filter((command) => Array.isArray(command));
  return commands.every((argv) => argv[0] === "npx" && existsSync(join(import.meta.dirname, "../../node_modules/.bin", programOf(argv))));
}

const atHand = new Set<string>((await loadSkills(builtInSkillsFolder())).filter(isAtHand).map(({ name }) => name));
const examples = listExamples().filter(({ skill, example }) => atHand.has(skill) || (example.kind === "refuse" && example.refused_by === "choice"));

test.each(examples.map((each) => [`${each.skill}: ${each.example.title}`, each] as const))("%s", async (_, example) => {
  expectExample(example, await playExample(example, []));
});

test("a tool that is not there is a named refusal that says which set-up step is missing", async () => {
  const example = listExamples().find(({ skill, example: { kind } }) => skill === "black-format" && kind === "repair");
  if (example === undefined) throw new Error("black-format has an example that it repairs");
  const path = process.env["PATH"];
  process.env["PATH"] = "/nonexistent";
  try {
    const { execution, tree, before } = await playExample(example, []);
    expect(execution?.result).toMatchObject({ outcome: "refused", reason: expect.stringContaining("black is not installed here: run `pip install black`") });
    expect(tree).toEqual(before);
  } finally {
    process.env["PATH"] = path;
  }
});
