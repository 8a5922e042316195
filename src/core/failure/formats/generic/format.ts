/** What no other format knows: the runner's error marks, exit codes, and lines that begin with the word error. The class stays unknown. */
import type { Format } from "../../format.ts";
import { readGroups } from "../../sighting.ts";

/** Ends of file names before a line number, where no tool's own format says more. */
const SUFFIXES = ["js", "jsx", "ts", "tsx", "vue", "css", "scss", "html", "md", "rst", "yml", "yaml", "json", "toml", "xml", "sh", "rb", "php", "lua", "ex", "exs", "hs", "ml", "rs", "sql", "tf", "proto", "swift", "dart", "kt", "scala", "pl", "clj", "nim", "zig", "sol", "cs", "fs", "vb", "java", "cc", "cpp", "hpp"].map((suffix) => `.${suffix}:`);

export const generic: Format = {
  tool: "unknown",
  layer: "runner",
  nameless: true,
  class: "unknown",
  pattern_name: "unknown_failure",
  rules: [
    { id: "place", says: "hint", literals: SUFFIXES, pattern: /^\s{0,4}(?<file>(?:[A-Za-z]:)?[^\s:()"'`]{1,300}\.\w{1,8}):(?<line>\d{1,6}):(?:(?<column>\d{1,5}):)? (?<message>\S.{3,})$/, class: "lint", tool: "unknown", pattern_name: "located_problems", confidence: 0.45, after: 1, read: (groups) => (/^(?:at|in|called from|from|note|info|debug)\b/i.test(groups["message"] ?? "") ? null : { ...readGroups(groups), ...(/^(?:fatal )?error\b|undefined|not found|expected/i.test(groups["message"] ?? "") ? { class: "build-error" as const } : {}) }) },
    { id: "error-line", says: "hint", literals: ["error: ", "Error: ", "ERROR: ", "FATAL: ", "fatal: ", "FATAL ERROR"], pattern: /^\s{0,8}(?:\S{1,40}: )?(?:error|Error|ERROR|fatal|FATAL|FATAL ERROR|\w{2,30}(?:Error|Exception)): (?<message>\S.*)$/, confidence: 0.35, before: 4, after: 8, read: (groups, { at }) => (/^\s+\w+_test\.go:\d+: |^Error: (?:read|write|connect) E[A-Z]{4,20}\b|^ERROR: No files to upload\s*$/.test(at(0) ?? "") ? null : readGroups(groups)) },
    { id: "exit", says: "hint", literals: ["xit code ", "exited with ", "xit status "], pattern: /(?:exit code|exited with(?: code)?|exit status):? (?<rule>[1-9]\d{0,2})\b/, confidence: 0.4, before: 12, after: 2 },
  ],
};
