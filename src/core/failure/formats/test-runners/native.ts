/** Runners of C, C++, Rust and Go. */
import type { Finding, Rule, Surroundings } from "../../format.ts";

export const nativeRunners: readonly Rule[] = [
  { id: "nextest", says: "problem", literals: ["FAIL [", "SIGABRT [", "SIGSEGV [", "TIMEOUT ["], pattern: /^\s+(?:FAIL|SIGABRT|SIGSEGV|TIMEOUT) \[\s{0,20}>?\s{0,20}[\d.]{1,20}s\] (?:\([^)]{0,80}\) )?\S+ (?<test>\S+)$/, tool: "cargo-nextest", pattern_name: "nextest_failures", confidence: 0.96 },
  { id: "panic", says: "detail", literals: [" panicked at "], pattern: /^\s*thread '[^']*'(?: \(\d+\))? panicked at (?<file>[^\s:']+\.rs):(?<line>\d+):(?<column>\d+):?$/, tool: "cargo-nextest", read: ({ file = "", line, column }, { previous }) => (previous === null ? null : { places: [{ file, line, column }] }) },
  { id: "ginkgo", says: "problem", literals: ["[Fail] ", "[FAIL] "], pattern: /^\s*\[(?:Fail|FAIL)\] (?<test>\S.*)$/, tool: "ginkgo", pattern_name: "ginkgo_failures", after: 2, confidence: 0.95, read: ({ test = "" }, { at }) => goSpec(test, at(1) ?? "") },
  { id: "ginkgo-place", says: "problem", literals: ["] at: "], pattern: /^\s*In \[(?:It|BeforeEach|AfterEach|BeforeSuite|AfterSuite|JustBeforeEach|DeferCleanup[^\]]*)\] at: (?<file>\S+\.go):(?<line>\d+)/, tool: "ginkgo", pattern_name: "ginkgo_failures", confidence: 0.95, before: 14, read: ({ file = "", line }, { at }) => ({ places: [{ file, line }], ...specAbove(at) }) },
  { id: "go-json", says: "problem", literals: ['"Action":"fail"'], pattern: /^\{.*"Action":"fail".*"Test":"(?<test>[^"]+)"/, tool: "go test", pattern_name: "go_test_failures", confidence: 0.97 },
  { id: "go-json-build", says: "problem", literals: ['"Action":"build-output"'], pattern: /^\{.*"Action":"build-output","Output":"(?:vet: )?(?<file>[^\s":]+\.go):(?<line>\d+):(?<column>\d+): (?<message>.*?)(?:\\n)?"/, class: "build-error", tool: "go", pattern_name: "go_build_errors", confidence: 0.95 },
  { id: "go-json-place", says: "detail", literals: ["_test.go:"], pattern: /^\{.*"Output":"\s*(?<file>[\w./-]+_test\.go):(?<line>\d+): (?<message>.*?)(?:\\n)?"/, tool: "go test", pattern_name: "go_test_failures" },
  { id: "doctest", says: "problem", literals: [": ERROR: ", ": FATAL ERROR: "], pattern: /^(?<file>[^\s:(]+\.\w+)[:(](?<line>\d+)\)?: (?:FATAL )?ERROR: (?<message>(?:CHECK|REQUIRE|test case|FAIL|WARN)\b.*)$/, tool: "doctest", pattern_name: "doctest_failures", before: 12, confidence: 0.95, read: ({ file = "", line, message }, { at }) => ({ places: [{ file, line, message }], ...caseAbove(at) }) },
  { id: "boost", says: "problem", literals: ["): error: in \"", "): fatal error: in \"", ": error: in \""], pattern: /^(?<file>[^\s(:]+)[(:](?<line>\d+)\)?: (?:fatal )?error: in "(?<test>[^"]+)": (?<message>.+)$/, tool: "boost.test", pattern_name: "boost_test_failures", confidence: 0.97, read: ({ file = "", line, test = "", message }) => ({ tests: [test], places: [{ file, line, message }] }) },
  { id: "automake-test", says: "detail", literals: ["FAIL: ", "ERROR: ", "XPASS: "], pattern: /^(?:FAIL|ERROR|XPASS): (?<test>[\w./-]+(?:\.(?:sh|test|py|pl|t))?(?: \d+(?: - .+)?)?)$/, tool: "automake", pattern_name: "automake_failures" },
  { id: "automake", says: "verdict", literals: ["# FAIL:  ", "# ERROR: "], pattern: /^# (?:FAIL|ERROR): +[1-9]\d*$/, tool: "automake", pattern_name: "automake_failures", confidence: 0.95 },
  { id: "meson", says: "problem", literals: [" FAIL    ", " TIMEOUT ", " ERROR    "], pattern: /^\s*\d+\/\d+ (?:[\w:-]+ \/ |[\w:-]+ - )?(?<test>\S.*?)\s{2,400}(?:FAIL|TIMEOUT|ERROR)\s+[\d.]+ ?s\b/, tool: "meson", pattern_name: "meson_test_failures", confidence: 0.95 },
];

function goSpec(test: string, below: string): Finding {
  const { file, line } = /^\s*(?<file>\S+\.go):(?<line>\d+)$/.exec(below)?.groups ?? {};
  return { tests: [test], ...(file === undefined ? {} : { places: [{ file, line }] }) };
}

function specAbove(at: Surroundings["at"]): Pick<Finding, "tests"> {
  for (let offset = -1; offset >= -14; offset--) {
    const text = at(offset) ?? "";
    if (/\[(?:It|BeforeEach|AfterEach|BeforeSuite)\] /.test(text) && !/ at: /.test(text)) return { tests: [text.trim().replace(/^\[FAILED\] /, "")] };
  }
  return {};
}

function caseAbove(at: Surroundings["at"]): Pick<Finding, "tests"> {
  for (let offset = -1; offset >= -12; offset--) {
    const test = /^(?:TEST CASE|SCENARIO|DEFINED TEST CASE):\s+(?<test>.+)$/.exec(at(offset) ?? "")?.groups?.["test"];
    if (test !== undefined) return { tests: [test] };
  }
  return {};
}
