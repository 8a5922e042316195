/**
 * Prints a syntax tree so that two files which differ in layout alone print the same. Layout is what formatters may choose: white space,
 * separators, redundant parentheses, the kind of quotes, the writing of numbers. All else is printed: node types, operators, names, texts.
 */
import type TreeSitter from "@vscode/tree-sitter-wasm";
import type { SyntaxFacts } from "../../core/fix/syntax.ts";
import { normaliseNumber, normaliseSpace, normaliseString } from "./normalise-leaf.ts";

type Node = TreeSitter.Node;

const IMPORTS = new Set(["import_statement", "import_from_statement", "future_import_statement", "import_declaration", "use_declaration", "preproc_include", "import_list"]);
const COMMENTS = new Set(["comment", "line_comment", "block_comment", "html_comment"]);
const LAYOUT = new Set([";", ",", "(", ")", "\n", '"', "'", "`", "string_start", "string_end", "empty_statement", "line_continuation", "heredoc_end"]);
const TRANSPARENT = new Set(["parenthesized_expression", "parenthesized_type", "parenthesized_pattern", "union_type", "intersection_type", "statement_list", "import_spec_list"]);
/** The same thing with and without parentheses or quotes. */
const SAME_AS: Readonly<Record<string, string>> = { tuple: "expression_list", tuple_pattern: "pattern_list", property_identifier: "name" };
const STRINGS = new Set(["string_fragment", "string_content", "interpreted_string_literal_content", "raw_string_literal_content", "escape_sequence"]);
const NUMBERS = new Set(["number", "integer", "float", "int_literal", "float_literal", "number_literal", "integer_literal", "integer_value", "float_value", "decimal_integer_literal"]);

interface Collected {
  readonly imports: string[];
  readonly comments: string[];
  readonly docstrings: string[];
}

/** Facts of a parsed file. A tree too deep to walk counts as not valid. */
export function printTree(root: Node): SyntaxFacts {
  const found: Collected = { imports: [], comments: [], docstrings: [] };
  try {
    const tree = print(root, found);
    return { valid: !root.hasError, tree, ...found };
  } catch (error) {
    if (error instanceof RangeError) return { valid: false, tree: "", ...found };
    throw error;
  }
}

function print(node: Node, found: Collected): string {
  if (COMMENTS.has(node.type)) return collect(found.comments, normaliseSpace(node.text.replace(/^(#|\/\/)\s*|^\s*\*+\s?/gm, "$1")));
  if (IMPORTS.has(node.type)) return collectImports(node, found);
  if (isDocstring(node)) return collect(found.docstrings, normaliseSpace(node.text));
  if (LAYOUT.has(node.type)) return "";
  if (node.childCount === 0) return leaf(node);
  if (isString(node)) return `<string ${children(node, found).join("")}>`;
  const parts = children(node, found);
  if (isWrapper(node, parts)) return parts.join(" ");
  return `(${SAME_AS[node.type] ?? node.type} ${parts.join(" ")})`;
}

function children(node: Node, found: Collected): readonly string[] {
  const parts: string[] = [];
  for (const child of node.children) {
    if (child === null || (child.type === "|" || child.type === "&") && parts.length === 0) continue;
    const part = isKey(node, child) ? keyName(child) : print(child, found);
    if (part !== "") parts.push(part);
  }
  return parts;
}

function collect(list: string[], text: string): string {
  list.push(text);
  return "";
}

/** Comments inside an import statement are comments; the rest is the import. */
function collectImports(node: Node, found: Collected): string {
  const text = children(node, { ...found, imports: [] }).join(" ");
  return collect(found.imports, text);
}

function leaf(node: Node): string {
  if (STRINGS.has(node.type)) return normaliseString(node.text);
  if (NUMBERS.has(node.type)) return normaliseNumber(node.text);
  if (node.type === "jsx_text") return normaliseSpace(node.text);
  if (node.type.startsWith("string_") && /^[a-z]*['"]+$/i.test(node.text)) return node.text.replace(/['"]+$/, "").toLowerCase();
  return node.isNamed ? `${SAME_AS[node.type] ?? node.type}:${node.text}` : node.text;
}

function isString(node: Node): boolean {
  return node.type === "string" || node.type === "interpreted_string_literal" || node.type === "string_literal" || node.type === "string_value";
}

/** One thing in a wrapper that only layout put there: `(x) => …` and `x => …`, `class A():` and `class A:`. */
function isWrapper(node: Node, parts: readonly string[]): boolean {
  if (TRANSPARENT.has(node.type)) return true;
  if (node.type === "formal_parameters" || node.type === "required_parameter") return parts.length === 1;
  if (node.type === "jsx_expression") return parts.join("").replace(/[{}]/g, "").trim() === "<string >";
  return node.type === "argument_list" && parts.length === 0 && node.parent?.type === "class_definition";
}

/** A quoted key that could stand without quotes is the same key. */
function isKey(parent: Node, child: Node): boolean {
  return parent.type === "pair" && child.type === "string" && parent.children[0]?.id === child.id && /^["'][A-Za-z_$][\w$]*["']$/.test(child.text);
}

function keyName(child: Node): string {
  return `name:${child.text.slice(1, -1)}`;
}

/** PEP 257: a string that is the first statement of a module, class or function. */
function isDocstring(node: Node): boolean {
  if (node.type !== "expression_statement" || node.namedChildCount !== 1 || node.firstNamedChild?.type !== "string") return false;
  const parent = node.parent;
  if (parent === null || (parent.type !== "module" && parent.type !== "block")) return false;
  return parent.namedChildren.find((child) => child !== null && !COMMENTS.has(child.type))?.id === node.id;
}
