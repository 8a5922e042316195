/** Make and Ninja: they only run others. */
import type { Format } from "../../format.ts";

export const make: Format = {
  tool: "make",
  layer: "wrapper",
  class: "build-error",
  pattern_name: "make_target",
  rules: [
    { id: "no-rule", says: "problem", literals: ["*** No rule to make target"], pattern: /\*\*\* (?<message>No rule to make target .*)$/, confidence: 0.88 },
    { id: "failed", says: "problem", literals: ["make: *** [", "]: *** [", "make: *** "], pattern: /^g?make(?:\[\d+\])?: \*\*\* (?:\[(?<message>[^\]]+)\]|(?<stop>.*)) ?(?:Error \d+|Stop\.)?.*$/, confidence: 0.5 },
    { id: "separator", says: "problem", literals: ["*** missing separator"], pattern: /^(?<file>[^\s:]+):(?<line>\d+): \*\*\* (?<message>missing separator.*)$/, class: "syntax-error", pattern_name: "makefile_syntax", confidence: 0.92 },
    { id: "ninja", says: "problem", literals: ["ninja: build stopped", "ninja: error: "], pattern: /^ninja: (?:build stopped|error): (?<message>.*)$/, tool: "ninja", confidence: 0.5 },
  ],
};
