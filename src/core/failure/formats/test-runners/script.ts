/** Runners of JavaScript, Ruby, Python, PHP and Perl. */
import type { Finding, Groups, Rule, Surroundings } from "../../format.ts";
import { isLibrary, javascriptFrameBelow, pythonTraceBelow } from "../frames.ts";
import { afterCount } from "../literals.ts";

const BROWSERS = ["Chrome Headless", "HeadlessChrome ", "ChromeHeadless ", "Chrome ", "Firefox ", "PhantomJS ", "Safari "];

export const scriptRunners: readonly Rule[] = [
  { id: "uvu", says: "problem", literals: ["   FAIL  \""], pattern: /^ {3}FAIL {2}(?:"(?<suite>[^"]+)" )?"(?<test>[^"]+)"$/, tool: "uvu", pattern_name: "uvu_failures", after: 20, confidence: 0.95, read: ({ test = "" }, around) => ({ tests: [test], ...uvuPlace(around) }) },
  { id: "jasmine", says: "problem", literals: ["  Message:"], pattern: /^\s{1,4}Message:$/, tool: "jasmine", pattern_name: "jasmine_failures", before: 2, after: 20, confidence: 0.95, read: (_groups, around) => jasmine(around) },
  { id: "jasmine-summary", says: "verdict", literals: [" specs, ", " spec, "], pattern: /^\d+ specs?, [1-9]\d* failures?/, tool: "jasmine", pattern_name: "jasmine_failures", confidence: 0.95 },
  { id: "karma", says: "problem", literals: BROWSERS, pattern: /^(?:HeadlessChrome|Chrome(?: ?Headless)?|Firefox|PhantomJS|Safari) [\d.]+ \([^)]*\)(?::)? (?<test>(?!ERROR|Executed|LOG|WARN|INFO|DEBUG)\S.*) FAILED$/, tool: "karma", pattern_name: "karma_failures", after: 12, confidence: 0.96, read: ({ test = "" }, around) => ({ tests: [test], ...served(around) }) },
  { id: "karma-summary", says: "verdict", literals: [" FAILED) ("], pattern: /: Executed \d+ of \d+ .*\([1-9]\d* FAILED\)/, tool: "karma", pattern_name: "karma_failures", confidence: 0.95 },
  { id: "karma-gone", says: "problem", literals: ["Disconnected, because no message in"], pattern: /Disconnected, because no message in \d+ ms/, class: "timeout", tool: "karma", pattern_name: "karma_disconnected", confidence: 0.85 },
  { id: "ava-summary", says: "verdict", literals: [" test failed", " tests failed", " uncaught exception"], pattern: /^\s{2}[1-9]\d* (?:tests? failed|uncaught exceptions?)$/, tool: "ava", pattern_name: "ava_failures", confidence: 0.9 },
  { id: "ava-test", says: "detail", literals: ["  ✖ ", "  ✘ "], pattern: /^\s{2}[✖✘] (?:\[fail\]: )?(?<test>(?!\d+ of )\S.*?)(?: \([\d.]+m?s\))?$/, tool: "ava" },
  { id: "ava-place", says: "detail", literals: [".js:", ".ts:", ".mjs:"], pattern: /^\s{2}(?<file>[^\s:]+\.[cm]?[jt]s):(?<line>\d+)$/, tool: "ava", before: 2, after: 2, read: ({ file = "", line }, { at }) => (at(-1) === "" && at(1) === "" ? { places: [{ file, line }] } : null) },
  { id: "bun", says: "problem", literals: ["(fail) ", "✗ "], pattern: /^(?:\(fail\)|✗) (?<test>\S.*?) \[[\d.]+m?s\]$/, tool: "bun", pattern_name: "bun_test_failures", before: 40, confidence: 0.95, read: ({ test = "" }, around) => ({ tests: [test], ...frameAbove(around) }) },
  { id: "bun-summary", says: "verdict", literals: afterCount(" fail"), pattern: /^ {1,4}[1-9]\d* fail$/, tool: "bun", pattern_name: "bun_test_failures", confidence: 0.9 },
  { id: "deno", says: "problem", literals: [".ts:", ".js:", ".tsx:", ".mts:"], pattern: /^(?<test>\S.{0,300}?) => (?:\.\/)?(?<file>[^\s:]+\.[cm]?[jt]sx?):(?<line>\d+):(?<column>\d+)$/, tool: "deno", pattern_name: "deno_test_failures", after: 40, confidence: 0.95, read: (groups, around) => denoTest(groups, around) },
  { id: "deno-summary", says: "verdict", literals: ["FAILED | "], pattern: /^FAILED \| \d+ passed .*[1-9]\d* failed/, tool: "deno", pattern_name: "deno_test_failures", confidence: 0.97 },
  { id: "cucumber", says: "problem", literals: [".feature:"], pattern: /^(?:cucumber (?:-p \S+ )?|rspec |\s{2})(?<file>\S+\.feature):(?<line>\d+)\s{1,3}(?:# )?(?:Scenario(?: Outline)?: )?(?<test>\S.*)$/, tool: "cucumber", pattern_name: "cucumber_failures", before: 30, confidence: 0.9, read: ({ file = "", line, test = "" }, { at }) => scenario({ file, line }, test, at) },
  { id: "trial", says: "problem", literals: ["[FAIL]"], pattern: /^\[FAIL\]$/, tool: "trial", pattern_name: "trial_failures", after: 80, confidence: 0.94, read: (_groups, around) => trial(around) },
  { id: "test-unit", says: "problem", literals: ["Failure: test", "Error: test"], pattern: /^(?:Failure|Error): (?<test>test[\w: ]*\([\w:]+\))/, tool: "test-unit", pattern_name: "test_unit_failures", after: 3, confidence: 0.95, read: ({ test = "" }, { at }) => ({ tests: [test], ...rubyPlace(at(1) ?? "") }) },
  { id: "test-unit-summary", says: "verdict", literals: [" pendings, "], pattern: /^\d+ tests, \d+ assertions, (?:[1-9]\d* failures, \d+ errors|\d+ failures, [1-9]\d* errors), \d+ pendings/, tool: "test-unit", pattern_name: "test_unit_failures", confidence: 0.97 },
  { id: "test-unit-passed", says: "passed", literals: [" 0 failures, 0 errors, "], pattern: /^\d+ tests, \d+ assertions, 0 failures, 0 errors, \d+ pendings/, tool: "test-unit" },
  { id: "busted", says: "problem", literals: ["Failure -> ", "Error -> "], pattern: /^(?:Failure|Error) (?:-> )(?<file>\S+) @ (?<line>\d+)$/, tool: "busted", pattern_name: "busted_failures", after: 2, confidence: 0.97, read: ({ file = "", line }, { at }) => ({ tests: [(at(1) ?? "").trim()], places: [{ file, line }] }) },
  { id: "busted-summary", says: "verdict", literals: [" pending : "], pattern: /^\d+ success(?:es)? \/ (?:[1-9]\d* failures? \/ \d+ errors?|\d+ failures? \/ [1-9]\d* errors?) \/ \d+ pending : /, tool: "busted", pattern_name: "busted_failures", confidence: 0.97 },
  { id: "busted-passed", says: "passed", literals: [" pending : "], pattern: /^\d+ success(?:es)? \/ 0 failures? \/ 0 errors? \/ \d+ pending : /, tool: "busted" },
  { id: "pest", says: "problem", literals: ["  FAILED  "], pattern: /^\s+FAILED\s+(?<test>\S.*? > .+?)(?:\s{2,}.*)?$/, tool: "pest", pattern_name: "pest_failures", after: 12, confidence: 0.95, read: ({ test = "" }, around) => ({ tests: [test], ...pestPlace(around) }) },
  { id: "prove", says: "problem", literals: ["(Wstat: "], pattern: /^(?<test>\S+\.t)\s+\(Wstat: (?:[1-9]|0 .*Failed: [1-9])/, tool: "prove", pattern_name: "prove_failures", confidence: 0.96 },
  { id: "prove-dubious", says: "problem", spare: true, literals: ["Dubious, test returned "], pattern: /^(?:(?<test>\S+\.t) \.{2,}\s+(?:\d+\/[\d?]+\s+)?)?Dubious, test returned [1-9]\d{0,2} \(wstat \d+, 0x[\da-f]+\)$/, tool: "prove", pattern_name: "prove_failures", confidence: 0.95, read: ({ test }, { at }) => ({ tests: [test ?? provedAbove(at(-1))].filter((name) => name !== undefined) }) },
  { id: "prove-place", says: "detail", literals: [".t line ", ".pl line ", ".pm line "], pattern: /^\s*#\s+(?:Failed test (?:'.*' )?)?at (?<file>\S+) line (?<line>\d+)\.$/, tool: "prove" },
  { id: "prove-result", says: "verdict", literals: ["Result: FAIL"], pattern: /^Result: FAIL$/, tool: "prove", pattern_name: "prove_failures", confidence: 0.95 },
  { id: "robot", says: "problem", literals: ["| FAIL |"], pattern: /^(?<test>\S.*?)\s+\| FAIL \|$/, tool: "robotframework", pattern_name: "robot_failures", confidence: 0.96 },
];

/** The harness breaks its line before the word: `t/cli/deps.t .......... `. */
function provedAbove(text: string | null): string | undefined {
  return /^(\S+\.t) \.{2,}\s*$/.exec(text ?? "")?.[1];
}

/** Bun prints the error and its stack above the name of the test. */
function frameAbove({ at }: Surroundings): Pick<Finding, "places"> {
  let place: Finding["places"] = [];
  for (let offset = -1; offset >= -40; offset--) {
    const text = at(offset);
    if (text === null || /^(?:\(fail\)|\(pass\)|✗|✓) /.test(text)) break;
    const { file, line, column } = /^\s+at .*\((?<file>[^\s():]+):(?<line>\d+):(?<column>\d+)\)$/.exec(text)?.groups ?? {};
    if (file !== undefined && !isLibrary(file)) place = [{ file, line, column }];
  }
  return place.length === 0 ? {} : { places: place };
}

/** Deno names each failed test twice: above its error, and in the list at the end. */
function denoTest({ test = "", file = "", line, column }: Groups, around: Surroundings): Finding | null {
  const error = /^error: (?<kind>\w+)?/.exec(around.at(1) ?? "");
  if (error === null) return null;
  const frame = javascriptFrameBelow(around, { reach: 40, stop: /^\S.* => \S+:\d+:\d+$|^ (?:FAILURES|ERRORS) / });
  return { tests: [test], files: [file], places: [frame ?? { file, line, column }] };
}

function jasmine(around: Surroundings): Finding | null {
  const test = /^\s{0,4}\d+\) (?<test>.+)$/.exec(around.at(-1) ?? "")?.groups?.["test"];
  if (test === undefined) return null;
  const place = javascriptFrameBelow(around, { reach: 20, stop: /^\s{0,4}\d+\) / });
  return { tests: [test], ...(place === null ? {} : { places: [place] }) };
}

/** Karma serves the sources under `/base/`. */
function served({ at }: Surroundings): Pick<Finding, "places"> {
  for (let offset = 1; offset <= 12; offset++) {
    const { file, line, column } = /\/(?:base|absolute)\/(?<file>[^?:\s)]+)(?:\?\w*)?:(?<line>\d+):(?<column>\d+)/.exec(at(offset) ?? "")?.groups ?? {};
    if (file !== undefined && !file.includes("node_modules/")) return { places: [{ file, line, column }] };
  }
  return {};
}

/** Both list what failed under a heading; Behave's has no capital S. */
function scenario(place: { file: string; line: string | undefined }, test: string, at: Surroundings["at"]): Finding | null {
  const heading = Array.from({ length: 30 }, (_, index) => at(-1 - index) ?? "").find((text) => /^(?:Failing|Errored) [Ss]cenarios:/.test(text));
  if (heading === undefined) return null;
  return { tests: [test], places: [place], ...(heading.includes("scenarios") ? { tool: "behave", pattern_name: "behave_failures" } : {}) };
}

/** Twisted's runner names the tests below their common traceback. */
function trial(around: Surroundings): Finding {
  const { place, end } = pythonTraceBelow(around, { start: 2, reach: 80 });
  const tests: string[] = [];
  for (let offset = end; offset <= 80; offset++) {
    const text = around.at(offset);
    if (text === null || /^[-=]{40,}$/.test(text)) break;
    if (/^\w+(?:\.\w+){2,}$/.test(text)) tests.push(text);
  }
  return { tests, ...(place === null ? {} : { places: [place] }) };
}

function rubyPlace(text: string): Pick<Finding, "places"> {
  const { file, line } = /^(?<file>\S+\.rb):(?<line>\d+):in /.exec(text)?.groups ?? {};
  return file === undefined ? {} : { places: [{ file, line }] };
}

function pestPlace({ at }: Surroundings): Pick<Finding, "places"> {
  for (let offset = 1; offset <= 12; offset++) {
    const { file, line } = /^\s+at (?<file>\S+\.php):(?<line>\d+)$/.exec(at(offset) ?? "")?.groups ?? {};
    if (file !== undefined) return { places: [{ file, line }] };
  }
  return {};
}

function uvuPlace(around: Surroundings): Pick<Finding, "places"> {
  const place = javascriptFrameBelow(around, { reach: 20, stop: /^ {3}FAIL/ });
  return place === null ? {} : { places: [place] };
}
