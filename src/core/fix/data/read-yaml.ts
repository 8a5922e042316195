import { isAlias, isMap, isPair, isScalar, isSeq, Lexer, parseAllDocuments, type Document } from "yaml";
import type { DataFacts } from "./read-data.ts";

/** Where the lexer says that the next token is a scalar's text. */
const SCALAR = "\u001f";

/**
 * YAML as its nodes in order, with tags, anchors and aliases, and each plain scalar as both versions in use understand it: `no` is a text in 1.2 and
 * false in 1.1, `"no"` is a text in both. What is no text keeps its digits: `3.10` is not `3.1`. Null where it cannot be parsed.
 */
export function readYaml(text: string): DataFacts | null {
  const [modern, old] = (["1.2", "1.1"] as const).map((version) => valueIn(text, version));
  return modern == null || old == null ? null : { value: `${modern}\n${old}`, comments: commentsOf(text) };
}

function valueIn(text: string, version: "1.1" | "1.2"): string | null {
  try {
    const documents: readonly Document[] = [...parseAllDocuments(text, { version, uniqueKeys: false, logLevel: "silent" })];
    if (documents.some(({ errors }) => errors.length > 0)) return null;
    return JSON.stringify(documents.map((document) => [document.directives?.yaml.explicit, document.directives?.tags, nodeOf(document.contents)]));
  } catch {
    return null;
  }
}

function nodeOf(node: unknown): unknown {
  if (isAlias(node)) return ["alias", node.source];
  if (isScalar(node)) return ["scalar", node.tag, node.anchor, typeof node.value, typeof node.value === "string" ? node.value : (node.source ?? "")];
  if (isPair(node)) return [nodeOf(node.key), nodeOf(node.value)];
  if (isMap(node) || isSeq(node)) return [isMap(node) ? "map" : "list", node.tag, node.anchor, node.items.map(nodeOf)];
  return node ?? null;
}

/** With the number of scalars before each: a comment belongs to what follows it. */
function commentsOf(text: string): readonly string[] {
  const comments: string[] = [];
  let scalars = 0;
  let inScalar = false;
  for (const token of new Lexer().lex(text)) {
    if (token === SCALAR) scalars += 1;
    else if (token.startsWith("#") && !inScalar) comments.push(`${scalars} ${token.trim().replace(/\s+/g, " ")}`);
    inScalar = token === SCALAR;
  }
  return comments;
}
