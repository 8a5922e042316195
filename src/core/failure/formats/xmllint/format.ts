/** xmllint (libxml2). */
import type { Format } from "../../format.ts";

export const xmllint: Format = {
  tool: "xmllint",
  layer: "tool",
  class: "lint",
  pattern_name: "xmllint_problems",
  rules: [
    { id: "problem", says: "problem", literals: [" parser error : ", " parser warning : ", " validity error : ", " Schemas validity error : "], pattern: /^(?<file>[^\s:][^:]*):(?<line>\d+): (?:.{0,80} )?(?:parser error|parser warning|validity error) : (?<message>.+)$/, confidence: 0.95 },
  ],
};
