/** What one export statement gives out. */
import type TreeSitter from "@vscode/tree-sitter-wasm";
import type { ExportedName } from "../../core/skill/edit/module.ts";

type Node = TreeSitter.Node;

const TYPES = new Set(["interface_declaration", "type_alias_declaration"]);
const VARIABLES = new Set(["lexical_declaration", "variable_declaration"]);
const PATTERN_NAMES = ["identifier", "shorthand_property_identifier_pattern"];

/** Names of a module that is passed on whole (`export *`) are not among them. */
export function exportsOf(statement: Node): readonly ExportedName[] {
  const from = statement.childForFieldName("source")?.text.slice(1, -1) ?? null;
  const has = (type: string): boolean => statement.children.some((child) => child?.type === type);
  if (has("default")) return [defaultOf(statement)];
  const clause = statement.children.find((child) => child?.type === "export_clause");
  if (clause != null) return specifiersOf(clause, from, has("type"));
  const namespace = statement.children.find((child) => child?.type === "namespace_export");
  if (namespace != null) return [{ name: namespace.firstNamedChild?.text ?? "", local: null, typeOnly: has("type"), from }];
  const declaration = statement.childForFieldName("declaration");
  return declaration === null ? [] : declared(declaration);
}

function defaultOf(statement: Node): ExportedName {
  const declaration = statement.childForFieldName("declaration");
  const value = statement.childForFieldName("value");
  const local = declaration?.childForFieldName("name")?.text ?? (value?.type === "identifier" ? value.text : null);
  return { name: "default", local, typeOnly: declaration !== null && TYPES.has(declaration.type), from: null };
}

function specifiersOf(clause: Node, from: string | null, typeOnly: boolean): readonly ExportedName[] {
  return clause.namedChildren.filter((child) => child?.type === "export_specifier").flatMap((specifier) => {
    const local = specifier?.childForFieldName("name")?.text ?? "";
    const ownType = specifier?.children.some((child) => child?.type === "type") === true;
    return [{ name: specifier?.childForFieldName("alias")?.text ?? local, local, typeOnly: typeOnly || ownType, from }];
  });
}

function declared(declaration: Node): readonly ExportedName[] {
  if (declaration.type === "ambient_declaration") return declaration.namedChildren.flatMap((child) => (child === null ? [] : declared(child)));
  if (VARIABLES.has(declaration.type)) return declaration.namedChildren.filter((child) => child?.type === "variable_declarator").flatMap((child) => variablesOf(child?.childForFieldName("name") ?? null));
  const name = declaration.childForFieldName("name")?.text;
  return name === undefined ? [] : [{ name, local: name, typeOnly: TYPES.has(declaration.type), from: null }];
}

function variablesOf(name: Node | null): readonly ExportedName[] {
  const names = name?.type === "identifier" ? [name] : name?.descendantsOfType([...PATTERN_NAMES]) ?? [];
  return names.flatMap((each) => (each === null ? [] : [{ name: each.text, local: each.text, typeOnly: false, from: null }]));
}
