/** `buf format --diff`: a unified diff against `.orig`. What `buf lint` prints is read among the linters. */
import type { Format } from "../../format.ts";

export const buf: Format = {
  tool: "buf",
  layer: "tool",
  class: "format",
  pattern_name: "buf_unformatted",
  rules: [{ id: "unformatted", says: "problem", literals: [".proto.orig "], pattern: /^diff (?:-u )?(?<file>\S+\.proto)\.orig \S+\.proto$/, confidence: 0.96 }],
};
