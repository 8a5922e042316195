/** ESLint 8 to 10: the formatters stylish (default), unix, compact, json, and what GitHub's problem matcher makes of them. */
import type { Finding, Format, Groups } from "../../format.ts";
import { underHeader } from "../under-header.ts";

const FILE_ALONE = /^(?<file>(?:[A-Za-z]:)?[^\s:*?"<>|][^:*?"<>|]*\.[A-Za-z]{1,10})$/;

export const eslint: Format = {
  tool: "eslint",
  layer: "tool",
  class: "lint",
  pattern_name: "eslint_problems",
  rules: [
    {
      id: "stylish-error",
      says: "problem",
      literals: ["  error  "],
      pattern: /^ {1,4}(?<line>\d{1,7}):(?<column>\d{1,6})\s{1,8}error\s{2,4}(?<message>\S.*?)(?:\s{2,400}(?<rule>[@\w][\w@/.()-]*))?$/,
      confidence: 0.95,
      before: 8,
      read: (groups, around) => ofProse(underHeader(FILE_ALONE)(groups, around)),
    },
    {
      id: "stylish-warning",
      says: "detail",
      literals: ["  warning  "],
      pattern: /^ {1,4}(?<line>\d{1,7}):(?<column>\d{1,6})\s{1,8}warning\s{2}(?<message>\S.*?)(?:\s{2,400}(?<rule>[@\w][\w@/.()-]*))?$/,
      before: 8,
      read: underHeader(FILE_ALONE),
    },
    { id: "summary", says: "verdict", literals: [" problems (", " problem ("], pattern: /^(?:✖|×|\S{1,3}) \d+ problems? \((?<count>\d+) errors?, \d+ warnings?\)/, confidence: 0.97, read: ({ count }, { previous }) => (count === "0" ? { says: "detail" } : previous === null ? { says: "hint" } : {}) },
    {
      id: "compact",
      says: "problem",
      literals: [": line "],
      pattern: /^(?<file>[^\s:][^:]*): line (?<line>\d+), col (?<column>\d+), (?<severity>Error|Warning) - (?<message>.+?)(?: \((?<rule>[@\w][\w@/.-]*)\))?$/,
      read: (groups) => bySeverity(groups, "Warning"),
    },
    {
      id: "unix",
      says: "problem",
      literals: ["[Error/", "[Warning/", " [Error]"],
      pattern: /^(?<file>[^\s:][^:]*):(?<line>\d+):(?<column>\d+): (?<message>.+) \[(?<severity>Error|Warning)(?:\/(?<rule>[@\w][\w@/.()-]*))?\]$/,
      read: (groups) => bySeverity(groups, "Warning"),
    },
    {
      id: "json",
      says: "problem",
      literals: ['"ruleId":'],
      pattern: /^\s*(?:\{"results":)?\[\{"filePath":"(?<first>[^"]+)"/,
      confidence: 0.95,
      before: 0,
      read: (_groups, around) => readJson(around.at(0) ?? ""),
    },
    { id: "visual-studio", says: "problem", literals: ["): error ", "): warning "], pattern: /^(?<file>(?!\S{1,400}\.(?:targets|props|\w+proj|cs|fs|vb)\()[^\s(]+)\((?<line>\d+),(?<column>\d+)\): (?<severity>error|warning) (?:(?<rule>[@a-z][\w@/.-]*) )?: (?<message>.+)$/, read: (groups) => bySeverity(groups, "warning") },
    { id: "next", says: "problem", literals: ["  Error: "], pattern: /^(?<line>\d+):(?<column>\d+)\s{2}Error: (?<message>.+?)\s{2}(?<rule>[@a-z][\w@/.-]*)$/, before: 8, confidence: 0.95, read: underHeader(FILE_ALONE) },
    { id: "too-many-warnings", says: "verdict", literals: ["ESLint found too many warnings"], pattern: /^ESLint found too many warnings \(maximum: \d+\)/, confidence: 0.96 },
    { id: "crashed", says: "problem", literals: ["Oops! Something went wrong! :("], pattern: /^Oops! Something went wrong! :\(/, class: "config", pattern_name: "eslint_configuration" },
    { id: "parsing-flat", says: "problem", literals: ["ESLint couldn't find"], pattern: /^ESLint couldn't find (?:an eslint\.config|a configuration file|the (?:config|plugin))/, class: "config", pattern_name: "eslint_configuration" },
  ],
};

/** Oxlint prints in ESLint's manner and writes the plug-in with the rule in parentheses: `eslint(no-var)`. */
const OXLINT = /^[\w-]+\([\w/@-]+\)$/;

function bySeverity(groups: Groups, mild: string): Finding {
  const { file = "", line, column, message, rule, severity } = groups;
  return {
    ...(OXLINT.test(rule ?? "") ? { tool: "oxlint", pattern_name: "oxlint_problems" } : {}),
    places: [{ file, line, column, message, rule }],
    ...(message === undefined ? {} : { message }),
    ...(rule === undefined ? {} : { kind: rule }),
    ...(severity === mild ? { says: "detail" as const } : {}),
  };
}

/** One line of JSON may be longer than the window: each message object is read by itself, the last file named before it is its file. */
function readJson(text: string): Finding | null {
  const places = [];
  let file = "";
  for (const part of text.matchAll(/"filePath":"(?<file>(?:[^"\\]|\\.)+)"|"ruleId":(?:"(?<rule>[^"]+)"|null),(?:"fatal":true,)?"severity":(?<severity>\d),"message":"(?<message>(?:[^"\\]|\\.)*)","line":(?<line>\d+),"column":(?<column>\d+)/g)) {
    const groups = part.groups ?? {};
    if (groups["file"] !== undefined) file = groups["file"].replaceAll("\\\\", "\\");
    else if (file !== "") places.push({ file, line: groups["line"], column: groups["column"], rule: groups["rule"], message: groups["message"]?.replaceAll('\\"', '"') });
  }
  return places.length === 0 ? null : { places };
}

/** textlint has taken over the layout; it reads prose, ESLint programs. */
function ofProse(found: Finding | null): Finding | null {
  if (OXLINT.test(found?.places?.[0]?.rule ?? "")) return { ...found, tool: "oxlint", pattern_name: "oxlint_problems" };
  return /\.(?:md|mdx|txt|rst|adoc|re)$/.test(found?.places?.[0]?.file ?? "") ? { ...found, tool: "textlint", pattern_name: "textlint_problems" } : found;
}
