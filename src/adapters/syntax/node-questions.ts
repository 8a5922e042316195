/** What the printer asks of a node and its neighbours. */
import type TreeSitter from "@vscode/tree-sitter-wasm";

type Node = TreeSitter.Node;

const IMPORTS = new Set(["import_statement", "import_from_statement", "future_import_statement", "import_declaration", "use_declaration", "preproc_include", "extern_crate_declaration"]);
export const COMMENTS = new Set(["comment", "line_comment", "block_comment", "html_comment"]);
const TUPLES = new Set(["tuple", "tuple_pattern", "tuple_type", "tuple_expression", "expression_list", "pattern_list"]);
/** A trailing comma makes another thing of these. */
const COMMAS_COUNT = new Set(["subscript", "print_statement"]);

/** Rust's `mod a;` names another file, as an import does; rustfmt sorts both. */
export function isImport(node: Node): boolean {
  return IMPORTS.has(node.type) || (node.type === "mod_item" && node.childForFieldName("body") === null && node.previousNamedSibling?.type !== "attribute_item");
}

/** Behind the last element and before the closing bracket; never the comma of a tuple of one, nor one that leaves a hole. */
export function isTrailing(parent: Node, children: readonly Node[], index: number): boolean {
  if (COMMAS_COUNT.has(parent.type) || (TUPLES.has(parent.type) && elementsOf(children) === 1)) return false;
  const before = children.slice(0, index).findLast((child) => !COMMENTS.has(child.type));
  const after = children.slice(index + 1).find((child) => !COMMENTS.has(child.type));
  return before !== undefined && !/^[,([{<|]$/.test(before.type) && (after === undefined || /^[)\]}>|]$/.test(after.type));
}

export function elementsOf(children: readonly (Node | null)[]): number {
  return children.filter((child) => child !== null && child.isNamed && !COMMENTS.has(child.type)).length;
}

/** `get`, `set`, `static` … as a field's name: without the semicolon the next line would belong to it. */
export function isSplitName(before: Node | undefined): boolean {
  return before !== undefined && /^(?:static\s+)?(?:get|set|static|async|accessor)$/.test(before.text);
}

/** Parentheses that end an optional chain, keep a string from being a directive, or tell whose arrow it is in Go's `chan (<-chan int)`. */
export function parenthesesCount(node: Node): boolean {
  const parent = node.parent?.type;
  const inner = node.firstNamedChild?.type;
  if (parent === "expression_statement") return inner === "string";
  if (parent === "channel_type") return true;
  return (parent === "member_expression" || parent === "subscript_expression" || parent === "call_expression") && node.text.includes("?.");
}

/** A union in a union is one union. */
export function insideSame(node: Node): boolean {
  let outer = node.parent;
  while (outer?.type === "parenthesized_type") outer = outer.parent;
  return outer?.type === node.type;
}

/** A quoted key that could stand without quotes is the same key. */
export function isKey(parent: Node, child: Node): boolean {
  return parent.type === "pair" && child.type === "string" && parent.children[0]?.id === child.id && /^["'][A-Za-z_$][\w$]*["']$/.test(child.text);
}

/** `f"{a = }"` prints the very text of the expression. */
export function isDebugged(node: Node): boolean {
  return node.type === "interpolation" && node.children.some((child) => child?.type === "=");
}

export function joinSpaces(parts: readonly string[]): readonly string[] {
  return parts.filter((part, index) => part !== "_" || parts[index - 1] !== "_");
}

/** `// +build` counts only where a blank line follows it. */
export function blankBelow(node: Node, text: string): string {
  const next = node.nextNamedSibling;
  return /^\/\/ ?\+build\b/.test(text) && next !== null && next.startPosition.row > node.endPosition.row + 1 ? " (apart)" : "";
}

/** The comment right above cgo's `import "C"` is C code. */
export function preamble(node: Node, text: string): string {
  const above = node.previousNamedSibling;
  return text.includes('"C"') && above !== null && COMMENTS.has(above.type) && above.endPosition.row + 1 === node.startPosition.row ? " (with what stands above)" : "";
}
