/** TSLint 4 to 6 (prose, stylish-like), and tsd, which tests type definitions. */
import type { Format } from "../../format.ts";
import { underHeader } from "../under-header.ts";

export const tslint: Format = {
  tool: "tslint",
  layer: "tool",
  class: "lint",
  pattern_name: "tslint_problems",
  rules: [
    { id: "prose", says: "problem", literals: [".ts[", ".tsx[", ".js["], pattern: /^(?:ERROR: |WARNING: )?(?<file>[^\s:[][^:[]*\.[jt]sx?)\[(?<line>\d+), (?<column>\d+)\]: (?<message>.+)$/, confidence: 0.95 },
    { id: "colon", says: "problem", literals: ["ERROR: "], pattern: /^ERROR: (?:\((?<rule>[a-z-]+)\) )?(?<file>[^\s:[][^:[]*\.tsx?)[:[](?<line>\d+)[:,] ?(?<column>\d+)\]? (?:- |: )(?<message>.+)$/, confidence: 0.9 },
    { id: "tsd", says: "problem", literals: ["  ✖  "], pattern: /^\s+✖\s+(?<line>\d+):(?<column>\d+)\s{1,8}(?<message>\S.*)$/, class: "type-check", tool: "tsd", pattern_name: "tsd_errors", before: 10, confidence: 0.9, read: underHeader(/^\s{0,4}(?<file>\S+\.[cm]?tsx?)(?::\d+:\d+)?$/) },
  ],
};
