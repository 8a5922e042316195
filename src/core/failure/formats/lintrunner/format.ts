/** lintrunner: a file's name, then the problems of several linters with the lines they stand on. */
import type { Format } from "../../format.ts";

const REACH = 25;

export const lintrunner: Format = {
  tool: "lintrunner",
  layer: "tool",
  class: "lint",
  pattern_name: "lintrunner_problems",
  rules: [
    { id: "file", says: "detail", literals: [">>> Lint for "], pattern: /^>>> Lint for (?<file>\S.*?):$/, after: 3 },
    {
      id: "problem",
      says: "problem",
      literals: ["  Error (", "  Warning (", "  Advice ("],
      pattern: /^\s{2,4}(?:Error|Warning|Advice) \((?<linter>[A-Z_0-9]+)\) (?<rule>.+)$/,
      after: REACH,
      confidence: 0.94,
      read({ linter = "", rule = "" }, { at, latest }) {
        const file = latest("file")?.files?.[0];
        const message = at(1)?.trim() ?? "";
        for (let offset = 1; offset <= REACH && file !== undefined; offset++) {
          const line = /^\s+>>>\s+(?<line>\d+)\s+\|/.exec(at(offset) ?? "")?.groups?.["line"];
          if (line !== undefined) return { kind: `${linter} ${rule}`, places: [{ file, line, rule, message }] };
        }
        return { kind: `${linter} ${rule}`, message, ...(file === undefined ? {} : { files: [file] }) };
      },
    },
  ],
};
