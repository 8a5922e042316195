/** remark-lint (vfile-reporter): a file's name, its messages below. */
import type { Format } from "../../format.ts";
import { underHeader } from "../under-header.ts";

const HEADER = /^(?<file>[^\s:][^:]*\.(?:md|mdx|markdown))(?:: no issues found)?$/;

export const remarkLint: Format = {
  tool: "remark-lint",
  layer: "tool",
  class: "lint",
  pattern_name: "remark_lint_problems",
  rules: [
    { id: "problem", says: "problem", literals: [" remark-lint", " remark-"], pattern: /^\s{0,6}(?<line>\d+):(?<column>\d+)(?:-\d+:\d+)?\s+(?:warning|error)\s+(?<message>\S.*?)\s{1,400}(?<rule>[a-z][a-z-]{1,80})\s{1,400}remark-[\w:-]+$/, before: 6, confidence: 0.96, read: underHeader(HEADER) },
  ],
};
