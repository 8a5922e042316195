/** autoflake 1.5 to 2: `--check` names each file on a line. */
import type { Format } from "../../format.ts";

export const autoflake: Format = {
  tool: "autoflake",
  layer: "tool",
  class: "lint",
  pattern_name: "autoflake_unused",
  rules: [
    { id: "unused", says: "problem", literals: ["Unused imports/variables detected"], pattern: /^(?<file>[^\s:][^:]*): (?<message>Unused imports\/variables detected)$/, confidence: 0.97 },
    { id: "passed", says: "passed", literals: ["No issues detected!"], pattern: /^No issues detected!$/ },
  ],
};
