/**
 * The Test Anything Protocol, versions 12 to 14 (https://testanything.org/tap-version-14-specification.html), read strictly line by line.
 * tap-parser is not used: it gives no line numbers, and its YAML blocks build values that a document names by tag.
 */
import type { DocumentProblem, DocumentReading, Subject } from "./document.ts";
import { readFailureBody } from "./failure-body.ts";
import { knownTool } from "./known-tool.ts";
import { tapProblems } from "./tap-problems.ts";

/** One test point that failed. */
export interface TapPoint {
  /** From 1. */
  readonly line: number;
  /** How deep it is nested: 4 spaces a level. */
  readonly depth: number;
  /** Without number, dash and directive; parents first. */
  readonly path: readonly string[];
  /** The YAML block or comments below it, indentation removed. */
  readonly detail: readonly string[];
}

const POINT = /^(?<indent>(?: {4})*)(?<not>not )?ok\b(?: +\d+)?(?: +-)? *(?<name>.*?)(?: *(?<!\\)# *(?<directive>(?:todo|skip)\b.*|time=.*))?(?: \{)?$/i;
const SUBTEST = /^(?<indent>(?: {4})*)# Subtest: (?<name>.*)$/;
/** Vitest and tap open a suite's own block with its outcome. */
const BLOCK = /^(?<indent>(?: {4})*)(?:not )?ok \d+ - (?<name>.*?) # time=[\d.]+m?s \{$/;
const BAIL_OUT = /^\s*Bail out! *(?<reason>.*)$/i;
const MOST_LINES = 2_000_000;
const MOST_DETAIL = 80;

const tap: Subject = { tool: "tap", class: "test-failure", pattern_name: "tap_failures" };

export function readTap(text: string): DocumentReading {
  const lines = text.split("\n", MOST_LINES).map((line) => line.replace(/\r$/, ""));
  const subject = signature(text);
  const leaves = failedPoints(lines);
  const problems = leaves.flatMap((point) => tapProblems(point) ?? [problemOf(point, subject)]);
  return { input: "tap", problems: [...problems, ...bailOuts(lines, subject)], truncated: false };
}

/** Failed points that have no failed point below them: a parent only repeats. */
function failedPoints(lines: readonly string[]): readonly TapPoint[] {
  const open: string[] = [];
  const points: TapPoint[] = [];
  lines.forEach((line, index) => {
    const { indent: deep, name: opened } = SUBTEST.exec(line)?.groups ?? BLOCK.exec(line)?.groups ?? {};
    if (deep !== undefined) return void open.splice(deep.length / 4, Infinity, opened ?? "");
    const { indent, not, name = "", directive = "" } = POINT.exec(line)?.groups ?? {};
    if (indent === undefined) return;
    const depth = indent.length / 4;
    const excused = /^(?:todo|skip)/i.test(directive);
    const repeats = points.length > 0 && (points.at(-1)?.depth ?? 0) > depth && points.at(-1)?.path[depth] === unescaped(name);
    if (not !== undefined && !excused && !repeats) points.push({ line: index + 1, depth, path: [...ancestors(open, depth), unescaped(name)], detail: detailBelow(lines, index, indent.length) });
    open.splice(depth, Infinity);
  });
  return points;
}

/** Runners open a subtest with the name of each test, nested or not: the one at the point's own depth is itself. */
function ancestors(open: readonly string[], depth: number): readonly string[] {
  return open.slice(0, depth).map(unescaped).filter((name) => name !== "");
}

function unescaped(name: string): string {
  return name.replace(/\\([\\#])/g, "$1").trim();
}

function detailBelow(lines: readonly string[], at: number, indent: number): readonly string[] {
  const detail: string[] = [];
  for (const line of lines.slice(at + 1, at + 1 + MOST_DETAIL)) {
    if (POINT.test(line) || SUBTEST.test(line) || /^\s*\d+\.\.\d+/.test(line) || BAIL_OUT.test(line)) break;
    detail.push(line.slice(Math.min(indent, line.search(/\S|$/))));
    if (/^\s*\.\.\.$/.test(line)) break;
  }
  return detail;
}

function problemOf({ line, path, detail }: TapPoint, subject: Subject): DocumentProblem {
  const value = (key: RegExp): string | undefined => detail.map((text) => key.exec(text)?.[1]).find((found) => found !== undefined && found !== "");
  const body = readFailureBody(detail.map((text) => text.replace(/^# ?/, "")).join("\n"), null);
  const message = value(/^\s*(?:message|error): ['"]?(?![|>]-?$)(.{1,500}?)['"]?$/) ?? blockOf(detail) ?? commentOf(detail);
  // Node.js names a test by its own title; others by the whole path.
  const test = subject.tool === "node:test" ? (path.at(-1) ?? "") : subject.tool === "vitest" ? path.join(" > ").replace(/^\S+\.[cm]?[jt]sx? > /, "") : path.join(" > ");
  const place = placeOfPoint(detail) ?? body.place;
  const kind = value(/^\s*name: '?(\w{1,80}(?:Error|Exception))'?$/) ?? body.kind;
  return {
    line, rule: "not-ok", says: "problem", subject, confidence: 0.95, text: `not ok ${test}`, body: detail.join("\n"), tests: [test],
    ...(message === undefined ? {} : { message }), ...(place === null ? {} : { places: [{ ...place, message: message ?? null }] }), ...(kind === null ? {} : { kind }),
  };
}

/** `error: |-` and the lines below. */
function blockOf(detail: readonly string[]): string | undefined {
  const at = detail.findIndex((text) => /^\s*(?:message|error): [|>]-?$/.test(text));
  return at < 0 ? undefined : detail.slice(at + 1).find((text) => text.trim() !== "")?.trim();
}

/** The first words below, where they are no YAML. */
function commentOf(detail: readonly string[]): string | undefined {
  return detail.some((text) => /^\s*---\s*$/.test(text)) ? undefined : detail.find((text) => /\w/.test(text))?.replace(/^[\s#]+/, "");
}

/** Where it failed, as Node.js, tap and Bats say it: a frame of the stack, else the place of the test. */
function placeOfPoint(detail: readonly string[]): { file: string; line: string | null; column: string | null } | null {
  const text = detail.join("\n").slice(0, 20_000);
  const named = /\bfile(?:Name)?: ['"]?(?<file>[^'"\n]{1,400}?)['"]?\n\s*line(?:Number)?: (?<line>\d{1,7})(?:\n\s*column(?:Number)?: (?<column>\d{1,6}))?/.exec(text)?.groups;
  const stack = /\bstack: \|-?\n(?:.*\n){0,20}?.*?\((?:file:\/\/)?(?<file>(?!node:)(?![^\s():]{0,400}node_modules\/)[^\s():]{1,400}):(?<line>\d{1,7}):(?<column>\d{1,6})\)/.exec(text)?.groups;
  const bats = /\bin (?:test )?file (?<file>\S{1,400}), line (?<line>\d{1,7})/.exec(text)?.groups;
  const pointed = /^\s*at: "(?<file>[^"\n]{1,400}):(?<line>\d{1,7}):(?<column>\d{1,6})"$/m.exec(text)?.groups;
  const declared = /\blocation: ['"](?<file>[^'"\n]{1,400}):(?<line>\d{1,7}):(?<column>\d{1,6})['"]/.exec(text)?.groups;
  const { file, line, column } = stack ?? named ?? bats ?? pointed ?? declared ?? {};
  return file === undefined ? null : { file, line: line ?? null, column: column ?? null };
}

function bailOuts(lines: readonly string[], subject: Subject): readonly DocumentProblem[] {
  return lines.flatMap((text, index): DocumentProblem[] => {
    const reason = BAIL_OUT.exec(text)?.groups?.["reason"];
    return reason === undefined ? [] : [{ line: index + 1, rule: "bail-out", says: "problem", subject, confidence: 0.9, text, message: reason }];
  });
}

/** Runners sign by habit: Node.js ends with `# duration_ms`, Bats says `(in test file …)`, Mocha runs each test on a `Context`, Vitest quotes the place. */
function signature(text: string): Subject {
  if (/^# duration_ms \d/m.test(text) || /^\s*failureType: '/m.test(text)) return knownTool("node:test") ?? tap;
  if (/^\s+at Context\.<anonymous> \(/m.test(text)) return knownTool("mocha") ?? tap;
  if (/^\s*at: "[^"\n]{1,400}:\d+:\d+"$/m.test(text)) return knownTool("vitest") ?? tap;
  return /^(?:#\s+| {4})\((?:from function .{1,300})?in (?:test )?file /m.test(text) ? (knownTool("bats") ?? tap) : tap;
}
