/** CMake's configuration and CTest. */
import type { Format } from "../../format.ts";

export const cmake: Format = {
  tool: "cmake",
  layer: "tool",
  class: "build-error",
  pattern_name: "cmake_configure",
  rules: [
    { id: "error", says: "problem", literals: ["CMake Error at ", "CMake Error in "], pattern: /^CMake Error (?:at|in) (?<file>[^\s:]+)(?::(?<line>\d+))?(?: \((?<rule>\w+)\))?:$/, after: 4, confidence: 0.93, read: ({ file = "", line, rule }, { at }) => ({ places: [{ file, line, rule, message: at(1)?.trim() ?? null }], message: at(1)?.trim() ?? "" }) },
    { id: "incomplete", says: "verdict", literals: ["-- Configuring incomplete, errors occurred"], pattern: /^-- Configuring incomplete, errors occurred/, confidence: 0.9 },
    { id: "ctest", says: "problem", literals: ["***Failed", "***Timeout", "***Exception"], pattern: /^\s*\d+\/\d+ Test +#\d+: (?<test>\S+) \.*\s*\*\*\*(?:Failed|Timeout|Exception)/, class: "test-failure", tool: "ctest", pattern_name: "ctest_failures", confidence: 0.95 },
    { id: "ctest-summary", says: "verdict", literals: ["% tests passed, "], pattern: /^\d+% tests passed, [1-9]\d* tests failed out of \d+$/, class: "test-failure", tool: "ctest", pattern_name: "ctest_failures", confidence: 0.96 },
  ],
};
