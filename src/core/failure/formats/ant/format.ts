/** Apache Ant: its tasks, JUnit under Ant above all. */
import type { Finding, Format, Surroundings } from "../../format.ts";

/** Counts that are not zero. */
const COUNTS = [..."123456789"].flatMap((digit) => [`Failures: ${digit}`, `Errors: ${digit}`]);

export const ant: Format = {
  tool: "ant",
  layer: "tool",
  class: "build-error",
  pattern_name: "ant_build",
  judge: (sightings) => (sightings.some(({ rule }) => rule.id === "junit-summary" || rule.id === "junit5") ? { class: "test-failure", pattern_name: "ant_junit_failures" } : null),
  rules: [
    { id: "suite", says: "detail", literals: ["[junit] Testsuite: "], pattern: /^\s*\[junit\] Testsuite: (?<message>\S+)$/, class: "test-failure" },
    { id: "case", says: "detail", literals: ["[junit] Testcase: "], pattern: /^\s*\[junit\] Testcase: (?<name>.+?)(?: took [\d.,]+ sec|:\s+(?<failed>FAILED|Caused an ERROR))?$/, class: "test-failure", after: 25, read: ({ name = "", failed }, around) => (failed === undefined && !/(?:FAILED|Caused an ERROR)$/.test(around.at(1) ?? "") ? null : readCase(name, around)) },
    { id: "junit-summary", says: "problem", literals: COUNTS, pattern: /^\s*\[junit\] Tests run: \d+, Failures: (?<failures>\d+), Errors: (?<errors>\d+)/, class: "test-failure", pattern_name: "ant_junit_failures", confidence: 0.95, read: ({ failures, errors }) => (failures === "0" && errors === "0" ? null : {}) },
    { id: "junit-failed", says: "problem", literals: ["[junit] Test ", "[junit] TEST "], pattern: /^\s*\[junit\] (?:Test|TEST) (?<message>\S+) FAILED/, class: "test-failure", pattern_name: "ant_junit_failures", confidence: 0.96 },
    { id: "junit5", says: "problem", literals: ["[junit] [", "[junitlauncher] [", " tests failed  "], pattern: /^\s*(?:\[junit(?:launcher)?\] )?\[\s*[1-9]\d* tests failed\s*\]/, class: "test-failure", pattern_name: "ant_junit_failures", confidence: 0.95 },
    { id: "junit5-test", says: "detail", literals: ["JUnit Jupiter:", "JUnit Vintage:"], pattern: /^\s{0,12}(?:\[junit(?:launcher)?\])?\s{1,12}JUnit (?:Jupiter|Vintage):(?<test>\S.*)$/, class: "test-failure" },
    { id: "failed", says: "verdict", literals: ["BUILD FAILED"], pattern: /^BUILD FAILED$/, after: 4, confidence: 0.8, read: (_groups, { at }) => buildFailed([at(1) ?? "", at(2) ?? ""].join(" ")) },
    { id: "success", says: "passed", clears: "everything", literals: ["BUILD SUCCESSFUL"], pattern: /^BUILD SUCCESSFUL$/ },
  ],
};

function buildFailed(below: string): Finding | null {
  if (/^Target "[^"]+" does not exist in the project/.test(below)) return { message: below };
  if (!/build[\w.-]*\.xml:\d+/.test(below)) return null;
  return /[Tt]ests? (?:\S+ )?failed|tests failed/.test(below) ? { class: "test-failure", pattern_name: "ant_junit_failures" } : {};
}

/** A test case is named whether it failed or not; what failed says so on the next lines. */
function readCase(name: string, { at, latest }: Surroundings): Finding {
  const suite = latest("suite")?.message ?? "";
  const simple = suite.replace(/^.*\./, "").replace(/\$.*$/, "");
  for (let offset = 1; offset <= 25; offset++) {
    const { file, line } = /\sat \S+\((?<file>\w+\.(?:java|kt|groovy)):(?<line>\d+)\)/.exec(at(offset) ?? "")?.groups ?? {};
    if (file?.startsWith(`${simple}.`) === true) return { tests: [name], places: [{ file, line }] };
  }
  return { tests: [name] };
}
