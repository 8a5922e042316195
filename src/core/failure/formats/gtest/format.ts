/** GoogleTest, Catch2, and sanitizers that end a test. */
import type { Format } from "../../format.ts";

export const gtest: Format = {
  tool: "gtest",
  layer: "tool",
  class: "test-failure",
  pattern_name: "gtest_failures",
  rules: [
    { id: "test", says: "problem", literals: ["[  FAILED  ] "], pattern: /^\[ {2}FAILED {2}\] (?<test>[\w/]+\.[\w/]+)(?:, where .*)?(?: \(\d+ ms\))?$/, confidence: 0.97 },
    { id: "place", says: "detail", literals: [": Failure", ": error: Value of"], pattern: /^(?<file>[^\s:(][^:(]*\.(?:cc|cpp|cxx|h|hpp))[:(](?<line>\d+)\)?: (?:Failure|error: .*)$/ },
    { id: "passed", says: "passed", literals: ["[  PASSED  ] "], pattern: /^\[ {2}PASSED {2}\] \d+ tests?\.$/, after: 2, read: (_groups, { at }) => (/FAILED/.test(at(1) ?? "") ? null : {}) },
    { id: "catch2", says: "problem", literals: [": FAILED:"], pattern: /^(?<file>[^\s:(][^:(]*\.(?:cc|cpp|cxx|h|hpp))[:(](?<line>\d+)\)?: FAILED:$/, tool: "catch2", pattern_name: "catch2_failures", confidence: 0.96 },
    { id: "catch2-compact", says: "problem", literals: [": failed: "], pattern: /^(?<file>[^\s:(][^:(]*\.(?:cc|cpp|cxx|h|hpp))[:(](?<line>\d+)\)?: failed: (?<message>.+)$/, tool: "catch2", pattern_name: "catch2_failures", confidence: 0.95 },
    { id: "catch2-summary", says: "verdict", literals: [" test cases, failed ", " test case, failed "], pattern: /^Failed \d+ test cases?, failed \d+ assertions?\.$/, tool: "catch2", pattern_name: "catch2_failures", confidence: 0.97 },
    { id: "sanitizer", says: "problem", literals: ["ERROR: AddressSanitizer: ", "ERROR: LeakSanitizer: ", "WARNING: ThreadSanitizer: ", "runtime error: "], pattern: /(?:ERROR: (?:Address|Leak)Sanitizer: |WARNING: ThreadSanitizer: )(?<rule>[\w-]+)/, tool: "sanitizer", pattern_name: "sanitizer_report", confidence: 0.92 },
    { id: "drmemory", says: "problem", literals: ["Error #"], pattern: /^(?:~~\S+~~ )?Error #(?<number>\d+): (?<rule>[A-Z][A-Z -]+[A-Z])\b(?<message>.*)$/, tool: "drmemory", pattern_name: "drmemory_report", after: 14, confidence: 0.93, read: ({ rule = "" }) => ({ kind: rule }) },
    { id: "mochitest", says: "problem", literals: ["TEST-UNEXPECTED-"], pattern: /TEST-UNEXPECTED-(?:FAIL|TIMEOUT|ERROR|PASS|CRASH) \| (?<test>[^|]+?) \| (?<message>.+)$/, tool: "mochitest", pattern_name: "mochitest_failures", confidence: 0.96 },
  ],
};
