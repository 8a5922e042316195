/** Bandit 1.6 to 1.9: the text formatter. */
import type { Format } from "../../format.ts";

export const bandit: Format = {
  tool: "bandit",
  layer: "tool",
  class: "lint",
  pattern_name: "bandit_problems",
  rules: [
    {
      id: "issue",
      says: "problem",
      literals: [">> Issue: ["],
      pattern: /^>> Issue: \[(?<rule>B\d{3}):(?<name>\w+)\] (?<message>.+)$/,
      after: 6,
      confidence: 0.96,
      read({ rule = "", message }, { at }) {
        for (let offset = 1; offset <= 6; offset++) {
          const { file, line, column } = /^\s+Location: (?<file>[^:]+):(?<line>\d+)(?::(?<column>\d+))?$/.exec(at(offset) ?? "")?.groups ?? {};
          if (file !== undefined) return { places: [{ file, line, column: column === undefined ? null : Number(column) + 1, rule, message }], kind: rule };
        }
        return { kind: rule };
      },
    },
  ],
};
