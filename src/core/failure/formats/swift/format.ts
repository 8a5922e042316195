/** Swift: the compiler, XCTest, swift-testing, and xcodebuild. */
import type { Format } from "../../format.ts";

export const swift: Format = {
  tool: "swift",
  layer: "tool",
  class: "build-error",
  pattern_name: "swift_errors",
  rules: [
    { id: "testing", says: "problem", literals: [" recorded an issue "], pattern: /(?:^|\s)(?:Test )(?<test>"?.+?"?) recorded an issue (?:with .+ )?at (?<file>[^\s:]+\.swift):(?<line>\d+):(?<column>\d+)(?:: (?<message>.+))?$/, class: "test-failure", tool: "swift-testing", pattern_name: "swift_testing_failures", confidence: 0.97, read: ({ test = "", file = "", line, column, message }) => ({ tests: [test.replace(/^"|"$/g, "")], places: [{ file, line, column, message }] }) },
    { id: "testing-failed", says: "problem", literals: [" failed after "], pattern: /(?:^|\s)Test (?<test>"[^"]+"|\S+\(.*\)) failed after [\d.]+ seconds/, class: "test-failure", tool: "swift-testing", pattern_name: "swift_testing_failures", confidence: 0.96, read: ({ test = "" }) => ({ tests: [test.replace(/^"|"$/g, "")] }) },
    { id: "testing-run", says: "verdict", literals: ["Test run with "], pattern: /Test run with \d+ tests?.* failed after /, class: "test-failure", tool: "swift-testing", pattern_name: "swift_testing_failures" },
    { id: "xctest", says: "problem", literals: [".swift:", ": error: -["], pattern: /^(?<file>[^\s:][^:]*\.(?:swift|mm?)):(?<line>\d+): error: (?<test>-?\[?\S+(?: \w+\])?|\S+\.\w+) : (?<message>.+)$/, class: "test-failure", tool: "xctest", pattern_name: "xctest_failures", confidence: 0.96 },
    { id: "xctest-case", says: "problem", literals: ["Test Case '"], pattern: /^Test Case '(?<test>[^']+)' failed/, class: "test-failure", tool: "xctest", pattern_name: "xctest_failures", confidence: 0.96 },
    { id: "compiler", says: "problem", literals: [".swift:"], pattern: /^(?<file>[^\s:][^:]*\.swift):(?<line>\d+):(?<column>\d+): error: (?<message>.+)$/, confidence: 0.95 },
    { id: "build-failed", says: "verdict", literals: ["** BUILD FAILED **", "** TEST FAILED **", "** ARCHIVE FAILED **"], pattern: /\*\* (?:BUILD|TEST|ARCHIVE) FAILED \*\*/, tool: "xcodebuild", pattern_name: "xcodebuild" },
    { id: "build-passed", says: "passed", clears: "everything", literals: ["** BUILD SUCCEEDED **", "** TEST SUCCEEDED **"], pattern: /\*\* (?:BUILD|TEST) SUCCEEDED \*\*/ },
  ],
};
