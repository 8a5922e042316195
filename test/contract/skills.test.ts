/** Every skill that is shipped is valid, documented, in the graph, and shown at work both on what it repairs and on what it must refuse. */
import { describe, expect, test } from "@jest/globals";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { builtInSkillsFolder, loadSkills } from "../../src/adapters/skills/read-skills.ts";
import { skillTable, skillTableEnd, skillTableStart } from "../../src/cli/skill-table.ts";
import { ExampleCase } from "../../src/core/skill/example.ts";

const folder = builtInSkillsFolder();
const skills = await loadSkills(folder);
const readme = join(import.meta.dirname, "../../README.md");

test("the skills of the first release are there, in the order in which they run", () => {
  const order = skills.map((skill) => skill.name as string);
  expect(order).toEqual(expect.arrayContaining(["black-format", "eslint-fix", "gofmt", "isort-imports", "prettier-write", "utf8-header", "utf8-reencode", "whitespace-eol"]));
  for (const chain of [["utf8-reencode", "utf8-header", "prettier-write", "whitespace-eol"], ["utf8-reencode", "eslint-fix", "prettier-write"], ["isort-imports", "black-format"]]) {
    expect(order.filter((name) => chain.includes(name))).toEqual(chain);
  }
});

describe.each(skills.map((skill) => [skill.name as string, skill] as const))("%s", (name, skill) => {
  const examples = join(folder, name, "examples");
  const cases = (existsSync(examples) ? readdirSync(examples) : []).map((each) => ({ each, example: ExampleCase.parse(JSON.parse(readFileSync(join(examples, each, "case.json"), "utf8"))) }));

  (skill.proven ? test : test.skip)("has an example that it repairs, unless it never does, and one that it refuses", () => {
    expect(new Set(cases.map(({ example }) => example.kind))).toEqual(new Set([...(skill.contract.declines === undefined ? ["repair"] : []), "refuse"]));
  });

  (cases.length > 0 ? test : test.skip).each(cases.map(({ each, example }) => [each, example] as const))("example %s has its trees and a log without paths of the machine that made it", (each, example) => {
    expect(existsSync(join(examples, each, "before"))).toBe(true);
    expect(existsSync(join(examples, each, "after"))).toBe(example.kind === "repair");
    const log = readFileSync(join(examples, each, "failure.log"), "latin1");
    expect(log).toContain(`##[group]Run ${example.command}`);
    expect(log.replaceAll("/home/runner/work/hello/hello", "")).not.toMatch(/(?:^|[\s"'(])\/(?:home|root|tmp|work|Users|var)\//m);
  });

  test("runs after skills that exist", () => {
    expect(skill.contract.after.filter((each) => !existsSync(join(folder, each)))).toEqual([]);
  });

  test("never allows what no formatter or linter needs", () => {
    const generates = skill.contract.fix.some((command) => !Array.isArray(command) && "configured" in command);
    const restores = skill.contract.fix.some((command) => !Array.isArray(command) && "restore" in command);
    const adds = skill.contract.fix.some((command) => !Array.isArray(command) && "add" in command);
    const writesTests = skill.contract.fix.some((command) => !Array.isArray(command) && "model" in command && command.model === "test");
    const asked = skill.contract.opt_in ? ["modify_lockfile", "modify_manifest", "modify_snapshot", ...(generates ? ["add_file", "delete_file"] : []), ...(restores ? ["add_file", "delete_file", "change_mode"] : []), ...(adds || writesTests ? ["add_file"] : [])] : [];
    const dangerous = ["add_file", "delete_file", "rename_file", "change_mode", "modify_lockfile", "modify_manifest", "modify_workflow", "modify_snapshot"];
    expect(skill.contract.actions.allow.filter((action) => dangerous.includes(action) && !asked.includes(action))).toEqual([]);
    if (!skill.contract.opt_in) expect(skill.contract.limits.network).toBe("none");
  });

  test("its document says what it does, how it is checked and what it refuses", () => {
    const document = readFileSync(join(folder, name, "SKILL.md"), "utf8");
    for (const title of ["## Contract", "## Fix", "## Post-check", "## Notes"]) expect(document).toContain(title);
  });
});

test("a skill that is not proven says so in its document and in the table", () => {
  for (const { name, unproven_because } of skills.filter((skill) => !skill.proven)) {
    expect(readFileSync(join(folder, name, "SKILL.md"), "utf8")).toContain("Not proven here");
    expect(unproven_because).toMatch(/\w+ \w+/);
    expect(skillTable(skills)).toMatch(new RegExp(`^\\| \\[${name}\\].*\\| not here \\|$`, "m"));
  }
});

test("the table has a row for each skill", () => {
  expect(skillTable(skills)).toContain("| [gofmt](skills/gofmt/SKILL.md) | 1.1.0 | Formats Go files with gofmt | gofmt | none | no | yes |\n");
  expect(skillTable(skills).trim().split("\n")).toHaveLength(skills.length + 2);
});

(existsSync(readme) ? test : test.skip)("the table in the README is the one that the contracts give", () => {
  const text = readFileSync(readme, "utf8");
  const between = text.slice(text.indexOf(skillTableStart) + skillTableStart.length, text.indexOf(skillTableEnd));
  expect(between.trim()).toBe(skillTable(skills).trim());
});
