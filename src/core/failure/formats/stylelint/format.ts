/** Stylelint 13 to 17: the string formatter. */
import type { Format } from "../../format.ts";
import { underHeader } from "../under-header.ts";

const FILE_ALONE = /^(?<file>[^\s:][^:]*\.(?:css|scss|sass|less|pcss|vue|svelte|html|styl))(?:\s.*)?$/;

export const stylelint: Format = {
  tool: "stylelint",
  layer: "tool",
  class: "lint",
  pattern_name: "stylelint_problems",
  rules: [
    { id: "problem", says: "problem", literals: ["  ✖  ", "  ×  ", "  ⚠  "], pattern: /^\s+(?<line>\d+):(?<column>\d+)\s+[✖×⚠]\s+(?<message>\S.*?)\s{2,400}(?<rule>[a-z@][\w/-]+)\s*$/, before: 8, confidence: 0.95, read: underHeader(FILE_ALONE) },
    { id: "unknown", says: "problem", literals: ["CssSyntaxError"], pattern: /^\s+(?<line>\d+):(?<column>\d+)\s+[✖×]\s+(?<message>.*CssSyntaxError.*)$/, before: 8, class: "syntax-error", pattern_name: "css_syntax_error", read: underHeader(FILE_ALONE) },
    { id: "compact", says: "problem", literals: [": line "], pattern: /^(?<file>[^\s:][^:]*): line (?<line>\d+), col (?<column>\d+), (?:error|warning) - (?<message>.+) \((?<rule>[a-z@][\w/-]+)\)$/, confidence: 0.95 },
    { id: "unix", says: "problem", literals: [") [error]", ") [warning]"], pattern: /^(?<file>[^\s:][^:]*):(?<line>\d+):(?<column>\d+): (?<message>.+) \((?<rule>[a-z@][\w/-]+)\) \[(?:error|warning)\]$/, confidence: 0.95 },
    { id: "summary", says: "verdict", literals: [" problems (", " problem ("], pattern: /^[✖×] \d+ problems? \([1-9]\d* errors?, \d+ warnings?\)$/, confidence: 0.6, before: 6, read: (_groups, { previous }) => (previous === null ? null : {}) },
  ],
};
