/** Luacheck 0.2x and 1.x. */
import type { Format } from "../../format.ts";
import { beforeNumber } from "../literals.ts";

export const luacheck: Format = {
  tool: "luacheck",
  layer: "tool",
  class: "lint",
  pattern_name: "luacheck_problems",
  rules: [
    { id: "problem", says: "problem", literals: [".lua:"], pattern: /^\s{0,8}(?<file>[^\s:][^:]*\.lua):(?<line>\d+):(?<column>\d+)(?:-\d+)?: (?:\((?<rule>[EW]\d+)\) )?(?<message>(?!in function|in main chunk|in upvalue|in field|in method).+)$/, confidence: 0.88 },
    { id: "summary", says: "verdict", literals: beforeNumber("Total: "), pattern: /^Total: (?:[1-9]\d* warnings? \/ \d+ errors?|\d+ warnings? \/ [1-9]\d* errors?) in \d+ files?/ },
  ],
};
