/** Jest 24 to 30: the default and verbose reporters. */
import type { Finding, Format, Surroundings } from "../../format.ts";
import { javascriptFrameBelow } from "../frames.ts";

const NEXT_FAILURE = /^\s{0,4}● |^\s*(?:FAIL|PASS)\s|^Test Suites: /;
const REACH = 120;
const SUITE_FAULTS: readonly (readonly [RegExp, Partial<Finding>])[] = [
  [/Cannot find module|Module .{1,200} in the .{1,40} option was not found|Could not locate module/, { class: "module-not-found", pattern_name: "module_not_found" }],
  [/SyntaxError|Unexpected token|Jest encountered an unexpected token/, { class: "syntax-error", pattern_name: "jest_syntax_error" }],
  [/error TS\d{4}|Diagnostics: ?$/, { class: "type-check", pattern_name: "tsc_errors" }],
];

export const jest: Format = {
  tool: "jest",
  layer: "tool",
  class: "test-failure",
  pattern_name: "jest_failures",
  judge: (sightings) => (sightings.some(({ rule }) => rule.id === "only-snapshots") && !sightings.some(({ rule }) => rule.id === "suite-failed") ? { class: "snapshot-mismatch", pattern_name: "snapshot_mismatch" } : null),
  rules: [
    { id: "file", says: "detail", literals: ["FAIL "], pattern: /^\s*FAIL\s+(?:[\w@-]+\s+)?(?<file>[^\s()|>]+\.[cm]?[jt]sx?)(?: \([\d.]+ m?s\))?$/ },
    { id: "parameter", says: "problem", literals: ["● Unrecognized CLI Parameter"], pattern: /^\s{0,4}● Unrecognized CLI Parameters?:$/, class: "config", pattern_name: "jest_configuration", after: 2, confidence: 0.95, read: (_groups, { at }) => ({ message: at(2)?.trim() ?? "" }) },
    {
      id: "test",
      says: "problem",
      literals: ["● "],
      pattern: /^\s{0,4}● (?<test>(?!Console$|Test suite failed to run|Cannot log after|Deprecation|Validation|Multiple configurations|Test environment|process\.exit called|default options|Obsolete|Unrecognized CLI Parameter)\S.*)$/,
      after: REACH,
      confidence: 0.96,
      read: ({ test = "" }, around) => (isFailure(around) ? { tests: [test], ...placed(around) } : null),
    },
    {
      id: "suite-failed",
      says: "problem",
      literals: ["● Test suite failed to run"],
      pattern: /^\s{0,4}● Test suite failed to run/,
      after: 40,
      confidence: 0.9,
      read: (_groups, around) => ({ ...placed(around), ...suiteFault(around) }),
    },
    { id: "summary", says: "verdict", literals: ["Tests:  ", "Test Suites: "], pattern: /^(?:Tests|Test Suites):\s+(?:\d+ \w+, )*[1-9]\d* failed/, confidence: 0.97 },
    { id: "passed", says: "passed", literals: ["Test Suites: "], pattern: /^Test Suites:\s+(?:\d+ (?:skipped|todo|pending), )*\d+ passed, (?:\d+ of )?\d+ total/ },
    { id: "threshold", says: "verdict", literals: ["coverage threshold for", "Jest: Coverage for "], pattern: /^\s*Jest: (?:.{0,200}coverage threshold for (?<rule>\w+) \([\d.]+%?\) not met(?::| for)|Coverage for \w+ \([\d.]+%\) does not meet)/, class: "coverage-threshold", pattern_name: "coverage_below_threshold", confidence: 0.97 },
    {
      id: "only-snapshots",
      says: "detail",
      literals: ["Snapshots:  "],
      pattern: /^Snapshots:\s+(?:\d+ (?:obsolete|written|updated), )*(?<failed>[1-9]\d*) failed/,
      before: 4,
      read: ({ failed }, { at }) => (Number(/^Tests:\s+(\d+) failed/.exec(at(-1) ?? "")?.[1] ?? 0) <= Number(failed) ? {} : null),
    },
    { id: "no-tests", says: "problem", literals: ["No tests found, exiting with code 1"], pattern: /^No tests found, exiting with code 1/, class: "unknown", pattern_name: "no_tests_found", confidence: 0.9 },
    { id: "torn-down", says: "verdict", literals: ["after test environment was torn down", "Cannot log after tests are done"], pattern: /(?:Caught error after test environment was torn down|after the Jest environment has been torn down)/, after: 12, confidence: 0.85, read: (_groups, around) => placed(around) },
    { id: "obsolete", says: "detail", literals: [" snapshot obsolete", " snapshots obsolete", " snapshot file obsolete"], pattern: /^\s*› \d+ snapshots? (?:file )?obsolete/ },
  ],
};

/** Bullets are used for console output and summaries too; a failure has a message or a stack below. */
function isFailure({ at }: Surroundings): boolean {
  return (at(1) ?? "").trim() === "";
}

function placed(around: Surroundings): Pick<Finding, "places"> {
  const place = javascriptFrameBelow(around, { reach: REACH, stop: NEXT_FAILURE });
  return place === null ? {} : { places: [place] };
}

/** Babel names the file and the place that it could not parse: `SyntaxError: /shop/cart.js: Unexpected token (1:28)`; its columns count from 0. */
function unparsed(text: string): Pick<Finding, "places"> {
  const { file, line, column } = /SyntaxError: (?<file>[^\s:]{1,400}): .{1,300} \((?<line>\d+):(?<column>\d+)\)$/.exec(text)?.groups ?? {};
  return file === undefined ? {} : { places: [{ file, line, column: Number(column) + 1 }] };
}

function suiteFault({ at }: Surroundings): Partial<Finding> {
  let fault: Partial<Finding> = {};
  for (let offset = 1; offset <= 40; offset++) {
    const text = at(offset);
    if (text === null || NEXT_FAILURE.test(text)) break;
    const found = fault.class === undefined ? SUITE_FAULTS.find(([pattern]) => pattern.test(text)) : undefined;
    if (found !== undefined) fault = { ...found[1], message: text.trim() };
    fault = { ...fault, ...unparsed(text) };
  }
  return fault;
}
