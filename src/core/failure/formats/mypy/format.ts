/** mypy 0.9 to 1.19. */
import type { Format } from "../../format.ts";

export const mypy: Format = {
  tool: "mypy",
  layer: "tool",
  class: "type-check",
  pattern_name: "mypy_errors",
  rules: [
    { id: "error", says: "problem", literals: [": error: "], pattern: /^(?<file>[^\s:][^:]*\.pyi?|[^\s:][^:]*\.ipynb):(?:(?<line>\d+):(?:(?<column>\d+):)?(?:\d+:\d+:)?)? error: (?<message>.+?)(?:\s{2}\[(?<rule>[a-z][a-z0-9-]+)\])?$/, confidence: 0.95 },
    { id: "summary", says: "verdict", literals: ["Found "], pattern: /^Found [1-9]\d* errors? in \d+ files? \((?:checked|errors prevented)/, confidence: 0.96 },
    { id: "passed", says: "passed", literals: ["Success: no issues found"], pattern: /^Success: no issues found in \d+ source/ },
  ],
};
