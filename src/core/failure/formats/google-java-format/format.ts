/** google-java-format: `--dry-run` prints the names of the files that it would change, one a line; whose list it is, the command before it tells. */
import type { Format } from "../../format.ts";

/** A literal has at least four bytes, and a name alone ends its line: the suffix with what may stand before it would be rarer only by chance. */
export const googleJavaFormat: Format = {
  tool: "google-java-format",
  layer: "tool",
  class: "format",
  pattern_name: "google_java_format_unformatted",
  rules: [
    {
      id: "list",
      says: "problem",
      literals: [".java"],
      pattern: /^(?<file>(?:[\w@.$-]{1,200}\/){0,40}[\w$-]{1,200}\.java)$/,
      before: 30,
      confidence: 0.9,
      read({ file = "" }, { at, previous }) {
        const listed = previous?.distance === 1 || Array.from({ length: 30 }, (_, index) => at(-1 - index)).some((text) => text !== null && /google-java-format.*(?:--dry-run|-n\b|--set-exit-if-changed)/.test(text));
        return listed ? { files: [file.replace(/^\.\//, "")] } : null;
      },
    },
  ],
};
