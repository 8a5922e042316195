/** YAML from outside, named by a schema: every mistake with its line and column. YAML 1.2 core schema; no custom tags; aliases bounded. */
import { isNode, LineCounter, parseDocument, type Document } from "yaml";
import type { z } from "zod";

const MOST_CHARACTERS = 256 * 1024;

export interface YamlMistake {
  /** Counting from 1. */
  readonly line: number;
  readonly column: number;
  /** What is wrong there, and what would be valid. */
  readonly message: string;
}

export type YamlReading<T> = { readonly ok: true; readonly value: T; readonly document: Document; readonly lines: LineCounter } | { readonly ok: false; readonly mistakes: readonly YamlMistake[] };

/** All mistakes at once: of YAML's form if there are any, else of the schema. */
export function readYaml<S extends z.ZodType>(text: string, schema: S): YamlReading<z.infer<S>> {
  if (text.length > MOST_CHARACTERS) return { ok: false, mistakes: [{ line: 1, column: 1, message: `longer than ${MOST_CHARACTERS} characters` }] };
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, stringKeys: true, prettyErrors: false });
  const malformed = [...document.errors, ...document.warnings];
  if (malformed.length > 0) return { ok: false, mistakes: malformed.map((error) => ({ ...placeAt(lines, error.pos[0]), message: error.message })) };
  const plain = toPlain(document);
  if (!plain.ok) return { ok: false, mistakes: [{ line: 1, column: 1, message: plain.message }] };
  const result = schema.safeParse(plain.value ?? {});
  if (result.success) return { ok: true, value: result.data, document, lines };
  return { ok: false, mistakes: result.error.issues.flatMap((issue) => mistakesOf(issue, document, lines)) };
}

function toPlain(document: Document): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string } {
  try {
    return { ok: true, value: document.toJS({ maxAliasCount: 20 }) as unknown };
  } catch {
    return { ok: false, message: "too many aliases" };
  }
}

function mistakesOf(issue: z.core.$ZodIssue, document: Document, lines: LineCounter): readonly YamlMistake[] {
  const path = issue.path.filter((part) => typeof part !== "symbol");
  if (issue.code !== "unrecognized_keys") return [{ ...placeOf(document, lines, path), message: `${path.join(".") || "the file"}: ${issue.message}` }];
  return issue.keys.map((key) => ({ ...placeOf(document, lines, [...path, key]), message: `unknown key ${JSON.stringify([...path, key].join("."))}` }));
}

/** Where the node at this path stands, or its nearest parent that does. */
export function placeOf(document: Document, lines: LineCounter, path: readonly (string | number)[]): { readonly line: number; readonly column: number } {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range != null) return placeAt(lines, node.range[0]);
  }
  return { line: 1, column: 1 };
}

function placeAt(lines: LineCounter, offset: number): { readonly line: number; readonly column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

/** `name:3:5: message`, a mistake a line. */
export function describeMistakes(name: string, mistakes: readonly YamlMistake[]): string {
  return mistakes.map(({ line, column, message }) => `${name}:${line}:${column}: ${message}`).join("\n");
}
