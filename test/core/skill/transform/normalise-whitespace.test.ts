import { expect, test } from "@jest/globals";
import { applyTransform } from "../../../../src/core/skill/transform/apply-transform.ts";
import { noAttributes, type TextAttributes } from "../../../../src/core/skill/transform/text-attributes.ts";
import { processorTime } from "../../../processor-time.ts";

const apply = (content: string, attributes: Partial<TextAttributes> = {}, path = "a.txt") =>
  Buffer.from(applyTransform("normalise_whitespace", { path, bytes: Buffer.from(content, "latin1"), attributes: { ...noAttributes, ...attributes } })).toString("latin1");

const cases: [string, string, string, Partial<TextAttributes>, string][] = [
  ["trailing spaces and tabs go", "a \t\n  b  \n", "a\n  b\n", {}, "a.txt"],
  ["a last line gets its newline", "a\nb", "a\nb\n", {}, "a.txt"],
  ["it is the newline of the lines before", "a\r\nb", "a\r\nb\r\n", {}, "a.txt"],
  ["blank lines at the end go", "a\n\n \n\n", "a\n", {}, "a.txt"],
  ["a file of white space only becomes empty", " \n\t\n", "", {}, "a.txt"],
  ["line ends stay as they are where nothing is said", "a\r\nb\n", "a\r\nb\n", {}, "a.txt"],
  ["CRLF becomes LF where LF is asked for", "a\r\nb\n", "a\nb\n", { endOfLine: "lf" }, "a.txt"],
  ["LF becomes CRLF where CRLF is asked for", "a\r\nb\nc", "a\r\nb\r\nc\r\n", { endOfLine: "crlf" }, "a.bat"],
  ["tabs in the indentation become spaces where they are forbidden", "\ta\tb\n  \tc\n", "    a\tb\n    c\n", { indentStyle: "space", tabWidth: 4 }, "a.js"],
  ["a Makefile keeps its tabs", "all:\n\techo\n", "all:\n\techo\n", { indentStyle: "space", tabWidth: 4 }, "Makefile"],
  ["tabs stay where their width is not given", "\ta\n", "\ta\n", { indentStyle: "space" }, "a.js"],
  ["a hard break in Markdown stays", "one  \ntwo \n   \n\nthree", "one  \ntwo\n\n\nthree\n", {}, "a.md"],
  ["a hard break goes where the repository says that it trims", "one  \ntwo\n", "one\ntwo\n", { trimTrailingWhitespace: true }, "a.md"],
  ["nothing is trimmed where the repository says so", "one \n\n", "one \n\n", { trimTrailingWhitespace: false }, "a.txt"],
  ["no newline is added where the repository says so", "one ", "one", { insertFinalNewline: false }, "a.txt"],
  ["bytes above ASCII are kept, whatever the encoding", "caf\xe9 \n", "caf\xe9\n", {}, "a.txt"],
  ["a lone CR is content", "a\rb\n", "a\rb\n", { endOfLine: "lf" }, "a.txt"],
  ["white space inside a template literal is content", "const a = `one  \n\ttwo  \n`;  \nb  \n", "const a = `one  \n\ttwo  \n`;\nb\n", {}, "a.js"],
  ["so are the tabs before its end", "const a = `one\n\t`;\n\tb\n", "const a = `one\n\t`;\n  b\n", { indentStyle: "space", tabWidth: 2 }, "a.js"],
  ["quotes and comments open no literal", "// it`s  \nconst a = '`';  \n/* `  \n*/  \nb  \n", "// it`s\nconst a = '`';\n/* `\n*/\nb\n", {}, "a.ts"],
  ["so it is in Python's long strings", 'TEXT = """one  \ntwo  \n"""  \n', 'TEXT = """one  \ntwo  \n"""\n', {}, "a.py"],
  ["in a docstring it is layout", "def f():  \n    '''One.  \n\n    Two.  \n    '''  \n", "def f():\n    '''One.\n\n    Two.\n    '''\n", {}, "a.py"],
  ["and in Go's raw strings it is content", "var a = `one \n\\` \nvar b = 1 \n", "var a = `one \n\\`\nvar b = 1\n", {}, "a.go"],
  ["an empty file stays", "", "", {}, "a.txt"],
];

test.each(cases)("%s", (...[, before, after, attributes, path]) => {
  expect(apply(before, attributes, path)).toBe(after);
  expect(apply(after, attributes, path)).toBe(after);
});

test("a binary file is refused", () => {
  expect(() => apply("a\0b \n")).toThrow("a.txt: it holds NUL bytes");
  expect(() => apply("a \n", { binary: true })).toThrow("`.gitattributes` says that it is not text");
});

test("a line of a megabyte of spaces costs no more than its length", () => {
  expect(processorTime(() => expect(apply(`a${" ".repeat(1_000_000)}b\n`)).toHaveLength(1_000_003))).toBeLessThan(500);
});
