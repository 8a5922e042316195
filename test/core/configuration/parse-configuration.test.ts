import { expect, test } from "@jest/globals";
import { parseConfiguration } from "../../../src/core/configuration/parse-configuration.ts";

const parse = (text: string) => parseConfiguration(new TextEncoder().encode(text));

test("one line is a whole configuration: the rest are the documented defaults", () => {
  const configuration = parse("version: 1\n");
  expect(configuration.commands.prefix).toBe("/autofix");
  expect(configuration.fix).toEqual({ min_confidence: 0.5, max_attempts: 3, max_complexity: 2, safe_directories: ["**"], protected: [], pull_requests: "together" });
  expect(configuration.limits.open_pull_requests).toBe(3);
  expect(configuration.auto_merge.enabled).toBe(false);
});

test.each([
  ["a key that nobody knows", "version: 1\nfix:\n  max_atempts: 2\n", '.github/regreen.yml:3:16: unknown key "fix.max_atempts"'],
  ["a value out of range", "version: 1\nfix:\n  max_attempts: 9\n", ".github/regreen.yml:3:17: fix.max_attempts: Too big: expected number to be <=3"],
  ["a wrong type", "version: 1\nenabled: yes\n", ".github/regreen.yml:2:10: enabled: Invalid input: expected boolean, received string"],
  ["a version that we do not know", "version: 2\n", ".github/regreen.yml:1:10: version: Invalid input: expected 1"],
  ["a key given twice", "version: 1\nversion: 1\n", ".github/regreen.yml:2:1: Map keys must be unique"],
  ["a broken line", "version: 1\nfix: [\n", ".github/regreen.yml:3:1: "],
  ["a tag of its own", "version: !!js/function 1\n", "Unresolved tag"],
  ["an empty file", "", "version: Invalid input: expected 1"],
])("%s is named with line and column", (_name, text, expected) => {
  expect(() => parse(text)).toThrow(expected);
});

test("many mistakes are told at once", () => {
  expect(() => parse("version: 3\nnonsense: true\n")).toThrow(/1:10[\s\S]*2:11/);
});

test("bytes that are not UTF-8 are named", () => {
  expect(() => parseConfiguration(Uint8Array.of(0xff, 0x00))).toThrow("not UTF-8");
});

test("a key named __proto__ is an unknown key and pollutes nothing", () => {
  expect(() => parse("version: 1\n__proto__:\n  admin: true\n")).toThrow("__proto__");
  expect("admin" in {}).toBe(false);
});

test("an alias bomb is refused", () => {
  const bomb = `version: 1\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c]\n`;
  expect(() => parse(bomb)).toThrow("too many aliases");
});
