/** HLint. */
import type { Format } from "../../format.ts";

export const hlint: Format = {
  tool: "hlint",
  layer: "tool",
  class: "lint",
  pattern_name: "hlint_problems",
  rules: [
    { id: "problem", says: "problem", literals: [".hs:"], pattern: /^(?<file>[^\s:][^:]*\.l?hs):\(?(?<line>\d+)[:,](?<column>\d+)[^:]{0,20}: (?:Suggestion|Warning|Error): (?<message>.+)$/, confidence: 0.95 },
    { id: "ghc", says: "problem", literals: [".hs:"], pattern: /^(?<file>[^\s:][^:]*\.l?hs):(?<line>\d+):(?<column>\d+): error:(?: \[(?<rule>GHC-\d+|-W[\w=-]+)[^\]]*\])?(?<message>.*)$/, class: "build-error", tool: "ghc", pattern_name: "ghc_errors", confidence: 0.95 },
  ],
};
