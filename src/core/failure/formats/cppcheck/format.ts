/** Cppcheck 1.8 to 2: its own template (brackets) and the GCC one, told by its ids in camel case. */
import type { Format } from "../../format.ts";
import { readGroups } from "../../sighting.ts";

const IDS = "[a-z]+(?:[A-Z][a-z0-9]*)+|syntaxError|nullPointer|memleak|uninitvar|unusedFunction";

export const cppcheck: Format = {
  tool: "cppcheck",
  layer: "tool",
  class: "lint",
  pattern_name: "cppcheck_problems",
  rules: [
    { id: "gcc-template", says: "problem", literals: [": error: ", ": warning: ", ": style: ", ": performance: ", ": portability: ", ": information: "], pattern: new RegExp(`^(?<file>[^\\s:][^:]*):(?<line>\\d+):(?:(?<column>\\d+):)? (?:error|warning|style|performance|portability|information): (?<message>.+) \\[(?<rule>${IDS})\\]$`), confidence: 0.95, read: (groups) => (groups["file"] === "nofile" ? null : readGroups(groups)) },
    { id: "brackets", says: "problem", literals: ["]: (error) ", "]: (warning) ", "]: (style) ", "]: (performance) ", "]: (portability) "], pattern: /^\[(?<file>[^:\]]+):(?<line>\d+)\](?: -> \[[^\]]+\])*: \((?<rule>error|warning|style|performance|portability)\) (?<message>.+)$/, confidence: 0.97 },
  ],
};
