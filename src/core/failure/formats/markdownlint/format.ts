/** markdownlint-cli and markdownlint-cli2. */
import type { Format } from "../../format.ts";

export const markdownlint: Format = {
  tool: "markdownlint",
  layer: "tool",
  class: "lint",
  pattern_name: "markdownlint_problems",
  rules: [
    { id: "problem", says: "problem", literals: [" MD0"], pattern: /^(?<file>[^\s:][^:]*):(?<line>\d+)(?::(?<column>\d+))?(?: error| warning|:)? (?<rule>MD\d{3})(?:\/(?<alias>[\w/-]+))? (?<message>.+)$/, confidence: 0.97 },
    { id: "summary", says: "verdict", literals: ["Summary: "], pattern: /^Summary: [1-9]\d* error\(s\)$/ },
  ],
};
