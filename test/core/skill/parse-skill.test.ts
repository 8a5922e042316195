import { describe, expect, test } from "@jest/globals";
import { Fault } from "../../../src/core/fault/fault.ts";
import { parseSkill } from "../../../src/core/skill/parse-skill.ts";
import { skillText } from "./skill-text.ts";

const parse = (text: string, name = "trim-text") => parseSkill({ name, bytes: new TextEncoder().encode(text), origin: "built-in" });

function mistakeIn(text: string, name = "trim-text"): string {
  try {
    parse(text, name);
  } catch (error) {
    if (error instanceof Fault && error.code === "skill-invalid") return error.detail ?? "";
    throw error;
  }
  return "no mistake found";
}

test("a valid SKILL.md gives the skill with its contract and the digest of its bytes", () => {
  const skill = parse(skillText);
  expect(skill).toMatchObject({ name: "trim-text", description: "Trims text files.", origin: "built-in" });
  expect(skill.contract).toMatchObject({ version: "1.0.0", opt_in: false, after: [], files: { allow: ["**/*.txt"], deny: [], max_files: 50, max_changed_lines: 400 } });
  expect(skill.digest).toMatch(/^[0-9a-f]{64}$/);
});

test("a skill is proven by its examples unless its metadata says otherwise, with the reason", () => {
  expect(parse(skillText)).toMatchObject({ proven: true, unproven_because: null });
  expect(parse(skillText.replace("area: text", 'proven: "false"\n  unproven-because: trim is not to be had'))).toMatchObject({ proven: false, unproven_because: "trim is not to be had" });
});

test("line ends of Windows change nothing but the digest", () => {
  expect(parse(skillText.replaceAll("\n", "\r\n")).contract).toEqual(parse(skillText).contract);
});

describe("a mistake is named with line, column and what would be right", () => {
  const cases: [string, (text: string) => string, string][] = [
    ["no front matter", (text) => text.replace("---\n", ""), "trim-text/SKILL.md:1:1: the file must begin with a line `---` that opens the front matter"],
    ["front matter never closed", (text) => text.replace("\n---\n", "\n"), "trim-text/SKILL.md:1:1: the front matter is never closed: put a line `---` after it"],
    ["an unknown key in the front matter", (text) => text.replace("metadata:", "owner: me\nmetadata:"), 'trim-text/SKILL.md:4:1: Unrecognized key: "owner"'],
    ["metadata that is not text", (text) => text.replace("area: text", "area: 5"), "trim-text/SKILL.md:5:9: `metadata.area`: Invalid input: expected string, received number"],
    ["a name that is not the folder's", (text) => text.replace("name: trim-text", "name: trim"), "trim-text/SKILL.md:2:1: the name `trim` is not that of the folder; write `name: trim-text` or rename the folder"],
    ["no contract", (text) => text.replace("## Contract", "## Terms"), "trim-text/SKILL.md:1:1: there is no section `## Contract`; add it with one fenced block marked yaml"],
    ["a contract that is not marked yaml", (text) => text.replace("```yaml", "```"), "trim-text/SKILL.md:12:1: `## Contract` needs exactly one fenced block marked yaml, and has 0"],
    ["a value of the wrong kind", (text) => text.replace("complexity: 1", "complexity: low"), "trim-text/SKILL.md:16:13: `complexity`: Invalid input: expected number, received string"],
    ["an action outside the closed list", (text) => text.replace("[modify_text]", "[modify_text, run_shell]"), "trim-text/SKILL.md:20:32: `actions.allow.1`: Invalid option"],
    ["an unknown key in the contract", (text) => text.replace("complexity: 1", "complexity: 1\nshell: true"), 'trim-text/SKILL.md:17:1: Unrecognized key: "shell"'],
    ["a missing key", (text) => text.replace(/post_check: .*\n/, ""), "trim-text/SKILL.md:15:1: `post_check`: Invalid input: expected array, received undefined"],
    ["a transform that does not exist", (text) => text.replace('[["trim", "{files}"]]', "[{transform: rewrite_all}]"), "trim-text/SKILL.md:21:19: `fix.0.transform`: Invalid option"],
    ["broken YAML", (text) => text.replace("[modify_text]}", "[modify_text}"), "trim-text/SKILL.md:20:30: Flow sequence"],
    ["a key given twice", (text) => text.replace("complexity: 1", "complexity: 1\ncomplexity: 2"), "trim-text/SKILL.md:17:1: Map keys must be unique"],
    ["an alias", (text) => text.replace("complexity: 1", "complexity: &one 1\nopt_in: *one"), "YAML aliases are not read here"],
    ["an action both allowed and forbidden", (text) => text.replace("[modify_text]}", "[modify_text], forbid: [modify_text]}"), "trim-text/SKILL.md:15:1: `modify_text` is both allowed and forbidden; keep one"],
    ["a manifest changed without being asked", (text) => text.replace("[modify_text]}", "[modify_text, modify_manifest]}"), "trim-text/SKILL.md:15:1: `modify_manifest` is allowed only to a skill that the repository names; add `opt_in: true`"],
    ["a folder to run in that is a path", (text) => text.replace("limits:", "run_in: {nearest: ../go.mod}\nlimits:"), "`run_in.nearest`: the name of a file, without a folder"],
    ["not proven, and no word why", (text) => text.replace("area: text", 'proven: "false"'), "trim-text/SKILL.md:2:1: a skill that is not proven says why; add `metadata.unproven-because`"],
    ["a reason for what is proven", (text) => text.replace("area: text", "unproven-because: no tool"), "trim-text/SKILL.md:2:1: `metadata.unproven-because` stands only beside `proven: \"false\"`"],
    ["a proof that is neither", (text) => text.replace("area: text", "proven: perhaps"), '`metadata.proven` is `perhaps`; write "true" or "false"'],
    ["a fix shown that is not the contract's", (text) => text.replace("\ntrim {files}", "\ntrim --all"), "trim-text/SKILL.md:29:1: `## Fix` shows `trim --all`; the contract says `trim {files}`; show that"],
    ["a post-check not shown", (text) => text.replace("trim --check {files}\n", ""), "trim-text/SKILL.md:32:1: `## Post-check` shows too few commands; the contract says `trim --check {files}`; show that"],
    ["a fence never closed", (text) => text.replace(/```\n$/, ""), "trim-text/SKILL.md:34:1: this block is never closed: put a line ``` after it"],
  ];
  test.each(cases)("%s", (_, change, expected) => {
    expect(mistakeIn(change(skillText))).toContain(expected);
  });

  test("bytes that are not UTF-8", () => {
    expect(() => parseSkill({ name: "x", bytes: Uint8Array.of(0x2d, 0xe9), origin: "built-in" })).toThrow("not valid UTF-8");
  });
});

test("JavaScript front matter is text, and is refused", () => {
  expect(mistakeIn(skillText.replace("---\n", "---js\n"))).toContain("the file must begin with a line `---`");
});
