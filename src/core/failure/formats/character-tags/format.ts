/** Characters that were written as tags (`[U+1F310]`) by a program that could not write them: what a repository's own search for them prints, `grep -n` or `git grep -n`. */
import type { Format, Surroundings } from "../../format.ts";

const FAR = 40;

export const characterTags: Format = {
  tool: "grep",
  layer: "tool",
  class: "lint",
  pattern_name: "unicode_tags",
  rules: [
    {
      id: "found",
      says: "problem",
      literals: ["[U+0", "[U+1", "[U+2", "[U+3", "[U+4", "[U+5", "[U+6", "[U+7", "[U+8", "[U+9", "[U+A", "[U+B", "[U+C", "[U+D", "[U+E", "[U+F"],
      pattern: /^(?:\.\/)?(?<file>[^\s:][^:]*):(?<line>\d{1,7}):(?:(?<column>\d{1,6}):)?.*?(?<message>\[U\+[0-9A-F]{4,6}\])/,
      before: FAR,
      confidence: 0.93,
      read: ({ file = "", line, message = "" }, around) => (isSearchedFor(around) ? { places: [{ file, line, message: `${message} stands for a character` }], message: "tags stand for characters" } : null),
    },
  ],
};

/** A line that holds such a tag is no failure by itself: a command above looked for them, or the line above was one. */
function isSearchedFor({ at, previous }: Surroundings): boolean {
  if (previous?.distance === 1) return true;
  return Array.from({ length: FAR }, (_, index) => at(-1 - index)).some((text) => text !== null && /\b(?:grep|rg|ack|ag)\b.*U\\*\+/.test(text));
}
