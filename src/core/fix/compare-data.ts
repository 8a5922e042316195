/** For files that hold data, equal means: parsed, they are the same value. Markdown has no value, but its words do not change by formatting. */
import { parseAllDocuments } from "yaml";
import { canonicalJson } from "../identity/digest.ts";
import { decodeText } from "./decode-text.ts";

export type DataComparison = "equal" | "different" | "unknown";

/** `unknown`: this is no data file, or one side cannot be parsed. */
export function compareData(path: string, before: Uint8Array, after: Uint8Array): DataComparison {
  const read = readerOf(path);
  if (read === null) return "unknown";
  const [one, two] = [valueOf(before, read), valueOf(after, read)];
  if (one === null || two === null) return "unknown";
  return one === two ? "equal" : "different";
}

type Read = (text: string) => unknown;

function readerOf(path: string): Read | null {
  const ending = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase();
  switch (ending) {
    case "json":
    case "webmanifest": return readJson;
    case "yaml":
    case "yml": return readYaml;
    case "md":
    case "markdown": return wordsOf;
    default: return null;
  }
}

/** Order of keys counts: a reader of package.json's exports would see a new order. */
function readJson(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown) => (isRecord(value) ? Object.entries(value) : value));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readYaml(text: string): unknown {
  return parseAllDocuments(text).map((document) => {
    if (document.errors.length > 0) throw new Error("not YAML");
    return document.toJS({ maxAliasCount: 100 }) as unknown;
  });
}

/** Letters and digits in order, without the marks of headings, lists, emphasis, tables and fences. */
function wordsOf(text: string): unknown {
  return text.replace(/^\s*\d+[.)]\s/gm, " ").match(/[\p{L}\p{N}]+/gu) ?? [];
}

function valueOf(bytes: Uint8Array, read: Read): string | null {
  const decoded = decodeText(bytes);
  if (decoded === null) return null;
  try {
    return canonicalJson(read(decoded.text));
  } catch {
    return null;
  }
}
