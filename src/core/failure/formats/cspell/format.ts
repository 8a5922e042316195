/** cspell 4 to 9, and codespell. */
import type { Format } from "../../format.ts";

export const cspell: Format = {
  tool: "cspell",
  layer: "tool",
  class: "lint",
  pattern_name: "spelling_problems",
  rules: [
    { id: "word", says: "problem", literals: [" - Unknown word (", " - Forbidden word (", " - Misspelled word ("], pattern: /^(?<file>[^\s:][^:]*):(?<line>\d+):(?<column>\d+) - (?<message>(?:Unknown|Forbidden|Misspelled) word \([^)]*\).*)$/, confidence: 0.97 },
    { id: "codespell", says: "problem", literals: [" ==> "], pattern: /^(?<file>[^\s:][^:]*):(?<line>\d+): (?<message>\S+ ==> .+)$/, tool: "codespell", confidence: 0.95 },
  ],
};
