import { expect, test } from "@jest/globals";
import { commandText } from "../../../src/core/pull-request/command-text.ts";

test.each([
  ["files take the place of {files}", ["npx", "eslint", "--", "{files}"], ["src/a.js", "src/b.js"], "npx eslint -- src/a.js src/b.js"],
  ["a name that a shell would read is quoted", ["cat", "{files}"], ["it's $(x).js"], "cat 'it'\\''s $(x).js'"],
  ["many files are counted", ["black", "{files}"], Array.from({ length: 10 }, (_, at) => `a${at}.py`), "black a0.py a1.py a2.py a3.py a4.py a5.py a6.py a7.py … and 2 more"],
])("%s", (_name, argv, files, text) => {
  expect(commandText(argv, files)).toBe(text);
});
