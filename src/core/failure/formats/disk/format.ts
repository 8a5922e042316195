/** A disk without space left. */
import type { Format } from "../../format.ts";

const WRITERS = /^(?:\S*\/)?(?<tool>tar|cp|mv|dd|cat|tee|gzip|unzip|rsync|git|npm|docker|cc1plus|cc1|as|ld|collect2|gcc|g\+\+|clang|rustc|pip|bash|sh|java|mkdir|wget|curl)(?::|\s)/;
/** Who was writing, where the line tells it otherwise than by its first word. */
const BY_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^(?:ERROR: )?Error response from daemon: |Untar re-exec error|failed to register layer/, "docker"], [/^Error writing to (?:output )?file - write \(28/, "apt"], [/\/_diag\/(?:Worker|Runner|pages)/, "github-actions"],
];
const COMPILERS: ReadonlySet<string> = new Set(["cc1plus", "cc1", "as", "collect2", "g++"]);

export const disk: Format = {
  tool: "disk",
  layer: "infrastructure",
  nameless: true,
  class: "disk-full",
  pattern_name: "disk_full",
  rules: [
    {
      id: "no-space",
      says: "problem",
      literals: ["No space left on device", "no space left on device", "ENOSPC"],
      pattern: /(?<message>[Nn]o space left on device|ENOSPC: (?!System limit for number of file watchers))/,
      confidence: 0.93,
      read(_groups, { at }) {
        const text = at(0) ?? "";
        const writer = BY_WORDS.find(([words]) => words.test(text))?.[1] ?? WRITERS.exec(text)?.groups?.["tool"] ?? (/fatal error: error writing to|\.[cs](?:pp|c|xx)?:\d/.test(text) ? "gcc" : null);
        return writer === null ? {} : { tool: COMPILERS.has(writer) ? "gcc" : writer };
      },
    },
    { id: "windows", says: "problem", literals: ["not enough space on the disk"], pattern: /[Tt]here is not enough space on the disk/, confidence: 0.95 },
    { id: "quota", says: "problem", literals: ["Disk quota exceeded"], pattern: /Disk quota exceeded/, confidence: 0.93 },
    { id: "runner", says: "hint", literals: ["running out of disk space", "low on disk space"], pattern: /(?:running out of disk space|low on disk space)/, tool: "github-actions", confidence: 0.85 },
  ],
};
