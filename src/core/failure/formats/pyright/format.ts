/** Pyright and basedpyright. */
import type { Format } from "../../format.ts";
import { afterCount } from "../literals.ts";

export const pyright: Format = {
  tool: "pyright",
  layer: "tool",
  class: "type-check",
  pattern_name: "pyright_errors",
  rules: [
    { id: "error", says: "problem", literals: [" - error: "], pattern: /^\s+(?<file>[^\s:][^:]*\.pyi?):(?<line>\d+):(?<column>\d+) - error: (?<message>.+?)(?: \((?<rule>report\w+)\))?$/, confidence: 0.97 },
    { id: "warning", says: "detail", literals: [" - warning: "], pattern: /^\s+(?<file>[^\s:][^:]*\.pyi?):(?<line>\d+):(?<column>\d+) - warning: (?<message>.+?)(?: \((?<rule>report\w+)\))?$/ },
    { id: "summary", says: "verdict", literals: afterCount(" error"), pattern: /^[1-9]\d* errors?, \d+ warnings?(?:, \d+ \w+)?\s*$/, confidence: 0.85, read: (_groups, { previous }) => (previous === null ? null : {}) },
  ],
};
