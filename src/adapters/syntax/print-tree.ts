/**
 * Prints a syntax tree so that two files which differ in layout alone print the same. What is layout stands in `layout.ts`. All else is printed: node
 * types, operators, names, texts quoted so that none can pass for another, and whatever stands between the children of a node.
 */
import type TreeSitter from "@vscode/tree-sitter-wasm";
import type { SyntaxFacts, SyntaxPiece } from "../../core/fix/syntax.ts";
import type { Layout } from "./layout.ts";
import { blankBelow, COMMENTS, elementsOf, insideSame, isDebugged, isImport, isKey, isSplitName, isTrailing, joinSpaces, parenthesesCount, preamble } from "./node-questions.ts";
import { normaliseSpace, printJsxText, printNumber } from "./print-leaf.ts";
import { isString, printString } from "./print-string.ts";
import { isDocstring, readDocstring } from "./read-docstring.ts";

type Node = TreeSitter.Node;

const NOTHING = new Set(["empty_statement", "line_continuation"]);
const NUMBERS = new Set(["number", "integer", "float", "int_literal", "float_literal", "imaginary_literal", "number_literal", "integer_literal", "integer_value", "float_value", "decimal_integer_literal", "hex_integer_literal"]);
const PARENTHESES = new Set(["parenthesized_expression", "parenthesized_type", "parenthesized_pattern"]);
const FLAT = new Set(["statement_list", "import_spec_list"]);
/** The same thing with and without parentheses, quotes or a fraction. */
const SAME_AS: Readonly<Record<string, string>> = { tuple: "expression_list", tuple_pattern: "pattern_list", property_identifier: "name", float_value: "integer_value" };
/** Parts of these are told apart by their field, since the separators between them are layout elsewhere. */
const FIELDED = new Set(["for_statement", "for_clause", "if_statement", "expression_switch_statement", "type_switch_statement"]);
/** Where commas and semicolons are the same. */
const MEMBERS = new Set(["interface_body", "object_type"]);
/** Tokens of a macro mean what the macro says. */
const VERBATIM = new Set(["token_tree", "token_tree_pattern", "token_repetition", "token_repetition_pattern"]);
const JSX = new Set(["jsx_element", "jsx_fragment"]);

export interface Parsed {
  /** The text that was parsed. */
  readonly text: string;
  readonly grammar: string;
  readonly layout: Layout;
}

/** Facts of a parsed file. A tree too deep to walk counts as not valid. */
export function printTree(root: Node, parsed: Parsed): SyntaxFacts {
  const printer = new Printer(parsed);
  try {
    const tree = printer.print(root);
    return { valid: !root.hasError, tree, imports: printer.imports, comments: printer.comments, docstrings: printer.docstrings };
  } catch (error) {
    if (error instanceof RangeError) return { valid: false, tree: "", imports: [], comments: [], docstrings: [] };
    throw error;
  }
}

class Printer {
  readonly imports: SyntaxPiece[] = [];
  readonly comments: SyntaxPiece[] = [];
  readonly docstrings: SyntaxPiece[] = [];
  readonly #text: string;
  readonly #layout: Layout;
  readonly #grammar: string;
  /** Words of the tree printed so far: where an import, comment or docstring stands. */
  #words = 0;
  #inMacro = 0;
  #inImport = 0;

  constructor({ text, layout, grammar }: Parsed) {
    this.#text = text;
    this.#layout = layout;
    this.#grammar = grammar;
  }

  print(node: Node): string {
    if (COMMENTS.has(node.type)) return this.#collectComment(node);
    if (this.#inImport === 0 && isImport(node)) return this.#collectImport(node);
    if (isDocstring(node)) return this.#keep(this.docstrings, readDocstring(node.text));
    if (this.#isNothing(node)) return "";
    if (isString(node)) return this.#counted(printString(node, this.#layout, (child) => this.print(child)));
    if (node.childCount === 0) return this.#leaf(node);
    if (isDebugged(node)) return this.#counted(JSON.stringify(node.text));
    if (node.type === "jsx_expression") return this.#jsxExpression(node);
    const macro = VERBATIM.has(node.type) ? 1 : 0;
    this.#inMacro += macro;
    const parts = JSX.has(node.type) ? joinSpaces(this.#parts(node)) : this.#parts(node);
    this.#inMacro -= macro;
    return this.#wrap(node, parts);
  }

  #wrap(node: Node, parts: readonly string[]): string {
    if (this.#isWrapper(node, parts)) return parts.join(" ");
    const added = node.type === "new_expression" && node.childForFieldName("arguments") === null ? " (arguments )" : "";
    return `(${SAME_AS[node.type] ?? node.type} ${parts.join(" ")}${added})`;
  }

  #parts(node: Node): readonly string[] {
    const children = node.children.filter((child) => child !== null);
    const parts: string[] = [];
    let at = node.startIndex;
    for (const [index, child] of children.entries()) {
      parts.push(...this.#gap(node, at, child.startIndex));
      at = child.endIndex;
      if (this.#isDropped(node, children, index)) continue;
      const part = isKey(node, child) ? [`name:${JSON.stringify(child.text.slice(1, -1))}`] : child.type === "jsx_text" ? this.#jsxText(child) : [this.print(child)];
      const field = FIELDED.has(node.type) ? node.fieldNameForChild(index) : null;
      parts.push(...part.filter((text) => text !== "").map((text) => (field === null ? text : `${field}=${text}`)));
    }
    parts.push(...this.#gap(node, at, node.endIndex));
    return parts;
  }

  /** What no child covers: some grammars leave the text of a number or a colour there. */
  #gap(node: Node, from: number, to: number): readonly string[] {
    if (from >= to) return [];
    const text = this.#text.slice(from, to).trim();
    if (text === "" || text === "\\") return [];
    this.#words += 1;
    const lower = node.type === "color_value" ? text.toLowerCase() : text;
    return [`~${JSON.stringify(NUMBERS.has(node.type) ? printNumber(text, this.#layout.numbers) : lower)}`];
  }

  #isNothing(node: Node): boolean {
    if (this.#inMacro > 0) return false;
    if (NOTHING.has(node.type) || (node.childCount === 0 && node.text.trim() === "")) return true;
    return this.#layout.parentheses && (node.type === "(" || node.type === ")");
  }

  #isDropped(parent: Node, children: readonly Node[], index: number): boolean {
    const type = children[index]?.type;
    if (this.#inMacro > 0) return false;
    if (type === ";") return this.#layout.semicolons && !parent.type.startsWith("array_") && !isSplitName(children[index - 1]);
    if (type === "|" || type === "&") return index === 0 && (parent.type === "union_type" || parent.type === "intersection_type");
    if (type !== ",") return false;
    return MEMBERS.has(parent.type) || (this.#layout.trailingCommas && isTrailing(parent, children, index));
  }

  #isWrapper(node: Node, parts: readonly string[]): boolean {
    if (FLAT.has(node.type)) return true;
    if (PARENTHESES.has(node.type)) return this.#layout.parentheses ? !parenthesesCount(node) : node.parent?.type === node.type;
    if (node.type === "tuple_pattern" && this.#layout.parentheses) return elementsOf(node.children) === 1 && !node.children.some((child) => child?.type === ",");
    if (node.type === "union_type" || node.type === "intersection_type") return parts.length === 1 || insideSame(node);
    if (node.type === "formal_parameters" || node.type === "required_parameter") return parts.length === 1;
    if (node.type === "expression_statement" && this.#grammar === "rust") return /^(?:return|break|continue)_expression$/.test(node.firstChild?.type ?? "");
    return node.type === "argument_list" && parts.length === 0 && node.parent?.type === "class_definition";
  }

  #leaf(node: Node): string {
    if (NUMBERS.has(node.type)) return this.#counted(printNumber(node.text, this.#layout.numbers));
    const text = node.type === "preproc_arg" ? node.text.trim() : node.text;
    if (/[\p{L}\p{N}]/u.test(text)) this.#words += 1;
    return node.isNamed ? `${SAME_AS[node.type] ?? node.type}:${JSON.stringify(text)}` : text;
  }

  #jsxText(node: Node): readonly string[] {
    const words = printJsxText(node.text);
    this.#words += words.filter((word) => word !== "_").length;
    return words;
  }

  /** `{" "}` is a space, and `a={"b"}` is `a="b"` where nothing in it needs an escape. */
  #jsxExpression(node: Node): string {
    const only = node.namedChildCount === 1 ? node.firstNamedChild : null;
    if (only?.type === "string" && node.parent !== null && JSX.has(node.parent.type) && only.text.slice(1, -1) === " ") return "_";
    if (only?.type === "string" && node.parent?.type === "jsx_attribute" && !/[\\&\n]/.test(only.text)) return this.print(only);
    return `(jsx_expression ${this.#parts(node).join(" ")})`;
  }

  #collectComment(node: Node): string {
    const { looseComment } = this.#layout;
    const text = normaliseSpace(looseComment === null ? node.text : node.text.replace(looseComment, (mark) => mark.trimEnd()));
    // gofmt puts empty lines into doc comments and takes them out.
    if (this.#grammar === "go" && text === "//") return "";
    return this.#keep(this.comments, `${text}${this.#grammar === "go" ? blankBelow(node, text) : ""}`);
  }

  #collectImport(node: Node): string {
    this.#inImport += 1;
    const words = this.#words;
    const text = this.#parts(node).join(" ");
    this.#words = words;
    this.#inImport -= 1;
    return this.#keep(this.imports, `${node.type === "mod_item" ? "mod " : ""}${text}${preamble(node, text)}`);
  }

  #keep(list: SyntaxPiece[], text: string): string {
    list.push({ text, at: this.#words });
    return "";
  }

  #counted(text: string): string {
    this.#words += 1;
    return text;
  }
}
