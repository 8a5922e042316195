/** Linters whose problem is one line, or one line and what stands around it: each rule names its tool. */
import type { Finding, Format, Groups, Rule, Surroundings } from "../../format.ts";
import type { PrintedPlace } from "../../line/place.ts";
import { aroundLinters } from "./around.ts";
import { oneLineLinters } from "./one-line.ts";

export const linters: Format = {
  tool: "linter",
  layer: "tool",
  class: "lint",
  pattern_name: "lint_problems",
  rules: [
    ...oneLineLinters.map((entry, index): Rule => ({
      id: oneLineLinters.findIndex(({ tool }) => tool === entry.tool) === index ? entry.tool : `${entry.tool}-${String(index)}`,
      says: entry.advice === true ? "hint" : "problem",
      literals: entry.literals,
      pattern: entry.pattern,
      tool: entry.tool,
      pattern_name: `${entry.tool.replaceAll("-", "_")}_problems`,
      confidence: 0.93,
    })),
    ...aroundLinters,
    { id: "typos", says: "problem", literals: ["error: `"], pattern: /^error: (?<message>`[^`]+` should be .+)$/, tool: "typos", pattern_name: "spelling_problems", after: 2, confidence: 0.94, read: ({ message }, { at }) => typo(message, at(1) ?? "") },
    { id: "gotestsum", says: "problem", literals: ["=== FAIL: "], pattern: /^=== FAIL: (?<package>\S+) (?<test>\S+) \([\d.]+s\)$/, class: "test-failure", tool: "go test", pattern_name: "go_test_failures", after: 12, confidence: 0.96, read: ({ test = "" }, { at }) => ({ tests: [test], ...goPlaces(at) }) },
  ],
};

/** gotestsum repeats below each failed test what it printed. */
function goPlaces(at: Surroundings["at"]): Pick<Finding, "places"> {
  const places: PrintedPlace[] = [];
  for (let offset = 1; offset <= 12; offset++) {
    const text = at(offset);
    if (text === null || /^(?:=== |DONE |FAIL\b)/.test(text)) break;
    const { file, line, message } = /^\s{4,}(?<file>[\w./-]+_test\.go):(?<line>\d+): (?<message>.*)$/.exec(text)?.groups ?? {};
    if (file !== undefined) places.push({ file, line, message });
  }
  return places.length === 0 ? {} : { places };
}

function typo(message: string | undefined, below: string): Finding {
  const place: Groups = /^\s*(?:-->|╭▸) (?<file>[^\s:][^:]*):(?<line>\d+):(?<column>\d+)$/.exec(below)?.groups ?? {};
  return place["file"] === undefined ? {} : { places: [{ file: place["file"], line: place["line"], column: place["column"], message }] };
}
