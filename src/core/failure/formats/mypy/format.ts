/** mypy 0.9 to 1.19. */
import type { Format } from "../../format.ts";
import { beforeNumber } from "../literals.ts";

export const mypy: Format = {
  tool: "mypy",
  layer: "tool",
  class: "type-check",
  pattern_name: "mypy_errors",
  rules: [
    { id: "error", says: "problem", literals: [": error: "], pattern: /^(?<file>[^\s:][^:]*\.pyi?|[^\s:][^:]*\.ipynb):(?:(?<line>\d+):(?:(?<column>\d+):)?(?:\d+:\d+:)?)? error: (?<message>.+?)(?:\s{2}\[(?<rule>[a-z][a-z0-9-]+)\])?$/, confidence: 0.95 },
    { id: "pyre", says: "problem", literals: beforeNumber(".py:", ".pyi:"), pattern: /^(?<file>[^\s:]+\.pyi?):(?<line>\d+):(?<column>\d+) (?<message>[A-Z].* \[\d{1,3}\]: .+)$/, tool: "pyre", pattern_name: "pyre_errors", confidence: 0.95 },
    { id: "pytype", says: "problem", literals: ['", line '], pattern: /^File "(?<file>[^"]+)", line (?<line>\d+), in [^:]+: (?<message>.+) \[(?<rule>[a-z]+(?:-[a-z]+)*)\]$/, tool: "pytype", pattern_name: "pytype_errors", confidence: 0.95 },
    { id: "flow", says: "problem", literals: ["Error ---"], pattern: /^Error -{3,} (?<file>[^\s:]+):(?<line>\d+):(?<column>\d+)$/, tool: "flow", pattern_name: "flow_errors", confidence: 0.96, read: ({ file = "", line, column }, { at }) => ({ places: [{ file, line, column, message: at(2) ?? null }], message: at(2) ?? "" }) },
    { id: "json-line", says: "problem", literals: ['"severity": "error"}'], pattern: /^\{"file": "(?<file>[^"]+)", "line": (?<line>-?\d+), "column": (?<column>-?\d+),.{0,200}?"message": "(?<message>(?:[^"\\]|\\.)*)",.{0,2000}?"code": (?:"(?<rule>[\w-]+)"|null), "severity": "error"\}$/, confidence: 0.97, read: ({ file = "", line, column, message, rule }) => ({ places: [{ file, line, column: Number(column) + 1, message: message?.replaceAll('\\"', '"'), rule }], ...(rule === undefined ? {} : { kind: rule }) }) },
    { id: "summary", says: "verdict", literals: beforeNumber("Found "), pattern: /^Found [1-9]\d* errors? in \d+ files? \((?:checked|errors prevented)/, confidence: 0.96 },
    { id: "passed", says: "passed", literals: ["Success: no issues found"], pattern: /^Success: no issues found in \d+ source/ },
  ],
};
