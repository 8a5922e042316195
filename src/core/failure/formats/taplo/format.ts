/** taplo 0.8 and 0.9: `format --check`, and files that it cannot parse. */
import type { Format } from "../../format.ts";

export const taplo: Format = {
  tool: "taplo",
  layer: "tool",
  class: "format",
  pattern_name: "taplo_unformatted",
  rules: [
    { id: "unformatted", says: "problem", literals: ["the file is not properly formatted"], pattern: /^ ?ERROR (?:taplo:)?format_files: the file is not properly formatted path="(?<file>[^"]+)"$/, confidence: 0.97 },
    {
      id: "syntax",
      says: "problem",
      literals: ["error: invalid TOML"],
      pattern: /^(?:error: )(?<message>invalid TOML)$/,
      class: "syntax-error",
      pattern_name: "toml_syntax_error",
      confidence: 0.95,
      after: 1,
      read: ({ message }, { at }) => {
        const { file = "", line, column } = /^\s*┌─ (?<file>[^\s:][^:]*):(?<line>\d+):(?<column>\d+)$/.exec(at(1) ?? "")?.groups ?? {};
        return file === "" ? { ...(message === undefined ? {} : { message }) } : { places: [{ file, line, column, message }] };
      },
    },
    { id: "summary", says: "verdict", literals: ["some files were not "], pattern: /^ ?ERROR operation failed error=some files were not (?:properly formatted|formatted due to syntax errors)$/, confidence: 0.9 },
  ],
};
