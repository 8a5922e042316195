/** Marks of an unfinished merge (`<<<<<<<`) that were committed: what checkers for them print, and compilers that know them. */
import type { Finding, Format } from "../../format.ts";
import { underHeader } from "../under-header.ts";

const FILE_ALONE = /^(?<file>(?:[A-Za-z]:)?[^\s:*?"<>|][^:*?"<>|]*\.[A-Za-z]{1,10})$/;

export const mergeMarkers: Format = {
  tool: "merge-markers",
  layer: "tool",
  class: "syntax-error",
  pattern_name: "merge_markers",
  rules: [
    { id: "diff-check", says: "problem", literals: [": leftover conflict marker"], pattern: /^(?<file>[^\s:][^:]*):(?<line>\d+): (?<message>leftover conflict marker)\.?$/, tool: "git", confidence: 0.98 },
    { id: "hook", says: "problem", literals: [": Merge conflict string "], pattern: /^(?<file>[^\s:][^:]*):(?<line>\d+): (?<message>Merge conflict string ['"].{7,9}['"] found)$/, tool: "pre-commit-hooks", confidence: 0.98 },
    { id: "older-hook", says: "problem", literals: ["Merge conflict string "], pattern: /^(?<message>Merge conflict string ['"].{7,9}['"] found) in (?<file>\S.*):(?<line>\d+)$/, tool: "pre-commit-hooks", confidence: 0.98 },
    { id: "tsc", says: "problem", literals: ["error TS1185: "], pattern: /^(?<file>[^\s(][^()]*)\((?<line>\d+),(?<column>\d+)\): error (?<rule>TS1185): (?<message>.+)$/, tool: "tsc", confidence: 0.98 },
    { id: "tsc-pretty", says: "problem", literals: ["error TS1185: "], pattern: /^(?<file>[^\s:][^:]*):(?<line>\d+):(?<column>\d+) - error (?<rule>TS1185): (?<message>.+)$/, tool: "tsc", confidence: 0.98 },
    { id: "eslint", says: "problem", literals: ["Merge conflict marker encountered", "Parsing error: Unexpected token <<"], pattern: /^ {1,4}(?<line>\d{1,7}):(?<column>[01])\s{1,8}error\s{2,4}(?<message>Parsing error: (?:Merge conflict marker encountered|Unexpected token <<))/, before: 8, tool: "eslint", confidence: 0.98, read: underHeader(FILE_ALONE) },
    { id: "prettier", says: "problem", literals: ["Merge conflict marker encountered"], pattern: /^\[error\] (?<file>\S.*?): SyntaxError: (?<message>Merge conflict marker encountered)\. \((?<line>\d+):(?<column>\d+)\)$/, tool: "prettier", confidence: 0.98 },
    { id: "gcc", says: "problem", literals: ["version control conflict marker in file"], pattern: /^(?<file>[^\s:][^:]*):(?<line>\d+):(?<column>\d+): error: (?<message>version control conflict marker in file)$/, tool: "gcc", confidence: 0.98 },
    { id: "rustc", says: "problem", literals: ["error: encountered diff marker"], pattern: /^error: (?<message>encountered diff marker)$/, tool: "rustc", confidence: 0.98, read: ({ message = "" }, { at }) => placeBelow(message, at(1) ?? "") },
    { id: "go", says: "problem", literals: [", found '<<'", ", found '>>'"], pattern: /^(?:vet: )?(?<file>[^\s:]+\.go):(?<line>\d+):(?<column>1): (?<message>expected .{1,60}, found '(?:<<|>>)')/, tool: "go", confidence: 0.97 },
    { id: "shown-line", says: "problem", literals: ["<<<<<<< "], pattern: /^\s{0,8}<{7} \S/, before: 1, confidence: 0.97, read: (_groups, { at }) => placeAbove(at(-1) ?? "") },
  ],
};

function placeBelow(message: string, below: string): Finding | null {
  const { file, line, column } = /^\s*--> (?<file>[^\s:]+):(?<line>\d+):(?<column>\d+)$/.exec(below)?.groups ?? {};
  return file === undefined ? null : { message, places: [{ file, line, column, message }] };
}

/** Who cannot read a marker shows its line below the place: Python, javac, Node.js. */
const ABOVE: readonly (readonly [string, RegExp])[] = [
  ["python", /^\s*File "(?<file>[^"]+)", line (?<line>\d+)$/],
  ["javac", /^(?:\[ERROR\] )?(?<file>[^\s:]+\.java):(?<line>\d+): error: /],
  ["node", /^(?:file:\/\/)?(?<file>\/?[^\s:]+\.[cm]?js):(?<line>\d+)$/],
];

function placeAbove(above: string): Finding | null {
  for (const [tool, pattern] of ABOVE) {
    const { file, line } = pattern.exec(above)?.groups ?? {};
    if (file !== undefined) return { tool, message: "a mark of an unfinished merge", places: [{ file, line, message: "a mark of an unfinished merge" }] };
  }
  return null;
}
