import { describe, expect, test } from "@jest/globals";
import { edit, textOf, type Told } from "./read-edit.ts";

type Files = Readonly<Record<string, string>>;
async function mend(files: Files, ...told: readonly Told[]): Promise<string> {
  return textOf(await edit("mend_imports", files, told));
}

describe("a missing name is imported", () => {
  test.each<readonly [string, Files, Told, string]>([
    ["into a statement that stands there, in order", { "a.ts": 'import { a, c } from "./m";\nf(a, b, c);\n', "m.ts": "export const a = 1, b = 2, c = 3;\n" }, "a.ts:2:6 TS2304", 'import { a, b, c } from "./m";\nf(a, b, c);\n'],
    ["at the end where names stand in no order", { "a.ts": 'import { c, a } from "./m";\nf(a, b, c);\n', "m.ts": "export const a = 1, b = 2, c = 3;\n" }, "a.ts:2:6 TS2304", 'import { c, a, b } from "./m";\nf(a, b, c);\n'],
    ["on a line of its own where the others have theirs", { "a.ts": 'import {\n  a,\n  c,\n} from "./m";\nf(b);\n', "m.ts": "export const a = 1, b = 2, c = 3;\n" }, "a.ts:5:3 TS2304", 'import {\n  a,\n  b,\n  c,\n} from "./m";\nf(b);\n'],
    ["beside a default", { "a.ts": 'import m from "./m";\nf(m, b);\n', "m.ts": "export default 1;\nexport const b = 2;\n" }, "a.ts:2:6 TS2304", 'import m, { b } from "./m";\nf(m, b);\n'],
    ["in single quotes without semicolons, as the file has it", { "a.ts": "import {x} from 'x'\nf(x, b)\n", "src/m.ts": "export function b() {}\n" }, "a.ts:2:6 TS2304", "import {x} from 'x'\nimport {b} from './src/m'\nf(x, b)\n"],
    ["as the default that it is", { "a.ts": "log();\n", "log.ts": "export default function log() {}\n" }, "a.ts:1:1 TS2304", 'import log from "./log";\n\nlog();\n'],
    ["as the other files get it from a package", { "a.ts": 'import "./b";\nreadFileSync("a");\n', "b.ts": 'import { readFileSync } from "node:fs";\nreadFileSync("b");\n' }, "a.ts:2:1 TS2304", 'import { readFileSync } from "node:fs";\nimport "./b";\nreadFileSync("a");\n'],
    ["with the ending that imports have here", { "a.ts": 'import { c } from "./c.js";\nf(b, c);\n', "c.ts": "export const c = 1;\n", "b.ts": "export const b = 1;\n" }, "a.ts:2:3 TS2304", 'import { c } from "./c.js";\nimport { b } from "./b.js";\nf(b, c);\n'],
    ["by the door that all others use", { "x/a.ts": "f(b);\n", "lib/index.ts": 'export { b } from "./b";\n', "lib/b.ts": "export const b = 1;\n", "x/c.ts": 'import { b } from "../lib";\nb();\n' }, "x/a.ts:1:3 TS2304", 'import { b } from "../lib";\n\nf(b);\n'],
    ["as a type where types are imported so", { "a.ts": 'import type { T } from "./t";\nlet a: T | U;\n', "t.ts": "export interface T {}\nexport interface U {}\n" }, "a.ts:2:12 TS2304", 'import type { T, U } from "./t";\nlet a: T | U;\n'],
    ["as a type where it is used as one, though it is a class", { "a.ts": 'import type { T } from "./t";\nlet a: T | U;\n', "t.ts": "export interface T {}\nexport class U {}\n" }, "a.ts:2:12 TS2304", 'import type { T, U } from "./t";\nlet a: T | U;\n'],
    ["as a value where it is used as both", { "a.ts": 'import type { T } from "./t";\nconst a: T | U = new U();\n', "t.ts": "export interface T {}\nexport class U {}\n" }, "a.ts:2:14 TS2304", 'import type { T } from "./t";\nimport { U } from "./t";\nconst a: T | U = new U();\n'],
    ["below the header and above the comment of what follows", { "a.ts": "// Copyright Octo\n\n/** First. */\nexport const a = b;\n", "b.ts": "export const b = 1;\n" }, "a.ts:4:18 TS2304", '// Copyright Octo\n\nimport { b } from "./b";\n\n/** First. */\nexport const a = b;\n'],
    ["behind a directive", { "a.ts": '"use strict";\nf(b);\n', "b.ts": "export const b = 1;\n" }, "a.ts:2:3 TS2304", '"use strict";\nimport { b } from "./b";\n\nf(b);\n'],
  ])("%s", async (_name, files, told, after) => {
    expect(await mend(files, told)).toBe(after);
  });
});

describe("the form of an import is corrected", () => {
  test.each<readonly [string, Files, readonly Told[], string]>([
    ["a default that was imported by name", { "a.ts": 'import { log, b } from "./m";\nlog(b);\n', "m.ts": "export default function log() {}\nexport const b = 1;\n" }, ["a.ts:1:10 TS2614"], 'import log, { b } from "./m";\nlog(b);\n'],
    ["a name that was imported as the default", { "a.ts": 'import b, { c } from "./m";\nf(b, c);\n', "m.ts": "export const b = 1, c = 2;\n" }, ["a.ts:1:8 TS2613"], 'import { b, c } from "./m";\nf(b, c);\n'],
    ["a default that is a type", { "a.ts": 'import T from "./m";\nlet a: T;\n', "m.ts": "export default interface T {}\n" }, ["a.ts:1:8 TS1484"], 'import type T from "./m";\nlet a: T;\n'],
    ["a statement that brings in only types", { "a.ts": 'import { T } from "./m";\nlet a: T;\n', "m.ts": "export interface T {}\n" }, ["a.ts:1:1 TS1371"], 'import type { T } from "./m";\nlet a: T;\n'],
    ["a path in other letters", { "a.ts": "import { b } from './Lib/B';\nb();\n", "lib/b.ts": "export const b = 1;\n" }, ["a.ts:1:19 TS2307"], "import { b } from './lib/b';\nb();\n"],
    ["a path with the ending of another kind of module", { "a.mts": 'import { b } from "./b.js";\nb();\n', "b.mts": "export const b = 1;\n" }, ["a.mts:1:19 TS2307"], 'import { b } from "./b.mjs";\nb();\n'],
    ["several things in one file", { "a.ts": 'import { x, T } from "./m";\nlet a: T = b;\n', "m.ts": "export interface T {}\nexport const x = 1, b = 2;\n" }, ["a.ts:1:10 TS6133", "a.ts:2:12 TS2304"], 'import { T, b } from "./m";\nlet a: T = b;\n'],
  ])("%s", async (_name, files, told, after) => {
    expect(await mend(files, ...told)).toBe(after);
  });
});

describe("is refused, where", () => {
  test.each<readonly [string, Files, Told, string]>([
    ["two files export the name", { "a.ts": "f(b);\n", "b.ts": "export const b = 1;\n", "c.ts": "export const b = 2;\n" }, "a.ts:1:3 TS2304", "`b` may come from b.ts or c.ts"],
    ["a file exports the name and others get it from a package", { "a.ts": "f(b);\n", "b.ts": "export const b = 1;\n", "c.ts": 'import { b } from "b";\nb();\n' }, "a.ts:1:3 TS2304", "`b` may come from b or b.ts"],
    ["nobody exports the name", { "a.ts": "f(b);\n" }, "a.ts:1:3 TS2304", "no file of the package exports `b`"],
    ["only a test exports the name", { "a.ts": "f(b);\n", "b.test.ts": "export const b = 1;\n" }, "a.ts:1:3 TS2304", "no file of the package exports `b`"],
    ["only another package of the workspace exports the name", { "web/package.json": "{}", "api/package.json": "{}", "web/a.ts": "f(b);\n", "api/b.ts": "export const b = 1;\n" }, "web/a.ts:1:3 TS2304", "no file of the package exports `b`"],
    ["relative imports end in several ways", { "a.ts": 'import "./c";\nimport "./c.js";\nf(b);\n', "c.ts": "export {};\n", "b.ts": "export const b = 1;\n" }, "a.ts:3:3 TS2304", "relative imports end in several ways"],
    ["the default is called otherwise", { "a.ts": 'import { b } from "./m";\nb();\n', "m.ts": "export default function other() {}\n" }, "a.ts:1:10 TS2614", "no default export that is certain to be `b`"],
    ["the module does not export the name", { "a.ts": 'import b from "./m";\nb();\n', "m.ts": "export const c = 1;\n" }, "a.ts:1:8 TS1192", "m.ts exports no `b`"],
    ["a path may mean two files", { "a.ts": 'import { b } from "./B";\nb();\n', "b.ts": "export const b = 1;\n", "b/index.ts": "export const b = 1;\n" }, "a.ts:1:19 TS2307", "./B may be b.ts or b/index.ts"],
    ["a package is missing", { "a.ts": 'import { b } from "b";\nb();\n' }, "a.ts:1:19 TS2307", "b is no file of this repository"],
    ["an export is passed on by a wrong path", { "a.ts": 'export { b } from "./B";\n', "b.ts": "export const b = 1;\n" }, "a.ts:1:19 TS2307", "no import of a module stands there"],
    ["something else is wrong", { "a.ts": "const a: number = 'b';\n" }, "a.ts:1:7 TS2322", "TS2322 is not mended by an import"],
  ])("%s", async (_name, files, told, reason) => {
    expect(await mend(files, told)).toContain(reason);
  });
});
