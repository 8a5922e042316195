import { format } from "prettier";
import { expect, test } from "@jest/globals";
import { treeSitterSyntax } from "../../../src/adapters/syntax/read-syntax.ts";

async function facts(path: string, text: string) {
  const found = await treeSitterSyntax.read(path, text);
  if (found === null) throw new Error(`no grammar for ${path}`);
  return found;
}

const sameTree: readonly [string, string, string, string][] = [
  ["semicolons", "a.js", "const a = 1\nf(a)\n", "const a = 1;\nf(a);\n"],
  ["quotes", "a.js", "f('it\\'s')\n", 'f("it\'s");\n'],
  ["trailing commas", "a.js", "f({ a: 1 });\n", "f({\n  a: 1,\n});\n"],
  ["redundant parentheses", "a.js", "const a = (b + c);\n", "const a = b + c;\n"],
  ["parentheses of one parameter", "a.js", "const f = x => x;\n", "const f = (x) => x;\n"],
  ["quoted keys", "a.js", "f({ 'a': 1 });\n", "f({ a: 1 });\n"],
  ["a leading bar in a union", "a.ts", "type A = 'x' | 'y';\n", 'type A =\n  | "x"\n  | "y";\n'],
  ["Python quotes and commas", "a.py", "x = ['a','b']\n", 'x = [\n    "a",\n    "b",\n]\n'],
  ["Python parentheses", "a.py", "for (a, b) in c:\n    return (a)\n", "for a, b in c:\n    return a\n"],
  ["Python class without bases", "a.py", "class A():\n    pass\n", "class A:\n    pass\n"],
  ["Go indentation", "a.go", "package a\nfunc f( ) {\n  g(1,2)\n}\n", "package a\n\nfunc f() {\n\tg(1, 2)\n}\n"],
  ["numbers", "a.js", "f(.5, 0XFF, 1.50);\n", "f(0.5, 0xff, 1.5);\n"],
];
test.each(sameTree)("%s are layout: the tree stays the same", async (_name, path, before, after) => {
  expect((await facts(path, before)).tree).toBe((await facts(path, after)).tree);
});

const otherTree: readonly [string, string, string, string][] = [
  ["an operator", "a.js", "f(a + b);\n", "f(a - b);\n"],
  ["a name", "a.js", "f(a);\n", "g(a);\n"],
  ["a string", "a.js", "f('a');\n", "f('b');\n"],
  ["a number", "a.js", "f(1);\n", "f(2);\n"],
  ["const for let", "a.js", "let a = 1;\n", "const a = 1;\n"],
  ["strict equality", "a.js", "f(a == b);\n", "f(a === b);\n"],
  ["a dropped await", "a.js", "async () => { await f(); };\n", "async () => { f(); };\n"],
  ["a union for an intersection", "a.ts", "type A = B | C;\n", "type A = B & C;\n"],
  ["a statement moved out of a block", "a.py", "if a:\n    b()\n    c()\n", "if a:\n    b()\nc()\n"],
  ["a removed assertion", "a.py", "assert a\nb()\n", "b()\n"],
  ["a Go error ignored", "a.go", "package a\nfunc f() { x, err := g(); h(x, err) }\n", "package a\nfunc f() { x, _ := g(); h(x, err) }\n"],
];
test.each(otherTree)("%s is no layout: the tree differs", async (_name, path, before, after) => {
  expect((await facts(path, before)).tree).not.toBe((await facts(path, after)).tree);
});

test("imports, comments and docstrings are told apart from the tree", async () => {
  const found = await facts("a.py", '"""About a."""\nimport os\nfrom b import c  # why\n\nx = 1\n');
  expect(found.docstrings.map(({ text }) => text)).toEqual(["About a."]);
  expect(found.imports).toHaveLength(2);
  expect(found.comments.map(({ text }) => text)).toEqual(["#why"]);
  expect(found.tree).toBe((await facts("a.py", "x = 1\n")).tree);
});

test("a text with a syntax error is not valid", async () => {
  expect((await facts("a.js", "const = ;\n")).valid).toBe(false);
});

test("a path without a grammar is unknown", async () => {
  expect(await treeSitterSyntax.read("a.unknown", "x")).toBeNull();
});

test("what prettier makes of real source keeps the tree", async () => {
  const source = "import {a,b} from './x'\nexport default class Foo extends Bar{ static #x=1\n get y(){return this.#x?.z ?? 'q'} async *g(){ for await(const v of this) yield v } }\nconst el = cond ? {...a, [b]:`t${c}`} : (d, e)=>{ if(!d) return; throw new Error('no') }\n";
  expect((await facts("a.js", await format(source, { parser: "babel" }))).tree).toBe((await facts("a.js", source)).tree);
});
