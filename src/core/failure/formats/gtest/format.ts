/** GoogleTest, Catch2, and sanitizers that end a test. */
import type { Finding, Format, Surroundings } from "../../format.ts";

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
    { id: "sanitizer", says: "problem", literals: ["ERROR: AddressSanitizer: ", "ERROR: LeakSanitizer: ", "WARNING: ThreadSanitizer: ", "WARNING: MemorySanitizer: "], pattern: /(?:ERROR: (?:Address|Leak)Sanitizer: |WARNING: (?:Thread|Memory)Sanitizer: )(?<rule>[\w-]+)/, tool: "sanitizer", pattern_name: "sanitizer_report", after: 30, confidence: 0.92, read: ({ rule = "" }, around) => ({ kind: rule, ...sanitizedPlace(around) }) },
    // A program goes on after it unless it was built not to.
    { id: "undefined-behaviour", says: "hint", literals: [": runtime error: "], pattern: /^(?<file>[^\s:][^:]*\.\w+):(?<line>\d+):(?<column>\d+): runtime error: (?<message>.+)$/, tool: "sanitizer", pattern_name: "sanitizer_report", confidence: 0.93 },
    { id: "assert", says: "problem", literals: [": Assertion `", ": Assertion '"], pattern: /^(?:\S+: )?(?<file>[^\s:]+\.\w+):(?<line>\d+): .{1,300}: (?<message>Assertion [`'].+' failed\.)$/, tool: "assert", pattern_name: "assertion_failed", confidence: 0.85 },
    { id: "drmemory", says: "problem", literals: ["Error #"], pattern: /^(?:~~\S+~~ )?Error #(?<number>\d+): (?<rule>[A-Z][A-Z -]+[A-Z])\b(?<message>.*)$/, tool: "drmemory", pattern_name: "drmemory_report", after: 14, confidence: 0.93, read: ({ rule = "" }) => ({ kind: rule }) },
    { id: "mochitest", says: "problem", literals: ["TEST-UNEXPECTED-"], pattern: /TEST-UNEXPECTED-(?:FAIL|TIMEOUT|ERROR|PASS|CRASH) \| (?<test>[^|]+?) \| (?<message>.+)$/, tool: "mochitest", pattern_name: "mochitest_failures", confidence: 0.96 },
  ],
};

/** The nearest frame of the project: below each `#0` stand the sanitizer's own, and at the end the C library's. */
function sanitizedPlace({ at }: Surroundings): Pick<Finding, "places"> {
  for (let offset = 1; offset <= 30; offset++) {
    const { file, line, column } = /^\s+#\d+ 0x[0-9a-f]+ in \S.* (?<file>\S+\.\w+):(?<line>\d+)(?::(?<column>\d+))?$/.exec(at(offset) ?? "")?.groups ?? {};
    if (file !== undefined && !/libsanitizer|compiler-rt|sysdeps|\/csu\/|^\/usr\/|libc-start/.test(file)) return { places: [{ file, line, column }] };
  }
  return {};
}
