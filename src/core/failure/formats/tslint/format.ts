/** TSLint 4 to 6: the formatters prose and stylish-like. */
import type { Format } from "../../format.ts";

export const tslint: Format = {
  tool: "tslint",
  layer: "tool",
  class: "lint",
  pattern_name: "tslint_problems",
  rules: [
    { id: "prose", says: "problem", literals: [".ts[", ".tsx[", ".js["], pattern: /^(?:ERROR: |WARNING: )?(?<file>[^\s:[][^:[]*\.[jt]sx?)\[(?<line>\d+), (?<column>\d+)\]: (?<message>.+)$/, confidence: 0.95 },
    { id: "colon", says: "problem", literals: ["ERROR: "], pattern: /^ERROR: (?:\((?<rule>[a-z-]+)\) )?(?<file>[^\s:[][^:[]*\.tsx?)[:[](?<line>\d+)[:,] ?(?<column>\d+)\]? (?:- |: )(?<message>.+)$/, confidence: 0.9 },
  ],
};
