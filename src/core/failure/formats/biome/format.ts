/** Biome 1 and 2: the default and the github reporters. */
import type { Finding, Format, Groups } from "../../format.ts";
import { beforeNumber } from "../literals.ts";

export const biome: Format = {
  tool: "biome",
  layer: "tool",
  class: "lint",
  pattern_name: "biome_problems",
  rules: [
    { id: "lint", says: "problem", literals: [" lint/", " assist/", " suppressions/"], pattern: /^(?<file>\S[^:]*):(?<line>\d+):(?<column>\d+) (?<rule>(?:lint|assist|suppressions)\/[\w/]+)(?: +FIXABLE)?(?: +━+)?\s*$/, after: 3, confidence: 0.97, read: (groups, { at }) => problem(groups, at(2) ?? "") },
    { id: "parse", says: "problem", literals: [" parse ━"], pattern: /^(?<file>\S[^:]*):(?<line>\d+):(?<column>\d+) (?<rule>parse) ━+\s*$/, class: "syntax-error", pattern_name: "biome_syntax_error", confidence: 0.95 },
    { id: "format", says: "problem", literals: [" format ━"], pattern: /^(?<file>\S[^:]*?) format ━+\s*$/, class: "format", pattern_name: "biome_unformatted", confidence: 0.96, read: ({ file = "" }, { at }) => (/formatting aborted due to parsing errors/.test(at(2) ?? "") ? null : { files: [file] }) },
    { id: "github", says: "problem", literals: ["::error title=", "::warning title="], pattern: /^::(?:error|warning) title=(?<rule>(?:lint|assist)\/[\w/]+|format|organizeImports|parse),file=(?<file>[^,]+),line=(?<line>\d+),endLine=\d+,col=(?<column>\d+),endColumn=\d+::(?<message>.+)$/, confidence: 0.95, read: (groups) => place(groups) },
    { id: "concise", says: "problem", literals: [": lint/", ": assist/", ": parse: ", ": format: "], pattern: /^(?<mark>[✖×!⚠]) (?<file>[^\s:][^:]{0,400})(?::(?<line>\d+):(?<column>\d+))?: (?<rule>(?:lint|assist)\/[\w/]+|parse|format): (?<message>.+)$/, confidence: 0.96, read: (groups) => concise(groups) },
    { id: "summary", says: "verdict", literals: beforeNumber("Found "), pattern: /^Found [1-9]\d* errors?\.$/, confidence: 0.7, before: 4, read: (_groups, { previous }) => (previous === null ? null : {}) },
    { id: "checked", says: "detail", literals: ["Checked "], pattern: /^Checked \d+ files? in [\d.]+m?s/ },
  ],
};

/** Only errors, and warnings where they are asked for, make it fail: what it merely tells of is left out. */
function problem(groups: Groups, below: string): Finding | null {
  const { mark, message } = /^\s*(?<mark>[✖×!⚠ℹi]) +(?<message>.+)$/.exec(below)?.groups ?? {};
  return mark === "ℹ" || mark === "i" ? null : place({ ...groups, message });
}

/** One line each, with the category that the long form puts into its headline. */
function concise({ mark, rule = "", ...rest }: Groups): Finding | null {
  if (rule === "format") return /formatting aborted due to parsing errors/.test(rest["message"] ?? "") ? null : { files: [rest["file"] ?? ""], class: "format", pattern_name: "biome_unformatted" };
  const found = place({ ...rest, rule });
  if (rule === "parse") return { ...found, class: "syntax-error", pattern_name: "biome_syntax_error" };
  return mark === "⚠" || mark === "!" ? { ...found, says: "detail" } : found;
}

function place({ file = "", line, column, rule, message }: Groups): Finding {
  return { places: [{ file, line, column, rule, message }], ...(rule === undefined ? {} : { kind: rule }), ...(message === undefined ? {} : { message }) };
}
