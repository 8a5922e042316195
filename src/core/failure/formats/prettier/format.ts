/** Prettier 1.19 to 3: `--check`, `--list-different` is only names and cannot be told from other lists; syntax errors name file and place. */
import type { Format } from "../../format.ts";

export const prettier: Format = {
  tool: "prettier",
  layer: "tool",
  class: "format",
  pattern_name: "prettier_unformatted",
  rules: [
    { id: "unformatted", says: "detail", literals: ["[warn] "], pattern: /^\[warn\] (?<file>(?!Code style|Forgot|All |Ignored)(?:[\w@.()[\]+-][^:]*\/)?[^/:]*\.[\w-]{1,12})$/, after: 1 },
    { id: "summary", says: "problem", literals: ["[warn] Code style issues", "Code style issues found"], pattern: /^(?:\[warn\] )?Code style issues (?:found|were found)(?! and fixed| in the above file\(s\)\. Fixed)/, confidence: 0.98, before: 60 },
    { id: "unfinished", says: "problem", literals: ["rror occurred when checking code style in"], pattern: /^(?:\[error\] )?Error occurred when checking code style in /, confidence: 0.9, read: (_groups, { latest }) => (latest("unformatted") === null ? null : {}) },
    {
      id: "syntax",
      says: "problem",
      literals: ["[error] "],
      pattern: /^\[error\] (?<file>[^\s:][^:]*): (?<rule>SyntaxError|Error): (?<message>.+?)(?: \((?<line>\d+):(?<column>\d+)\))?$/,
      class: "syntax-error",
      pattern_name: "prettier_syntax_error",
      confidence: 0.9,
    },
    { id: "plugin", says: "problem", literals: ["[error] Cannot find "], pattern: /^\[error\] (?<message>Cannot find (?:package|module) .+)$/, class: "module-not-found", pattern_name: "module_not_found", confidence: 0.93 },
    { id: "written", says: "hint", literals: ["ms (unchanged)"], pattern: /^\S+ \d+ms \(unchanged\)$/, confidence: 0.5, after: 0, before: 0 },
    { id: "passed", says: "passed", literals: ["All matched files use Prettier code style"], pattern: /All matched files use Prettier code style!/ },
  ],
};
