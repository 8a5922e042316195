/** The test runner of Node.js: the spec reporter, and TAP. */
import type { Format } from "../../format.ts";

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
        const test = /^\s*✖ (?<name>.+?)(?: \([\d.]+ms\))?$/.exec(at(1) ?? "")?.groups?.["name"];
        return test === undefined ? null : { tests: [test], places: [{ file, line, column }] };
      },
    },
    {
      id: "tap",
      says: "problem",
      literals: ["not ok "],
      pattern: /^\s*not ok \d+ - (?<test>.+?)(?<excused> # (?:TODO|SKIP).*)?$/,
      after: 12,
      confidence: 0.8,
      read({ test = "", excused }, { at }) {
        if (excused !== undefined) return null;
        if (!/^\s*---$/.test(at(1) ?? "")) return { tests: [test], tool: "tap", pattern_name: "tap_failures" };
        for (let offset = 1; offset < 10; offset++) {
          const { file, line, column } = LOCATION.exec(at(offset) ?? "")?.groups ?? {};
          if (file !== undefined) return { tests: [test], places: [{ file, line, column }] };
        }
        return { tests: [test] };
      },
    },
    { id: "summary", says: "verdict", literals: ["ℹ fail ", "# fail "], pattern: /^(?:ℹ|#) fail +[1-9]\d*$/, confidence: 0.95 },
    { id: "passed", says: "passed", literals: ["ℹ fail 0", "# fail 0", "# fail  0"], pattern: /^(?:ℹ|#) fail +0$/ },
  ],
};
