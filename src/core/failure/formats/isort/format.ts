/** isort 4 to 7: `--check-only`. */
import type { Format } from "../../format.ts";

export const isort: Format = {
  tool: "isort",
  layer: "tool",
  class: "format",
  pattern_name: "isort_unsorted",
  rules: [
    { id: "unsorted", says: "problem", literals: ["Imports are incorrectly sorted"], pattern: /^ERROR: (?<file>\S.*?) Imports are incorrectly sorted(?: and\/or formatted)?\.$/, confidence: 0.97 },
  ],
};
