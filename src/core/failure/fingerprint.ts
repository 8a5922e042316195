/**
 * A fingerprint names a failure: equal across runs, machines, paths, temporary names, times, addresses, line shifts and order;
 * different for different causes. It is a digest over normalised facts, never over raw text (row D4).
 */
import { digestOfJson, type Digest } from "../identity/digest.ts";
import type { FailureClass } from "./report.ts";

export interface FingerprintFacts {
  readonly class: FailureClass;
  readonly tool: string | null;
  /** Rule ids or exception types, in any order. */
  readonly kinds: readonly string[];
  /** Messages as printed, in any order. */
  readonly messages: readonly string[];
  /** Files or failing tests, relative to the workspace, in any order. */
  readonly frames: readonly string[];
}

/** More than this adds nothing to the identity of a failure. */
const MOST = 50;

export function fingerprintOf(facts: FingerprintFacts): Digest {
  return digestOfJson({
    version: 1,
    class: facts.class,
    tool: facts.tool,
    kinds: distinct(facts.kinds),
    messages: distinct(facts.messages.map(normaliseMessage)),
    frames: distinct(facts.frames.map(normaliseFrame)),
  });
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort().slice(0, MOST);
}

/** Most variable first: what a later pattern would cut in pieces is replaced as a whole. */
const VARIABLES: readonly (readonly [RegExp, string])[] = [
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, "<uuid>"],
  [/\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)?/g, "<time>"],
  [/\b\d{1,2}:\d\d:\d\d(?:[.,]\d+)?\b/g, "<time>"],
  [/\b\d+(?:\.\d+)? ?(?:ms|s|sec|secs|seconds?|minutes?|min|m|h|ns|us|µs)\b/g, "<duration>"],
  [/\b\d+(?:\.\d+)? ?(?:[KMGT]i?B|bytes|kB)\b/g, "<size>"],
  [/\b(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?\b/g, "<address>"],
  [/\b0x[0-9a-f]+\b/gi, "<hex>"],
  [/(?:[A-Z]:)?(?:[/\\][\w.@+~-]+){2,}[/\\]?/g, "<path>"],
  [/\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,64}\b/g, "<hash>"],
  [/:\d+(?::\d+)?\b/g, ":<n>"],
  [/\b\d+(?:\.\d+)*\b/g, "<n>"],
];

/** The message with everything that changes from run to run replaced by what kind of thing it is; at most 300 characters. A full stop at the end tells nothing: formatters of one tool disagree on it. */
export function normaliseMessage(message: string): string {
  return normalise(message, VARIABLES).replace(/\.$/, "").slice(0, 300);
}

/** As `normaliseMessage`, but plain numbers stay: "2 failed" is another line than "1 failed". */
export function normaliseLine(line: string): string {
  return normalise(line, VARIABLES.slice(0, -1));
}

/** Numbers that name a cause: HTTP status, exit status, signal, error code. They are kept, spelt so that no later pattern takes them for a count. */
const CODES = /\b(http(?:\/\d(?:\.\d)?)?|status(?: code)?|exit(?:ed)?(?: with)?(?: code| status)?|code|signal|errno|error|returned)(:? ?[=:(]? ?#?)(\d{1,5})\b(?![.:,]\d| ?(?:ms|s|sec|seconds?|minutes?|errors?|warnings?|problems?|files?|times?)\b)/gi;

function normalise(given: string, variables: typeof VARIABLES): string {
  let text = given.slice(0, 1000).normalize("NFC");
  text = text.replace(CODES, (_, name: string, sign: string, digits: string) => `${name.replace(/\/[\d.]+$/, "")}${sign}${spelt(digits)}`);
  for (const [pattern, name] of variables) text = text.replace(pattern, name);
  return text.replace(/\s+/g, " ").trim();
}

function spelt(digits: string): string {
  return digits.replace(/\d/g, (digit) => "abcdefghij"[Number(digit)] ?? "");
}

/** Folders for temporary files on the systems that CI runs on; what stands in them is named by chance. */
const TEMPORARY = /^(?:[A-Z]:)?\/(?:(?:private\/)?(?:var\/)?tmp|(?:private\/)?var\/folders|home\/runner\/work\/_temp|Users\/[^/]+\/AppData\/Local\/Temp)\/.*?(\.[a-z]{1,5})?$/i;

/** A file or test name without its changing parts: absolute folders, temporary names, numbers of a parametrised run. */
export function normaliseFrame(frame: string): string {
  const path = frame.replaceAll("\\", "/").replace(TEMPORARY, "<temp>$1").replace(/^(?:[A-Z]:)?\/.*\/(?=[^/]+\/[^/]+$)/, "");
  return path
    .replace(/\b(?:tmp|temp)[\w.-]*/gi, "<temp>")
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, "<uuid>")
    .replace(/\b[0-9a-f]{12,64}\b/g, "<hash>")
    .replace(/0x[0-9a-f]+/gi, "<hex>")
    .slice(0, 300);
}
