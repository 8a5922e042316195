/** The test runner of Node.js: the spec reporter, and TAP. */
import type { Finding, Format, Surroundings } from "../../format.ts";

const LOCATION = /^\s*(?:location: '|test at )(?<file>[^':]+):(?<line>\d+):(?<column>\d+)/;

export const nodeTest: Format = {
  tool: "node:test",
  layer: "tool",
  class: "test-failure",
  pattern_name: "node_test_failures",
  rules: [
    {
      id: "spec",
      says: "problem",
      literals: ["test at "],
      closes: true,
      pattern: /^test at (?<file>\S.*):(?<line>\d+):(?<column>\d+)$/,
      after: 8,
      read({ file = "", line, column }, { at }) {
        if (/ # (?:TODO|SKIP)\b/.test(at(1) ?? "")) return null;
        const test = /^\s*✖ (?<name>.+?)(?: \([\d.]+ms\))?$/.exec(at(1) ?? "")?.groups?.["name"];
        return test === undefined ? null : { tests: [test], places: [{ file, line, column }] };
      },
    },
    {
      id: "tap",
      says: "problem",
      literals: ["not ok "],
      pattern: /^\s*not ok \d+ (?:- )?(?<test>\S.*?)(?: # time=[\d.]+m?s(?: \{)?)?(?<excused> # (?:TODO|SKIP|skip|todo).*)?$/,
      after: 12,
      confidence: 0.8,
      read({ test = "", excused }, around) {
        const { at } = around;
        if (excused !== undefined) return null;
        if (ofSuite(at)) return { says: "detail" };
        if (!/^\s*---$/.test(at(1) ?? "")) return named(test, otherTap(around));
        for (let offset = 1; offset < 10; offset++) {
          const { file, line, column } = LOCATION.exec(at(offset) ?? "")?.groups ?? {};
          if (file !== undefined) return { tests: [test], places: [{ file, line, column }] };
        }
        return named(test, otherTap(around));
      },
    },
    { id: "summary", says: "verdict", literals: ["ℹ fail ", "# fail "], pattern: /^(?:ℹ|#) fail +[1-9]\d*$/, confidence: 0.95, read: (_groups, { previous }) => (previous?.finding.tool === undefined ? {} : { tool: previous.finding.tool, ...(previous.finding.pattern_name === undefined ? {} : { pattern_name: previous.finding.pattern_name }) }) },
    { id: "passed", says: "passed", literals: ["ℹ fail 0", "# fail 0", "# fail  0"], pattern: /^(?:ℹ|#) fail +0$/ },
  ],
};

/** A suite, or a file, fails because a test in it did: https://nodejs.org/api/test.html#event-testfail. Vitest opens a block instead. */
function ofSuite(at: Surroundings["at"]): boolean {
  if (/ # time=[\d.]+m?s \{$/.test(at(0) ?? "")) return true;
  for (let offset = 2; offset <= 8; offset++) {
    const text = at(offset) ?? "";
    if (/^\s*\.\.\.$/.test(text)) return false;
    if (/^\s*failureType: 'subtestsFailed'/.test(text)) return true;
  }
  return false;
}

/** Vitest's flat TAP puts the file before the titles, where its own log does not. */
function named(test: string, found: Finding): Finding {
  return { tests: [found.tool === "vitest" ? test.replace(/^\S+\.[cm]?[jt]sx? > /, "") : test], ...found };
}

/** TAP of others (tape, tap, QUnit, Mocha): the place stands in `at:`, in a stack, or as `file`, `line` and `column`. */
function otherTap({ at }: Surroundings): Finding {
  const named: Record<string, string> = {};
  const below = Array.from({ length: 12 }, (_, index) => at(index + 1) ?? "");
  const signed = below.some((text) => /^\s+at Context\.<anonymous> \(/.test(text)) ? { tool: "mocha", pattern_name: "mocha_failures" } : below.some((text) => /^\s*at: "[^"]{1,400}:\d+:\d+"$/.test(text)) ? { tool: "vitest", pattern_name: "vitest_failures" } : { tool: "tap", pattern_name: "tap_failures" };
  for (let offset = 1; offset <= 12; offset++) {
    const text = at(offset) ?? "";
    if (/^\s*(?:\.\.\.|(?:not )?ok \d+|# )/.test(text)) break;
    const { file, line, column } = /^\s*at:? ["']?(?:.*\()?(?:file:\/\/)?(?<file>\/?[^\s():]+\.[cm]?[jt]sx?):(?<line>\d+):(?<column>\d+)\)?["']?$/.exec(text)?.groups ?? {};
    if (file !== undefined && !file.includes("node_modules/")) return { ...signed, places: [{ file, line, column }] };
    const pair = /^\s*(?<name>file|line|column): '?(?<value>[^']+?)'?$/.exec(text)?.groups;
    if (pair?.["name"] !== undefined) named[pair["name"]] = pair["value"] ?? "";
  }
  const { file, line, column } = named;
  return { ...signed, ...(file === undefined || line === undefined ? {} : { places: [{ file, line, column }] }) };
}
