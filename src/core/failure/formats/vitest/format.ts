/** Vitest 0.34 to 4: the default reporter. */
import type { Format } from "../../format.ts";
import { javascriptFrameBelow } from "../frames.ts";

const NEXT_FAILURE = /^\s*FAIL\s|^⎯{4,}.*\[\d+\/\d+\]|^ ?Test Files /;
const REACH = 90;

export const vitest: Format = {
  tool: "vitest",
  layer: "tool",
  class: "test-failure",
  pattern_name: "vitest_failures",
  judge: (sightings) => {
    const failed = sightings.filter(({ rule }) => rule.id === "test");
    return failed.length > 0 && failed.every(({ message }) => message !== null && /[Ss]napshot/.test(message)) ? { class: "snapshot-mismatch", pattern_name: "snapshot_mismatch" } : null;
  },
  rules: [
    {
      id: "test",
      says: "problem",
      literals: ["FAIL  "],
      pattern: /^\s*FAIL\s+(?:\|?[\w@/-]+\|? +)?(?<file>[^\s|>]+\.[cm]?[jt]sx?) > (?<test>.+?)(?: \d+ms)?$/,
      after: REACH,
      confidence: 0.96,
      read({ file = "", test = "" }, around) {
        const place = javascriptFrameBelow(around, { reach: REACH, stop: NEXT_FAILURE });
        const message = around.at(1)?.trim() ?? "";
        return { tests: [test], files: [file], ...(place === null ? {} : { places: [place] }), ...(message === "" ? {} : { message }) };
      },
    },
    {
      id: "suite",
      says: "problem",
      literals: ["FAIL  "],
      pattern: /^\s*FAIL\s+(?:\|?[\w@/-]+\|? +)?(?<file>[^\s|>]+\.[cm]?[jt]sx?) \[ .+ \]$/,
      after: 30,
      read({ file = "" }, around) {
        const message = around.at(1)?.trim() ?? "";
        const place = javascriptFrameBelow(around, { reach: 30, stop: /^\s*FAIL\s|^⎯{4,}|^Caused by: / });
        const missing = /Cannot find (?:module|package)|Failed to (?:resolve|load)/.test(message);
        return { files: [file], message, ...(place === null ? {} : { places: [place] }), ...(missing ? { class: "module-not-found", pattern_name: "module_not_found" } : {}) };
      },
    },
    { id: "summary", says: "verdict", literals: ["Test Files  ", "     Tests  ", "   Errors  "], pattern: /^\s*(?:Test Files|Tests|Errors)\s+[1-9]\d* (?:failed|errors?)/, confidence: 0.97 },
    { id: "passed", says: "passed", literals: ["Test Files  "], pattern: /^\s*Test Files\s+\d+ passed/ },
    { id: "threshold", says: "problem", literals: ["ERROR: Coverage for "], pattern: /^ERROR: Coverage for (?<rule>\w+) \([\d.]+%\) does not meet (?:global |"[^"]*" )?threshold/, class: "coverage-threshold", pattern_name: "coverage_below_threshold", confidence: 0.97, read: ({ rule = "" }, { previous }) => (previous === null ? null : { kind: rule }) },
    { id: "github", says: "problem", literals: ["::error file="], pattern: /^::error file=(?<file>[^,]{1,400}),title=(?<title>[^,]{1,400} > [^:]{1,400}?),line=(?<line>\d+),column=(?<column>\d+)::(?<message>.*)$/, confidence: 0.93, read: ({ file = "", title = "", line, column, message }) => ({ tests: [title.replace(/^\S+ > /, "")], places: [{ file, line, column, message: message?.replace(/%0A.*$/, "") }] }) },
    { id: "file", says: "hint", literals: [..."0123456789"].map((digit) => ` | ${digit}`), pattern: /^\s*❯ (?:\|?[\w@/-]+\|? )?(?<file>[^\s|>]+\.[cm]?[jt]sx?) \(\d+ tests? \| [1-9]\d* failed\b/, confidence: 0.93 },
    { id: "unhandled", says: "problem", literals: ["Vitest caught "], pattern: /^Vitest caught \d+ (?:unhandled )?errors?/ },
  ],
};
