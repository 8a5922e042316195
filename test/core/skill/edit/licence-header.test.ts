import { describe, expect, test } from "@jest/globals";
import { edit, textOf } from "./read-edit.ts";

/** The first file is the one that fails. */
const insert = async (files: Readonly<Record<string, string>>): Promise<string> => textOf(await edit("insert_licence_header", files, []));
const header = (year: string): string => `// Copyright ${year} Octo\n\n`;

describe("the header of the neighbours is put in", () => {
  test.each<readonly [string, Readonly<Record<string, string>>, string]>([
    ["with the year on which they agree", { "c.js": "c();\n", "a.js": `${header("2019")}a();\n`, "b.js": `${header("2019")}b();\n` }, `${header("2019")}c();\n`],
    ["with the present year where each bears its own", { "c.js": "c();\n", "a.js": `${header("2019")}a();\n`, "b.js": `${header("2024")}b();\n` }, `${header("2026")}c();\n`],
    ["from the nearest folder", { "x/c.js": "c();\n", "x/a.js": "// Copyright Mine\na();\n", "b.js": "// Copyright Yours\nb();\n" }, "// Copyright Mine\nc();\n"],
    ["from files whose comments are written alike", { "c.ts": "c();\n", "a.js": `${header("2019")}a();\n` }, `${header("2019")}c();\n`],
    ["below the line of a script", { "c.py": "#!/usr/bin/env python3\nc()\n", "a.py": "# (c) Octo\na()\n" }, "#!/usr/bin/env python3\n# (c) Octo\nc()\n"],
    ["above the comment that the file begins with", { "c.js": "/** C. */\nc();\n", "a.js": "/* Copyright Octo */\n\na();\n" }, "/* Copyright Octo */\n\n/** C. */\nc();\n"],
    ["with the line ends of the file", { "c.js": "c();\r\n", "a.js": "// Copyright Octo\n// MIT\n\na();\n" }, "// Copyright Octo\r\n// MIT\r\n\r\nc();\r\n"],
    ["into an empty file, without blank lines", { "c.py": "", "a.py": "# Copyright Octo\n\na()\n" }, "# Copyright Octo\n"],
    ["once and not again", { "c.js": `${header("2020")}c();\n`, "a.js": `${header("2019")}a();\n` }, `${header("2020")}c();\n`],
  ])("%s", async (_name, files, after) => {
    expect(await insert(files)).toBe(after);
  });
});

describe("is refused, where", () => {
  test.each<readonly [string, Readonly<Record<string, string>>, string]>([
    ["no neighbour has one", { "c.js": "c();\n", "a.js": "// Adds.\na();\n" }, "no file of its kind has a licence header"],
    ["neighbours have different ones", { "c.js": "c();\n", "a.js": "// Copyright A\na();\n", "b.js": "// Copyright B\nb();\n" }, "carry 2 different headers"],
    ["ranges of years differ", { "c.js": "c();\n", "a.js": `${header("2019-2024")}a();\n`, "b.js": `${header("2020-2025")}b();\n` }, "follow no rule"],
    ["it has another one", { "c.js": "// Copyright C\nc();\n", "a.js": "// Copyright A\na();\n" }, "it has a header already"],
  ])("%s", async (_name, files, reason) => {
    expect(await insert(files)).toContain(reason);
  });
});
