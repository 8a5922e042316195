/** YAML inside a Markdown file → a value that its schema has named, with mistakes at the line and column of the whole file. */
import { isCollection, isMap, isPair, isScalar, LineCounter, parseDocument, type Document } from "yaml";
import type { z } from "zod";
import { Fault } from "../fault/fault.ts";
import type { Excerpt } from "./skill-document.ts";

/**
 * Only plain YAML 1.2 values: no aliases, no tags of its own, no key twice.
 * Fault `skill-invalid` with `line:column: what` for bad YAML, and for the first value that the schema refuses.
 */
export function parseYamlExcerpt<T extends z.ZodType>(excerpt: Excerpt, schema: T): z.infer<T> {
  const counter = new LineCounter();
  const document = parseDocument(excerpt.text, { lineCounter: counter, version: "1.2", schema: "core", prettyErrors: false });
  const place = (offset: number): string => {
    const { line, col } = counter.linePos(offset);
    return `${excerpt.line + Math.max(line, 1) - 1}:${Math.max(col, 1)}`;
  };
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) throw new Fault("skill-invalid", { detail: `${place(problem.pos[0])}: ${problem.message}` });
  const parsed = schema.safeParse(valueOf(document));
  if (parsed.success) return parsed.data;
  const issue = deepestIssue(parsed.error.issues);
  throw new Fault("skill-invalid", { detail: `${place(offsetOf(document, issue))}: ${describe(issue)}` });
}

function valueOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch (cause) {
    throw new Fault("skill-invalid", { detail: "1:1: YAML aliases are not read here; write the value out", cause });
  }
}

/** A union reports one list of issues per member: the member that got furthest says what its author meant. */
function deepestIssue(issues: readonly z.core.$ZodIssue[], prefix: readonly PropertyKey[] = []): z.core.$ZodIssue {
  const [first] = issues;
  if (first === undefined) throw new TypeError("a schema refused a value without an issue");
  const path = [...prefix, ...first.path];
  if (first.code !== "invalid_union") return { ...first, path };
  const members = first.errors.filter((each) => each.length > 0).map((each) => deepestIssue(each, path));
  const rank = (issue: z.core.$ZodIssue): number => issue.path.length + (issue.code === "unrecognized_keys" ? 0.5 : 0);
  return members.toSorted((a, b) => rank(b) - rank(a))[0] ?? { ...first, path };
}

function describe(issue: z.core.$ZodIssue): string {
  const where = issue.path.length === 0 ? "" : `\`${issue.path.map(String).join(".")}\`: `;
  return `${where}${issue.message}`;
}

/** Where the refused value begins; for an unknown key, where the key stands; for a missing one, where its parent does. */
function offsetOf(document: Document, issue: z.core.$ZodIssue): number {
  let node: unknown = document.contents;
  for (const step of issue.path) {
    const next: unknown = isCollection(node) ? node.get(step, true) : undefined;
    if (next === undefined) break;
    node = next;
  }
  if (issue.code === "unrecognized_keys" && isMap(node)) {
    const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && issue.keys.includes(String(item.key.value)));
    if (pair !== undefined && isScalar(pair.key)) node = pair.key;
  }
  const range = node !== null && typeof node === "object" && "range" in node ? node.range : null;
  return Array.isArray(range) && typeof range[0] === "number" ? range[0] : 0;
}
