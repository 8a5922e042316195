/** pydocstyle 2 to 6: the place on one line, the rule on the next. */
import type { Format } from "../../format.ts";

export const pydocstyle: Format = {
  tool: "pydocstyle",
  layer: "tool",
  class: "lint",
  pattern_name: "pydocstyle_problems",
  rules: [
    {
      id: "problem",
      says: "problem",
      literals: [" at module level:", " in public ", " in private ", "not in public"],
      pattern: /^(?<file>[^\s:][^:]*\.pyi?):(?<line>\d+)(?::\d+)? (?:at module level|in (?:public|private) .+):$/,
      confidence: 0.96,
      read({ file = "", line }, { at }) {
        const { rule, message } = /^\s+(?<rule>D\d{3}): (?<message>.+)$/.exec(at(1) ?? "")?.groups ?? {};
        return rule === undefined ? null : { places: [{ file, line, rule, message }], kind: rule };
      },
    },
  ],
};
