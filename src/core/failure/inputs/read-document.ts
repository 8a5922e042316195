/** Reads a whole structured document. What cannot be read as what it seems is no document: the caller reads it as a log. */
import type { FailureReport } from "../report.ts";
import { readCheckJson } from "./check-json.ts";
import { readCheckstyle } from "./checkstyle.ts";
import { readProblemList } from "./code-quality.ts";
import { reportsOf, type DocumentReading } from "./document.ts";
import { LEADING_ESCAPES, TRAILING_ESCAPES, type InputKind } from "./input-kind.ts";
import { readJunit } from "./junit.ts";
import { readLinterJson } from "./linter-json.ts";
import { readLinterXml } from "./linter-xml.ts";
import { readSarif } from "./sarif.ts";
import { readTap } from "./tap.ts";
import { readXml } from "./xml.ts";

export interface DocumentDiagnosis {
  readonly reports: readonly FailureReport[];
  readonly truncated: boolean;
}

export interface DocumentSource {
  readonly kind: Exclude<InputKind, "zip" | "log">;
  readonly bytes: Uint8Array;
  readonly workspace: string | null;
}

/** Null: it is not what its first bytes promised. */
export function readDocument({ kind, bytes, workspace }: DocumentSource): DocumentDiagnosis | null {
  const text = new TextDecoder("utf-8").decode(bytes).replace(/^\uFEFF/, "").replace(LEADING_ESCAPES, "").replace(TRAILING_ESCAPES, "");
  switch (kind) {
    case "xml": return reported(readXmlDocument(text), workspace);
    case "tap": return reported(readTap(text), workspace);
    case "json": return readJson(text, workspace);
    default: return kind satisfies never;
  }
}

function reported(reading: DocumentReading | null, workspace: string | null): DocumentDiagnosis | null {
  return reading === null ? null : { reports: reportsOf(reading, workspace), truncated: reading.truncated };
}

const LONGEST_END = "</testsuites>".length;

/** A report that broke off (the job was killed while it was written) is read as far as its last whole case. */
function readXmlDocument(text: string): DocumentReading | null {
  const whole = readXml(text);
  if (whole !== null) return readRoot(whole, !/(?:<\/(?:testsuites?|checkstyle|pmd|results)|\/)>$/.test(text.trimEnd().slice(-LONGEST_END)));
  const end = Math.max(...["</testcase>", "</testsuite>", "</file>"].map((tag) => text.lastIndexOf(tag) + (text.includes(tag) ? tag.length : 0)));
  const part = end <= 0 ? null : readXml(text.slice(0, end));
  return part === null ? null : readRoot(part, true);
}

function readRoot(root: Parameters<typeof readJunit>[0], brokenOff: boolean): DocumentReading | null {
  const reading = root.name === "checkstyle" ? readCheckstyle(root) : /^testsuites?$/.test(root.name) ? readJunit(root) : readLinterXml(root);
  return reading === null ? null : { ...reading, truncated: reading.truncated || brokenOff };
}

function readJson(text: string, workspace: string | null): DocumentDiagnosis | null {
  const value = parsed(text) ?? parsed(withoutTail(text));
  if (value === undefined) return null;
  const reading = readSarif(value, text) ?? readProblemList(value, text) ?? readLinterJson(value, text);
  if (reading !== null) return reported(reading, workspace);
  const reports = readCheckJson(value, text, workspace);
  return reports === null ? null : { reports, truncated: false };
}

/** What a tool says beside its document (its exit code, a deprecation, its own summary) stands behind it where a job's output is gathered in one file. */
const LONGEST_TAIL = 8192;

function withoutTail(text: string): string {
  const from = Math.max(0, text.length - LONGEST_TAIL);
  const end = [...text.slice(from).matchAll(/^[ \t]*[}\]][ \t]*\r?$/gm)].at(-1);
  if (end !== undefined) return text.slice(0, from + end.index + end[0].length);
  const [first = ""] = text.split("\n", 1);
  return text.length - first.length <= LONGEST_TAIL ? first : "";
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON after all, or broken off: then it is a log.
    return undefined;
  }
}
