/** The test harness of Rust (`cargo test`). */
import type { Format } from "../../format.ts";

export const cargoTest: Format = {
  tool: "cargo",
  layer: "tool",
  class: "test-failure",
  pattern_name: "cargo_test_failures",
  rules: [
    { id: "test", says: "problem", literals: [" ... FAILED"], pattern: /^test (?<test>\S.*?) \.\.\. FAILED$/, confidence: 0.97 },
    { id: "panic", says: "detail", literals: [" panicked at "], pattern: /^thread '[^']*'(?: \(\d+\))? panicked at (?:'.*', )?(?<file>[^\s:']+\.rs):(?<line>\d+):(?<column>\d+):?$/ },
    { id: "panic-end", says: "detail", literals: [" right: `"], pattern: /^\s*right: `.*', (?<file>[^\s:']+\.rs):(?<line>\d+):(?<column>\d+)$/ },
    { id: "result", says: "verdict", literals: ["test result: FAILED"], pattern: /^test result: FAILED\. \d+ passed; [1-9]\d* failed/, confidence: 0.97 },
  ],
};
