/** Ruff 0.1 to 0.14: `check` (full, concise, text) and `format --check`. */
import type { Format } from "../../format.ts";

export const ruff: Format = {
  tool: "ruff",
  layer: "tool",
  class: "lint",
  pattern_name: "ruff_problems",
  rules: [
    {
      id: "full",
      says: "problem",
      literals: ["--> "],
      pattern: /^\s+--> (?<file>[^\s:][^:]*\.(?:pyi?|ipynb|toml|md)):(?<line>\d+):(?<column>\d+)$/,
      before: 1,
      read({ file = "", line, column }, { at }) {
        const { rule, message } = /^(?<rule>[A-Z]{1,4}\d{3,4}|invalid-syntax):? (?:\[\*\] )?(?<message>.+)$/.exec(at(-1) ?? "")?.groups ?? {};
        if (rule === undefined) return /^unformatted: /.test(at(-1) ?? "") ? { files: [file], class: "format", pattern_name: "ruff_unformatted" } : null;
        const found = { places: [{ file, line, column, rule, message }], kind: rule };
        return rule === "invalid-syntax" ? { ...found, class: "syntax-error", pattern_name: "ruff_syntax_error" } : found;
      },
    },
    { id: "format-summary", says: "verdict", literals: [" would be reformatted"], pattern: /^[1-9]\d* files? would be reformatted(?:, \d+ files? already formatted)?$/, class: "format", pattern_name: "ruff_unformatted", confidence: 0.93 },
    { id: "unformatted", says: "problem", literals: ["Would reformat: "], pattern: /^Would reformat: (?<file>\S.*)$/, class: "format", pattern_name: "ruff_unformatted", confidence: 0.96 },
    { id: "unformatted-place", says: "problem", literals: [": unformatted: "], pattern: /^(?<file>[^\s:][^:]*):(?<line>\d+):(?<column>\d+): unformatted: (?<message>.+)$/, class: "format", pattern_name: "ruff_unformatted", confidence: 0.96 },
    { id: "fixable", says: "detail", literals: ["fixable with the `--fix` option"], pattern: /fixable with the `--fix` option/ },
    { id: "passed", says: "passed", literals: ["All checks passed!"], pattern: /^All checks passed!$/ },
  ],
};
