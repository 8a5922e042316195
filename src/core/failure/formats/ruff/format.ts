/** Ruff 0.1 to 0.17: `check` (full, concise, text, grouped, json-lines, azure) and `format --check`. */
import type { Finding, Format, Surroundings } from "../../format.ts";
import type { PrintedPlace } from "../../line/place.ts";
import { beforeNumber } from "../literals.ts";

/** How many lines above its count the grouped output is looked for. */
const GROUPED = 400;

export const ruff: Format = {
  tool: "ruff",
  layer: "tool",
  class: "lint",
  pattern_name: "ruff_problems",
  rules: [
    {
      id: "full",
      says: "problem",
      literals: ["--> "],
      pattern: /^\s+--> (?<file>[^\s:][^:]*\.(?:pyi?|ipynb|toml|md)):(?<line>\d+):(?<column>\d+)$/,
      before: 1,
      read({ file = "", line, column }, { at }) {
        const { rule, message } = /^(?<rule>[A-Z]{1,4}\d{3,4}|invalid-syntax):? (?:\[\*\] )?(?<message>.+)$/.exec(at(-1) ?? "")?.groups ?? {};
        if (rule === undefined) return /^unformatted: /.test(at(-1) ?? "") ? { files: [file], class: "format", pattern_name: "ruff_unformatted" } : null;
        const found = { places: [{ file, line, column, rule, message }], kind: rule };
        return rule === "invalid-syntax" ? { ...found, class: "syntax-error", pattern_name: "ruff_syntax_error" } : found;
      },
    },
    { id: "format-summary", says: "verdict", literals: [" would be reformatted"], pattern: /^[1-9]\d* files? would be reformatted(?:, \d+ files? already formatted)?$/, class: "format", pattern_name: "ruff_unformatted", confidence: 0.93 },
    { id: "unformatted", says: "problem", literals: ["Would reformat: "], pattern: /^Would reformat: (?<file>\S.*)$/, class: "format", pattern_name: "ruff_unformatted", confidence: 0.96 },
    { id: "unformatted-place", says: "problem", literals: [": unformatted: "], pattern: /^(?<file>[^\s:][^:]*):(?<line>\d+):(?<column>\d+): unformatted: (?<message>.+)$/, class: "format", pattern_name: "ruff_unformatted", confidence: 0.96 },
    { id: "grouped", says: "problem", literals: beforeNumber("Found "), pattern: /^Found [1-9]\d{0,6} errors?(?: \(\d+ fixed, \d+ remaining\))?\.$/, before: GROUPED, confidence: 0.96, read: (_groups, around) => groupedAbove(around) },
    { id: "json-line", says: "problem", literals: ['"noqa_row":'], pattern: /^\{"cell":.{0,20}?,"code":(?:"(?<rule>[\w-]+)"|null),.{0,3800}?"filename":"(?<file>[^"]+)".{0,3800}?"location":\{"column":(?<column>\d+),"row":(?<line>\d+)\},"message":"(?<message>(?:[^"\\]|\\.)*)"/, confidence: 0.97 },
    { id: "azure", says: "problem", literals: ["##vso[task.logissue type="], pattern: /^##vso\[task\.logissue type=(?:error|warning);sourcepath=(?<file>[^;]+\.(?:pyi?|ipynb));linenumber=(?<line>\d+);columnnumber=(?<column>\d+);code=(?<rule>[A-Z]{1,4}\d{3,4});\](?<message>.+)$/, confidence: 0.95 },
    { id: "fixable", says: "detail", literals: ["fixable with the `--fix` option"], pattern: /fixable with the `--fix` option/ },
    { id: "passed", says: "passed", literals: ["All checks passed!"], pattern: /^All checks passed!$/ },
  ],
};

/** `--output-format grouped`: each file's name, its problems indented below, and the count at the end. */
function groupedAbove({ at }: Surroundings): Finding | null {
  const places: PrintedPlace[] = [];
  let waiting: Omit<PrintedPlace, "file">[] = [];
  for (let offset = -1; offset >= -GROUPED; offset--) {
    const text = at(offset);
    const { line, column, rule, message } = /^\s{1,8}(?<line>\d{1,7}):(?<column>\d{1,6})\s{1,8}(?<rule>[A-Z]{1,4}\d{3,4}|invalid-syntax:?) (?:\[\*\] )?(?<message>.+)$/.exec(text ?? "")?.groups ?? {};
    if (line !== undefined) waiting.push({ line, column, rule, message });
    else if (text !== "") {
      const file = /^(?<file>[^\s:][^:]{0,400}\.(?:pyi?|ipynb|toml)):$/.exec(text ?? "")?.groups?.["file"];
      if (file === undefined) break;
      places.push(...waiting.map((place) => ({ file, ...place })));
      waiting = [];
    }
  }
  return places.length === 0 ? null : { places: places.reverse() };
}
