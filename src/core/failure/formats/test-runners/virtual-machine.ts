/** Runners on the JVM, .NET, the BEAM and Dart's machine. */
import type { Finding, Rule, Surroundings } from "../../format.ts";

export const virtualMachineRunners: readonly Rule[] = [
  { id: "scalatest", says: "problem", literals: ["*** FAILED ***"], pattern: /^(?:\[info\] )?\s*- (?<test>\S.*?) \*\*\* FAILED \*\*\*/, tool: "scalatest", pattern_name: "scalatest_failures", after: 4, confidence: 0.95, read: ({ test = "" }, around) => ({ tests: [test], ...scalaPlace(around), ...(around.at(0)?.startsWith("[info]") === true ? { tool: "sbt" } : {}) }) },
  { id: "sbt-test", says: "problem", literals: ["[error] Test "], pattern: /^\[error\] Test (?<test>\S+) failed: (?<message>.+)$/, tool: "sbt", pattern_name: "sbt_test_failures", confidence: 0.96, read: ({ test = "", message = "" }) => ({ tests: [test], message }) },
  { id: "sbt-summary", says: "verdict", literals: ["[error] Failed: Total ", "TestsFailedException"], pattern: /^\[error\] (?:Failed: Total \d+, Failed [1-9]|.*TestsFailedException)/, tool: "sbt", pattern_name: "sbt_test_failures", confidence: 0.95 },
  { id: "sbt-success", says: "passed", clears: "everything", literals: ["[success] Total time: "], pattern: /^\[success\] Total time: /, tool: "sbt" },
  { id: "clojure", says: "problem", literals: ["FAIL in (", "ERROR in ("], pattern: /^(?:FAIL|ERROR) in \((?<test>[^)]+)\) \((?<file>[^:()]+):(?<line>\d+)\)$/, tool: "clojure.test", pattern_name: "clojure_test_failures", confidence: 0.96, read: ({ test = "", file = "", line }) => ({ tests: [test], places: [{ file, line }] }) },
  { id: "junit-feed", says: "problem", literals: [" :: FAILED"], pattern: /^JUnit (?:Jupiter|Vintage) > (?<test>.+) :: FAILED$/, tool: "junit", pattern_name: "junit_failures", confidence: 0.96 },
  { id: "junit-text", says: "problem", literals: ["Test)", "Tests)", "TestCase)", "Spec)"], pattern: /^\d+\) (?<test>\w+)\((?<suite>[\w.$]+)\)$/, tool: "junit", pattern_name: "junit_failures", after: 12, confidence: 0.93, read: ({ test = "", suite = "" }, around) => ({ tests: [`${suite}.${test}`], ...javaPlace(suite, around) }) },
  { id: "junit-summary", says: "verdict", literals: ["FAILURES!!!"], pattern: /^FAILURES!!!$/, tool: "junit", pattern_name: "junit_failures", confidence: 0.94 },
  { id: "nunit", says: "problem", literals: [") Failed : ", ") Error : ", ") Test Failure : "], pattern: /^\d+\) (?:Failed|Error|Test Failure) : (?<test>\S.*)$/, tool: "nunit", pattern_name: "nunit_failures", after: 20, confidence: 0.95, read: ({ test = "" }, around) => ({ tests: [test], ...dotnetPlace(around) }) },
  { id: "eunit", says: "problem", literals: ["...*failed*"], pattern: /^(?:\s*)(?<test>\S+: \w+)(?:\/\d+)?.*\.\.\.\*failed\*$/, tool: "eunit", pattern_name: "eunit_failures", confidence: 0.95, after: 3, read: ({ test = "" }, { at }) => ({ tests: [test], ...erlangPlace(at(1) ?? "") }) },
  { id: "dart", says: "problem", literals: [" [E]"], pattern: /^\d\d:\d\d \+\d+(?: ~\d+)? -\d+: (?:(?<file>[^:\s]+\.dart): )?(?<test>\S.*?) \[E\]\s*$/, tool: "dart test", pattern_name: "dart_test_failures", after: 12, confidence: 0.96, read: ({ test = "", file }, around) => ({ tests: [test], ...(file === undefined ? {} : { files: [file] }), ...dartPlace(around) }) },
];

function first({ at }: Surroundings, pattern: RegExp, reach: number): Pick<Finding, "places"> {
  for (let offset = 1; offset <= reach; offset++) {
    const { file, line, column } = pattern.exec(at(offset) ?? "")?.groups ?? {};
    if (file !== undefined) return { places: [{ file, line, column }] };
  }
  return {};
}

function scalaPlace(around: Surroundings): Pick<Finding, "places"> {
  return first(around, /\((?<file>\w+\.scala):(?<line>\d+)\)/, 4);
}

function javaPlace(suite: string, around: Surroundings): Pick<Finding, "places"> {
  const simple = suite.replace(/^.*\./, "").replace(/\$.*$/, "");
  const found = first(around, new RegExp(`\\((?<file>${simple.replace(/\W/g, "")}\\.\\w+):(?<line>\\d+)\\)`), 12);
  return found;
}

function dotnetPlace(around: Surroundings): Pick<Finding, "places"> {
  return first(around, /^\s*at .+ in (?<file>\S.*):line (?<line>\d+)/, 20);
}

function erlangPlace(text: string): Pick<Finding, "places"> {
  const { file, line } = /\((?<file>[^\s,()]+\.erl), line (?<line>\d+)\)/.exec(text)?.groups ?? {};
  return file === undefined ? {} : { places: [{ file, line }] };
}

function dartPlace(around: Surroundings): Pick<Finding, "places"> {
  return first(around, /^\s+(?<file>(?!package:|dart:)\S+\.dart) (?<line>\d+):(?<column>\d+)/, 12);
}
