/** pyupgrade, add-trailing-comma and yesqa say the same of a file that they changed; the command tells which of them it was. */
import type { Format } from "../../format.ts";

export const pythonRewriters: Format = {
  tool: "python-rewriter",
  layer: "tool",
  nameless: true,
  class: "lint",
  pattern_name: "python_rewritten",
  rules: [{ id: "rewriting", says: "problem", literals: ["Rewriting "], pattern: /^Rewriting (?<file>\S+\.pyi?)$/, confidence: 0.9 }],
};
