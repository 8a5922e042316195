/** yamlfmt 0.10 to 0.21: `-lint` shows each file's name and the differences below it. */
import type { Format } from "../../format.ts";

export const yamlfmt: Format = {
  tool: "yamlfmt",
  layer: "tool",
  class: "format",
  pattern_name: "yamlfmt_unformatted",
  rules: [
    { id: "summary", says: "problem", literals: ["The following formatting differences were found:"], pattern: /^(?:\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d )?The following formatting differences were found:$/, confidence: 0.97 },
    { id: "file", says: "detail", literals: [".yaml:", ".yml:"], pattern: /^(?<file>[^\s:][^:]*\.ya?ml):$/, confidence: 0.9, read: ({ file = "" }, { latest }) => (latest("summary") === null ? null : { files: [file] }) },
  ],
};
