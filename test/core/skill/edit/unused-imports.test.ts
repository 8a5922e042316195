import { describe, expect, test } from "@jest/globals";
import { edit, textOf, type Told } from "./read-edit.ts";

const rule = "no-unused-vars";
async function cut(text: string, ...at: readonly `${number}:${number}`[]): Promise<string> {
  return textOf(await edit("remove_unused_imports", { "a.ts": text }, at.map((each): Told => `a.ts:${each} ${rule}` as Told)));
}

describe("takes away what is named, and keeps the form of the rest", () => {
  test.each([
    ["the only name, with its line", 'import { a } from "a";\nf();\n', ["1:10"], "f();\n"],
    ["the blank line below an only import", 'import { a } from "a";\n\nf();\n', ["1:10"], "f();\n"],
    ["a group of its own, with one of its blank lines", 'import { b } from "b";\n\nimport { a } from "a";\n\nf(b);\n', ["3:10"], 'import { b } from "b";\n\nf(b);\n'],
    ["the first of several", 'import { a, b } from "a";\nf(b);\n', ["1:10"], 'import { b } from "a";\nf(b);\n'],
    ["the last of several", 'import { a, b } from "a";\nf(a);\n', ["1:13"], 'import { a } from "a";\nf(a);\n'],
    ["the last two of three", 'import { a, b, c } from "a";\nf(a);\n', ["1:13", "1:16"], 'import { a } from "a";\nf(a);\n'],
    ["the last, before a trailing comma", 'import {\n  a,\n  b,\n} from "a";\nf(a);\n', ["3:3"], 'import {\n  a,\n} from "a";\nf(a);\n'],
    ["a name under another", 'import { a as x, b } from "a";\nf(b);\n', ["1:15"], 'import { b } from "a";\nf(b);\n'],
    ["the default beside names", 'import D, { a } from "a";\nf(a);\n', ["1:8"], 'import { a } from "a";\nf(a);\n'],
    ["all names beside a default", 'import D, { a } from "a";\nf(D);\n', ["1:13"], 'import D from "a";\nf(D);\n'],
    ["a namespace beside a default", 'import D, * as N from "a";\nf(D);\n', ["1:16"], 'import D from "a";\nf(D);\n'],
    ["a type among values", 'import { type A, b } from "a";\nf(b);\n', ["1:15"], 'import { b } from "a";\nf(b);\n'],
    ["with Windows line ends", 'import { a } from "a";\r\nimport { b } from "b";\r\nf(b);\r\n', ["1:10"], 'import { b } from "b";\r\nf(b);\r\n'],
    ["and leaves an import for its effect", 'import "b";\nimport { a } from "a";\nf();\n', ["2:10"], 'import "b";\nf();\n'],
  ] as const)("%s", async (_name, before, at, after) => {
    expect(await cut(before, ...at)).toBe(after);
  });
});

describe("is refused, where", () => {
  test.each([
    ["the name stands elsewhere, be it as a shadow", 'import { a } from "a";\nconst f = (a) => a;\n', ["1:10"], "`a` stands in line 2 as well"],
    ["the name is given out again", 'import { a } from "a";\nexport { a };\n', ["1:10"], "`a` stands in line 2 as well"],
    ["a type of a comment may be meant", 'import { A } from "a";\n/** @type {A} */\nexport const b = c();\n', ["1:10"], "where types may be written"],
    ["it is a variable", "const a = 1;\n", ["1:7"], "no imported name"],
    ["the import is for its effect", 'import "a";\n', ["1:1"], "no imported name"],
    ["a comment stands inside", 'import { a, /* why */ b } from "a";\nf(a);\n', ["1:23"], "a comment stands inside the import of line 1"],
    ["something shares its line", 'import { a } from "a"; f();\n', ["1:10"], "shares its line"],
    ["a directive above is about it", '// @ts-ignore\nimport { a } from "a";\nf();\n', ["2:10"], "the comment above line 2 is about the import"],
    ["the log is of another state of the file", 'import { a } from "a";\n', ["9:1"], "line 9 is behind its end"],
    ["the text cannot be read", "import { a from 'a';\n", ["1:10"], "its syntax cannot be read"],
  ] as const)("%s", async (_name, before, at, reason) => {
    expect(await cut(before, ...at)).toContain(reason);
  });
});

describe("Biome points at the first name of a statement that is to go", () => {
  const told = async (text: string, at: string): Promise<string> => textOf(await edit("remove_unused_imports", { "a.ts": text }, [`a.ts:${at} lint/correctness/noUnusedImports` as Told]));

  test.each([
    ["the names from there on that stand nowhere else go", 'import { a, b, c } from "a";\nf(b);\n', "1:10", 'import { b } from "a";\nf(b);\n'],
    ["and none before it", 'import { a, b, c } from "a";\nf(b);\n', "1:16", 'import { a, b } from "a";\nf(b);\n'],
    ["all names beside a default", 'import D, { type A, b } from "a";\nf(D);\n', "1:11", 'import D from "a";\nf(D);\n'],
    ["a namespace, with its line", 'import * as N from "a";\nf();\n', "1:13", "f();\n"],
  ] as const)("%s", async (_name, before, at, after) => {
    expect(await told(before, at)).toBe(after);
  });

  test("where the first name stands elsewhere too, a person decides", async () => {
    expect(await told('import { a, b } from "a";\nconst f = (a) => a;\n', "1:10")).toContain("`a` stands in line 2 as well");
  });
});
