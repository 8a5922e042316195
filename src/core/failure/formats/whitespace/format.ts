/** White space that should not be there: `git diff --check`, editorconfig-checker. */
import type { Format } from "../../format.ts";
import { underHeader } from "../under-header.ts";

const HEADER = /^(?<file>[^\s:][^:]*):$/;

export const whitespace: Format = {
  tool: "editorconfig-checker",
  layer: "tool",
  class: "format",
  pattern_name: "whitespace_errors",
  rules: [
    { id: "git", says: "problem", literals: [": trailing whitespace.", ": new blank line at EOF.", ": space before tab in indent.", ": indent with spaces."], pattern: /^(?<file>[^\s:][^:]*):(?<line>\d+): (?<message>trailing whitespace|new blank line at EOF|space before tab in indent|indent with spaces)\.$/, tool: "git", confidence: 0.95 },
    { id: "line", says: "problem", literals: ["Trailing whitespace", "Wrong indent style found", "Wrong amount of left-padding"], pattern: /^\t(?<line>\d+)(?:-\d+)?: (?<message>(?:Trailing whitespace|Wrong indent style found|Wrong amount of left-padding).*)$/, confidence: 0.96, before: 8, read: underHeader(HEADER) },
    {
      id: "file",
      says: "problem",
      literals: ["Wrong line endings or no final newline", "Not all lines have the correct end of line"],
      pattern: /^\t(?<message>Wrong line endings or no final newline|Not all lines have the correct end of line character)$/,
      confidence: 0.96,
      before: 8,
      read(groups, around) {
        const found = underHeader(HEADER)(groups, around);
        return { files: (found?.places ?? []).map(({ file }) => file), message: groups["message"] ?? "" };
      },
    },
  ],
};
