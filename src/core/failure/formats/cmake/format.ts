/** CMake's configuration and CTest. */
import type { Finding, Format } from "../../format.ts";

export const cmake: Format = {
  tool: "cmake",
  layer: "tool",
  class: "build-error",
  pattern_name: "cmake_configure",
  rules: [
    { id: "error", says: "problem", literals: ["CMake Error at ", "CMake Error in "], pattern: /^CMake Error (?:at|in) (?<file>[^\s:]+)(?::(?<line>\d+))?(?: \((?<rule>\w+)\))?:$/, after: 4, confidence: 0.93, read: ({ file = "", line, rule }, { at }) => ({ places: [{ file, line, rule, message: at(1)?.trim() ?? null }], message: at(1)?.trim() ?? "" }) },
    { id: "parse", says: "problem", literals: ["CMake Error: Error in cmake code at", "CMake Error: "], pattern: /^CMake Error: (?<message>.+)$/, after: 2, confidence: 0.9, read: ({ message = "" }, { at }) => parseError(message, [at(1) ?? "", at(2) ?? ""]) },
    { id: "incomplete", says: "verdict", literals: ["-- Configuring incomplete, errors occurred"], pattern: /^-- Configuring incomplete, errors occurred/, confidence: 0.9 },
    { id: "ctest", says: "problem", layer: "wrapper", literals: ["***Failed", "***Timeout", "***Exception", "***Not Run"], pattern: /^\s*\d+\/\d+ Test +#\d+: (?<test>\S.{0,200}?) \.*\s*\*\*\*(?:Failed|Timeout|Exception|Not Run)(?! \(Disabled\))/, class: "test-failure", tool: "ctest", pattern_name: "ctest_failures", confidence: 0.95 },
    { id: "ctest-summary", says: "verdict", layer: "wrapper", literals: ["% tests passed, "], pattern: /^\d+% tests passed, [1-9]\d* tests failed out of \d+$/, class: "test-failure", tool: "ctest", pattern_name: "ctest_failures", confidence: 0.96 },
  ],
};

function parseError(message: string, [place = "", text = ""]: readonly string[]): Finding {
  const { file, line } = /^(?<file>\S+):(?<line>\d+):$/.exec(place)?.groups ?? {};
  return file === undefined ? { message } : { message: text, places: [{ file, line, message: text }] };
}
