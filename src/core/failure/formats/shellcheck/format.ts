/** ShellCheck (tty, gcc), hadolint. */
import type { Format } from "../../format.ts";
import { beforeNumber } from "../literals.ts";

export const shellcheck: Format = {
  tool: "shellcheck",
  layer: "tool",
  class: "lint",
  pattern_name: "shellcheck_problems",
  rules: [
    { id: "place", says: "detail", spare: true, literals: beforeNumber(" line "), pattern: /^In (?<file>\S.*) line (?<line>\d+):$/, after: 12 },
    { id: "tty", says: "problem", literals: ["^-- SC", "^ SC"], pattern: /\^-*\^? ?(?:-- )?(?<rule>SC\d{4})(?: \((?<severity>\w+)\))?: (?<message>.+)$/, confidence: 0.97, read: ({ rule = "", message }, { latest }) => ({ kind: rule, places: (latest("place")?.places ?? []).map((place) => ({ ...place, rule, message })) }) },
    { id: "gcc", says: "problem", literals: ["[SC1", "[SC2", "[SC3"], pattern: /^(?<file>[^\s:][^:]*):(?<line>\d+):(?<column>\d+): (?:note|warning|error|info|style): (?<message>.+) \[(?<rule>SC\d{4})\]$/, confidence: 0.97 },
    { id: "hadolint", says: "problem", literals: [" DL3", " DL4", " DL1", " SC1", " SC2", " SC3"], pattern: /^(?:hadolint:)?(?<file>[^\s:][^:]*):(?<line>\d+):? (?<rule>(?:DL|SC)\d{4}) (?:(?:error|warning|info|style): )?(?<message>.+)$/, tool: "hadolint", pattern_name: "hadolint_problems", confidence: 0.97 },
    { id: "hadolint-parse", says: "problem", literals: [" expecting '#', ADD, ARG"], pattern: /^(?<file>[^\s:][^:]*):(?<line>\d+):(?<column>\d+) (?<message>unexpected .+)$/, class: "syntax-error", tool: "hadolint", pattern_name: "dockerfile_syntax", confidence: 0.95 },
  ],
};
