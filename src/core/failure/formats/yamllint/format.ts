/** yamllint 1: standard and parsable. */
import type { Finding, Format } from "../../format.ts";
import { underHeader } from "../under-header.ts";

const HEADER = /^(?<file>[^\s:][^:]*\.ya?ml|\.\S+)$/;

export const yamllint: Format = {
  tool: "yamllint",
  layer: "tool",
  class: "lint",
  pattern_name: "yamllint_problems",
  rules: [
    { id: "standard", says: "problem", literals: ["    error    ", "  error    "], pattern: /^\s{2}(?<line>\d+):(?<column>\d+)\s+error\s{4,}(?<message>\S.*?)\s{2,400}\((?<rule>[a-z-]+)\)$/, before: 8, confidence: 0.96, read: underHeader(HEADER) },
    { id: "syntax", says: "problem", literals: ["syntax error: "], pattern: /^\s{2}(?<line>\d+):(?<column>\d+)\s+error\s{4,}(?<message>syntax error: .+?) \((?<rule>syntax)\)$/, before: 8, confidence: 0.97, read: underHeader(HEADER) },
    { id: "warning", says: "detail", literals: ["  warning  "], pattern: /^\s{2}(?<line>\d+):(?<column>\d+)\s+warning\s{2}(?<message>\S.*?)\s{2,400}\((?<rule>[a-z-]+)\)$/, before: 8, read: underHeader(HEADER) },
    { id: "parsable", says: "problem", literals: [": [error] ", ": [warning] "], pattern: /^(?<file>[^\s:][^:]*):(?<line>\d+):(?<column>\d+): \[(?<severity>error|warning)\] (?<message>.+?)(?: \((?<rule>[a-z-]+)\))?$/, read: (groups): Finding => ({ places: [{ file: groups["file"] ?? "", line: groups["line"], column: groups["column"], rule: groups["rule"], message: groups["message"] }], ...(groups["severity"] === "warning" ? { says: "detail" as const } : {}) }) },
  ],
};
