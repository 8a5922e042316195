import { describe, expect, test } from "@jest/globals";
import { edit, textOf } from "./read-edit.ts";

const put = async (text: string, line = 1, path = "a.md"): Promise<string> => textOf(await edit("restore_tagged_characters", { [path]: text }, [`${path}:${line}:1 tag`]));

test.each([
  ["one", "a [U+1F310] b\n", "a 🌐 b\n"],
  ["several in a line, with Windows line ends", "[U+00E9][U+2014]\r\n", "é—\r\n"],
])("characters come back: %s", async (_name, before, after) => {
  expect(await put(before)).toBe(after);
});

test("other lines keep their tags", async () => {
  expect(await put("[U+00E9]\n[U+00E9]\n", 2)).toBe("[U+00E9]\né\n");
});

describe("is refused, where the tag is", () => {
  test.each([
    ["beyond Unicode", "[U+110000]", "is no character"], ["half of a pair", "[U+D83C]", "is no character"], ["a zero-width space", "[U+200B]", "nobody sees"], ["a direction mark", "[U+202E]", "nobody sees"],
    ["a control character", "[U+001B]", "nobody sees"], ["of private use", "[U+E000]", "nobody sees"], ["a mark that joins what stands before it", "[U+0301]", "nobody sees"],
  ])("%s", async (_name, text, reason) => {
    expect(await put(text)).toContain(reason);
  });
});

test("is refused in a file that says it is written otherwise", async () => {
  expect(await put("# -*- coding: latin-1 -*-\n# [U+1F310]\n", 2, "a.py")).toContain("latin-1");
});
