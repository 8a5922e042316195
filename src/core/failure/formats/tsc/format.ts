/** TypeScript's compiler, plain and `--pretty`, and what vue-tsc and others print in its manner. */
import type { Format } from "../../format.ts";

export const tsc: Format = {
  tool: "tsc",
  layer: "tool",
  class: "type-check",
  pattern_name: "tsc_errors",
  rules: [
    { id: "plain", says: "problem", literals: [": error TS"], pattern: /^(?<file>[^\s(][^()]*)\((?<line>\d+),(?<column>\d+)\): error (?<rule>TS\d{4,5}): (?<message>.+)$/, confidence: 0.96 },
    { id: "pretty", says: "problem", literals: [" - error TS"], pattern: /^(?<file>[^\s:][^:]*):(?<line>\d+):(?<column>\d+) - error (?<rule>TS\d{4,5}): (?<message>.+)$/, confidence: 0.96 },
    { id: "global", says: "problem", literals: ["error TS5", "error TS6", "error TS18"], pattern: /^error (?<rule>TS\d{4,5}): (?<message>.+)$/, class: "config", pattern_name: "tsc_configuration", confidence: 0.85 },
    { id: "summary", says: "verdict", literals: ["Found "], pattern: /^Found [1-9]\d* errors?(?: in (?:[1-9]\d* files|the same file|\S+:\d+)\.?|\. Watching)/, confidence: 0.9 },
  ],
};
