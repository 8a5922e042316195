/** Reads imports, exports and names of a JavaScript or TypeScript file from its syntax tree. */
import type TreeSitter from "@vscode/tree-sitter-wasm";
import type { ExportedName, ImportedName, ImportStatement, ModuleFacts, Span } from "../../core/skill/edit/module.ts";
import { isModulePath } from "../../core/skill/edit/module.ts";
import { grammarFor, openParser } from "./grammars.ts";
import { exportsOf } from "./read-exports.ts";

type Node = TreeSitter.Node;

/** Larger files are not parsed: nobody writes their imports by hand. */
const MOST_CHARACTERS = 1024 * 1024;
const NAMES = ["identifier", "type_identifier", "shorthand_property_identifier", "shorthand_property_identifier_pattern"];
const JSX = ["jsx_element", "jsx_self_closing_element", "jsx_fragment"];

/** Null where no grammar is known for the path, or the text is too large. */
export async function readModule(path: string, text: string): Promise<ModuleFacts | null> {
  const grammar = isModulePath(path) && text.length <= MOST_CHARACTERS ? grammarFor(path) : null;
  if (grammar === null) return null;
  const parser = await openParser(grammar);
  try {
    const tree = parser.parse(text);
    if (tree === null) return null;
    const facts = factsOf(tree.rootNode);
    tree.delete();
    return facts;
  } finally {
    parser.delete();
  }
}

function factsOf(root: Node): ModuleFacts {
  const statements = root.children.filter((child) => child !== null);
  const imports = statements.filter(({ type }) => type === "import_statement").map(importOf);
  const exported = statements.filter(({ type }) => type === "export_statement");
  const comments = found(root, ["comment"]).map((node) => ({ ...spanOf(node), text: node.text }));
  return {
    valid: !root.hasError, imports, comments,
    exports: exported.flatMap((statement): readonly ExportedName[] => exportsOf(statement)),
    passedOn: exported.filter((node) => node.children.some((child) => child?.type === "*")).flatMap((node) => sourceOf(node) ?? []),
    used: namesIn(root, [...imports, ...exported.filter((node) => node.childForFieldName("source") !== null).map(spanOf)]),
    typeUses: new Set(found(root, ["type_identifier"]).map(({ startIndex }) => startIndex)),
    hasJsx: found(root, JSX).length > 0,
    bodyAt: statements.find((node) => !/^(?:import_statement|comment|hash_bang_line)$/.test(node.type) && !isDirective(node))?.startIndex ?? null,
  };
}

function isDirective({ type, firstNamedChild }: Node): boolean {
  return type === "expression_statement" && firstNamedChild?.type === "string";
}

function importOf(node: Node): ImportStatement {
  const clause = childOf(node, "import_clause");
  const required = childOf(node, "import_require_clause");
  const source = node.childForFieldName("source") ?? required?.childForFieldName("source") ?? null;
  const braces = clause === null ? null : childOf(clause, "named_imports");
  return {
    ...spanOf(node), source: source === null ? "" : source.text.slice(1, -1), sourceSpan: spanOf(source ?? node), braces: braces === null ? null : spanOf(braces),
    typeOnly: node.children.some((child) => child?.type === "type" || child?.type === "typeof"),
    names: clause === null ? (required === null ? [] : [outer(required.firstNamedChild, "require", required)]) : namesOf(clause),
  };
}

function namesOf(clause: Node): readonly ImportedName[] {
  return clause.namedChildren.flatMap((child): readonly ImportedName[] => {
    if (child?.type === "identifier") return [outer(child, "default", child)];
    if (child?.type === "namespace_import") return [outer(child.firstNamedChild, "namespace", child)];
    return child?.type === "named_imports" ? child.namedChildren.filter((each) => each?.type === "import_specifier").flatMap((each) => (each === null ? [] : [specifierOf(each)])) : [];
  });
}

function outer(name: Node | null, form: "default" | "namespace" | "require", whole: Node): ImportedName {
  return { ...spanOf(whole), form, imported: form === "default" ? "default" : "*", local: name?.text ?? "", nameAt: name?.startIndex ?? whole.startIndex, typeOnly: false };
}

function specifierOf(node: Node): ImportedName {
  const name = node.childForFieldName("name");
  const local = node.childForFieldName("alias") ?? name;
  return {
    ...spanOf(node), form: "named", imported: name?.text ?? "", local: local?.text ?? "", nameAt: local?.startIndex ?? node.startIndex,
    typeOnly: node.children.some((child) => child?.type === "type" || child?.type === "typeof"),
  };
}

/** Names outside the given spans, with where they stand. */
function namesIn(root: Node, outside: readonly Span[]): ReadonlyMap<string, readonly number[]> {
  const names = new Map<string, number[]>();
  for (const { text, startIndex } of found(root, NAMES)) {
    if (outside.some(({ start, end }) => startIndex >= start && startIndex < end)) continue;
    const known = names.get(text);
    if (known === undefined) names.set(text, [startIndex]);
    else known.push(startIndex);
  }
  return names;
}

function found(root: Node, types: readonly string[]): readonly Node[] {
  return root.descendantsOfType([...types]).filter((node) => node !== null);
}

function childOf(node: Node, type: string): Node | null {
  return node.children.find((child) => child?.type === type) ?? null;
}

function sourceOf(node: Node): string | null {
  return node.childForFieldName("source")?.text.slice(1, -1) ?? null;
}

function spanOf({ startIndex, endIndex }: Node): Span {
  return { start: startIndex, end: endIndex };
}
