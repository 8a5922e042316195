/** cmake-format of cmakelang 0.6: `--check`. */
import type { Format } from "../../format.ts";

export const cmakeFormat: Format = {
  tool: "cmake-format",
  layer: "tool",
  class: "format",
  pattern_name: "cmake_unformatted",
  rules: [{ id: "unformatted", says: "problem", literals: [": Check failed: "], pattern: /^ERROR \S+\.py:\d+: Check failed: (?<file>\S.*(?:CMakeLists\.txt|\.cmake)|CMakeLists\.txt)$/, confidence: 0.97 }],
};
