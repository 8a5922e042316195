/**
 * The bytes that an entry's hash is over: RFC 8785 (JSON Canonicalization Scheme) of the entry without `hash`. The keys of an entry are fixed,
 * so they are written in their canonical order directly; a property test holds this equal to `canonicalJson`.
 */
import { canonicalJson } from "../identity/digest.ts";
import type { LedgerEntry } from "./entry.ts";

export type UnsealedEntry = Omit<LedgerEntry, "hash">;

/** Canonical JSON of the entry without its hash. Throws a TypeError where the payload has no JSON form. */
export function canonicalEntry(entry: UnsealedEntry): string {
  return `{"at":${text(entry.at)},"evidence":${evidence(entry.evidence)},"kind":${text(entry.kind)},"payload":${value(entry.payload)},"phase":${textOrNull(entry.phase)}`
    + `,"prev":${text(entry.prev)},"prompt_sha256":${textOrNull(entry.prompt_sha256)},"repair":${textOrNull(entry.repair)},"repo":${textOrNull(entry.repo)},"seq":${JSON.stringify(entry.seq)}}`;
}

/** Printable ASCII without quote and backslash stands for itself; all else is for the library. */
const PLAIN = /^[ !#-[\]-~]*$/;

function text(content: string): string {
  return PLAIN.test(content) ? `"${content}"` : canonicalJson(content);
}

function textOrNull(content: string | null): string {
  return content === null ? "null" : text(content);
}

function evidence(digests: UnsealedEntry["evidence"]): string {
  if (digests.length === 0) return "[]";
  return `[${digests.map(({ path, sha256 }) => `{"path":${text(path)},"sha256":${text(sha256)}}`).join(",")}]`;
}

function value(payload: unknown): string {
  if (typeof payload === "string") return text(payload);
  if (Array.isArray(payload)) return `[${payload.map(value).join(",")}]`;
  if (typeof payload !== "object" || payload === null) return canonicalJson(payload);
  return record(payload);
}

function record(payload: object): string {
  const keys = Object.keys(payload).sort();
  let written = "";
  for (const key of keys) {
    const member: unknown = Reflect.get(payload, key);
    if (member === undefined) continue;
    written += `${written === "" ? "" : ","}${text(key)}:${value(member)}`;
  }
  return `{${written}}`;
}
