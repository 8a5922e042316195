/** What a release says of its own skills is about these very skills and examples: a record that is out of date is worse than none. */
import { describe, expect, test } from "@jest/globals";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readShipped } from "../../src/adapters/skills/read-shipped.ts";
import { builtInSkillsFolder, loadSkills } from "../../src/adapters/skills/read-skills.ts";
import { digestExamples } from "../skills/digest-examples.ts";

const folder = builtInSkillsFolder();
const skills = await loadSkills(folder);
const shipped = (await readShipped(folder)).skills;
const remedy = (name: string): string => `run: node test/toolchains/record-shipped.ts ${name}`;

describe.each(shipped.map((record) => [record.name as string, record] as const))("the record of %s", (name, record) => {
  const skill = skills.find((each) => each.name === name);

  test("is about the skill as it stands", () => {
    expect(skill === undefined || (skill.digest === record.digest && skill.contract.version === record.version) ? "as it stands" : remedy(name)).toBe("as it stands");
  });

  test("names every example, as it stands", () => {
    const examples = join(folder, name, "examples");
    expect(record.examples.map((each) => each.name).toSorted()).toEqual(readdirSync(examples).toSorted());
    expect(digestExamples(examples) === record.examples_sha256 ? "as they stand" : remedy(name)).toBe("as they stand");
  });

  test("holds a repair, unless the skill never makes one, and a refusal", () => {
    expect(new Set(record.examples.map(({ kind }) => kind))).toEqual(new Set([...(skill?.contract.declines === undefined ? ["repair"] : []), "refuse"]));
  });
});

test("the first release's skills have one", () => {
  expect(shipped.map(({ name }) => name)).toEqual(expect.arrayContaining(["black-format", "eslint-fix", "gofmt", "isort-imports", "prettier-write", "utf8-header", "utf8-reencode", "whitespace-eol"]));
});
