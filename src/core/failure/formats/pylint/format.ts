/** Pylint 1 to 4: text, parseable, and its old message format. */
import type { Format } from "../../format.ts";
import { beforeNumber } from "../literals.ts";

export const pylint: Format = {
  tool: "pylint",
  layer: "tool",
  class: "lint",
  pattern_name: "pylint_problems",
  rules: [
    { id: "text", says: "problem", literals: beforeNumber(".py:"), pattern: /^(?<file>[^\s:][^:]*\.py):(?<line>\d+):(?<column>\d+): (?<rule>[CRWEF]\d{4}): (?<message>.+?)(?: \((?<symbol>[a-z-]+)\))?$/, confidence: 0.96 },
    { id: "parseable", says: "problem", literals: [": [C", ": [R", ": [W", ": [E", ": [F", ": [I0", ": [I]", ": [I,"], pattern: /^(?<file>[^\s:][^:]*\.py):(?:[\w.]+:)?(?<line>\d+): \[(?<rule>[CRWEFI](?:\d{4})?)(?:\((?<symbol>[a-z-]+)\))?(?:, (?<object>[^\]]*))?\] (?<message>.+)$/, confidence: 0.93 },
    { id: "msvs", says: "problem", literals: [".py("], pattern: /^(?<file>[^\s:(][^:(]*\.py)\((?<line>\d+)\): \[(?<rule>[CRWEFI]\d{0,4})(?:\([a-z-]+\))?(?:, )?[^\]]{0,200}\] (?<message>.+)$/, confidence: 0.95 },
    { id: "github", says: "problem", literals: [",title=C", ",title=R", ",title=W", ",title=E", ",title=F"], pattern: /^::(?:notice|warning|error) file=(?<file>[^,]+),line=(?<line>\d+),endline=\d*,col=(?<column>\d+),title=(?<rule>[CRWEF]\d{4})::(?<message>.*)$/, confidence: 0.97 },
    { id: "old-text", says: "problem", literals: ["C:  ", "W:  ", "E:  ", "F:  ", "R:  "], pattern: /^[CRWEF]: *\d{1,5}, *\d{1,4}: (?<message>.+) \((?<rule>[a-z][a-z-]+)\)$/, confidence: 0.93 },
    { id: "rated", says: "detail", literals: ["Your code has been rated at"], pattern: /^Your code has been rated at/ },
    { id: "module", says: "detail", literals: ["************* Module "], pattern: /^\*{13} Module (?<message>\S+)$/ },
  ],
};
