/** Black 19 to 26: `--check` and `--diff`. */
import type { Format } from "../../format.ts";

export const black: Format = {
  tool: "black",
  layer: "tool",
  class: "format",
  pattern_name: "black_unformatted",
  rules: [
    { id: "unformatted", says: "problem", literals: ["would reformat "], pattern: /^would reformat (?<file>(?!\d+ files?$)\S.*)$/, confidence: 0.96 },
    { id: "summary", says: "verdict", literals: [" would be reformatted"], pattern: /^[1-9]\d* files? would be reformatted(?:, \d+ files? would be left unchanged)?(?:, \d+ files? would fail to reformat)?\.$/, confidence: 0.95 },
    { id: "cannot", says: "problem", literals: ["error: cannot format "], pattern: /^error: cannot format (?<file>[^:]+): (?:Cannot parse.*?: (?<line>\d+):(?<column>\d+): )?(?<message>.+)$/, class: "syntax-error", pattern_name: "black_cannot_parse", confidence: 0.85 },
    { id: "oh-no", says: "verdict", literals: ["Oh no! "], pattern: /^Oh no! / },
    { id: "passed", says: "passed", literals: ["All done! "], pattern: /^All done! (?!💥)/ },
  ],
};
