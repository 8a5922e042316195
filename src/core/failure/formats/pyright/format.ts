/** Pyright and basedpyright. */
import type { Format, Surroundings } from "../../format.ts";
import { readGroups } from "../../sighting.ts";
import { afterCount } from "../literals.ts";

export const pyright: Format = {
  tool: "pyright",
  layer: "tool",
  class: "type-check",
  pattern_name: "pyright_errors",
  rules: [
    { id: "error", says: "problem", literals: [" - error: "], pattern: /^\s+(?<file>[^\s:][^:]*\.pyi?):(?<line>\d+):(?<column>\d+) - error: (?<message>.+?)(?: \((?<rule>report\w+)\))?$/, after: 6, confidence: 0.97, read: (groups, around) => readGroups({ ...groups, rule: groups["rule"] ?? ruleBelow(around) }) },
    { id: "warning", says: "detail", literals: [" - warning: "], pattern: /^\s+(?<file>[^\s:][^:]*\.pyi?):(?<line>\d+):(?<column>\d+) - warning: (?<message>.+?)(?: \((?<rule>report\w+)\))?$/ },
    { id: "summary", says: "verdict", literals: afterCount(" error"), pattern: /^[1-9]\d* errors?, \d+ warnings?(?:, \d+ \w+)?\s*$/, confidence: 0.85, read: (_groups, { previous }) => (previous === null ? null : {}) },
  ],
};

/** A message of several lines goes on indented, and the rule ends the last of them. */
function ruleBelow({ at }: Surroundings): string | undefined {
  for (let offset = 1; offset <= 6; offset++) {
    const text = at(offset);
    if (text === null || !/^\s{4}/.test(text)) return undefined;
    const rule = /\((?<rule>report\w+)\)$/.exec(text)?.groups?.["rule"];
    if (rule !== undefined) return rule;
  }
  return undefined;
}
