import type TreeSitter from "@vscode/tree-sitter-wasm";

type Node = TreeSitter.Node;

/** PEP 257: a plain string that is the first statement of a module, class or function. Bytes and strings with code in them are none. */
export function isDocstring(node: Node): boolean {
  const string = node.firstNamedChild;
  if (node.type !== "expression_statement" || node.namedChildCount !== 1 || string?.type !== "string" || !/^[ru]?['"]/i.test(string.text)) return false;
  const parent = node.parent;
  if (parent === null || (parent.type !== "module" && parent.type !== "block")) return false;
  return parent.namedChildren.find((child) => child !== null && child.type !== "comment")?.id === node.id;
}

/** The text as `inspect.cleandoc` gives it, without white space at the ends of lines: what a formatter may choose is not in it. */
export function readDocstring(text: string): string {
  const prefix = /^[rR]/.test(text) ? "r" : "";
  const [first = "", ...rest] = text.replace(/^[ru]?('''|"""|'|")([^]*)\1$/i, "$2").replaceAll("\r\n", "\n").split("\n");
  const indent = Math.min(...rest.filter((line) => line.trim() !== "").map((line) => /^\s*/.exec(line.replaceAll("\t", "        "))?.[0].length ?? 0));
  const lines = [first.trim(), ...rest.map((line) => line.replaceAll("\t", "        ").slice(Number.isFinite(indent) ? indent : 0).trimEnd())];
  return `${prefix}${lines.join("\n").trim()}`;
}
