/** actionlint 1: errors of workflow files, with a snippet below each. */
import type { Format } from "../../format.ts";

export const actionlint: Format = {
  tool: "actionlint",
  layer: "tool",
  class: "lint",
  pattern_name: "actionlint_problems",
  rules: [
    { id: "problem", says: "problem", literals: [".yml:", ".yaml:"], pattern: /^(?<file>[^\s:][^:]*\.ya?ml):(?<line>\d+):(?<column>\d+): (?<message>\S.*) \[(?<rule>[a-z][a-z-]+)\]$/, confidence: 0.94 },
  ],
};
