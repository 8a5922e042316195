/** TypeScript's compiler, plain and `--pretty`, and what vue-tsc and others print in its manner. */
import type { Finding, Format } from "../../format.ts";
import type { PrintedPlace } from "../../line/place.ts";
import { beforeNumber } from "../literals.ts";

export const tsc: Format = {
  tool: "tsc",
  layer: "tool",
  class: "type-check",
  pattern_name: "tsc_errors",
  rules: [
    { id: "plain", says: "problem", literals: [": error TS"], pattern: /^(?:ERROR in |\[tsl\] ERROR in )?(?<file>[^\s(][^()]*)\((?<line>\d+),(?<column>\d+)\): error (?<rule>TS\d{4,5}): (?<message>.+)$/, confidence: 0.96 },
    { id: "pretty", says: "problem", literals: [" - error TS"], pattern: /^(?:Error: |ERROR in )?(?<file>[^\s:][^:]*):(?<line>\d+):(?<column>\d+) - error (?<rule>TS\d{4,5}): (?<message>.+)$/, confidence: 0.96 },
    { id: "checker", says: "problem", literals: ["ERROR in "], pattern: /^ERROR in (?<file>[^\s:]+\.[cm]?tsx?|[^\s:]+\.vue):(?<line>\d+):(?<column>\d+)$/, confidence: 0.94, read: ({ file = "", line, column }, { at }) => code(at(1) ?? "", { file, line, column }) },
    { id: "next", says: "problem", literals: ["Type error: "], pattern: /^Type error: (?<message>.+)$/, confidence: 0.94, read: ({ message = "" }, { at }) => nextError(message, at(-1) ?? "") },
    { id: "global", says: "problem", literals: ["error TS5", "error TS6", "error TS18"], pattern: /^error (?<rule>TS\d{4,5}): (?<message>.+)$/, class: "config", pattern_name: "tsc_configuration", confidence: 0.85 },
    { id: "summary", says: "verdict", literals: beforeNumber("Found "), pattern: /^Found [1-9]\d* errors?(?: in (?:[1-9]\d* files|the same file|\S+:\d+)\.?|\. Watching)/, confidence: 0.9 },
  ],
};

/** fork-ts-checker: the code stands on the line below the place. */
function code(below: string, place: PrintedPlace): Finding | null {
  const { rule, message } = /^\s*(?<rule>TS\d{4,5}): (?<message>.+)$/.exec(below)?.groups ?? {};
  return rule === undefined ? null : { places: [{ ...place, rule, message }], kind: rule };
}

/** Next.js: the place stands on the line above the error. */
function nextError(message: string, above: string): Finding {
  const { file, line, column } = /^(?<file>\.?[^\s:]+\.[cm]?tsx?):(?<line>\d+):(?<column>\d+)$/.exec(above)?.groups ?? {};
  return { message, ...(file === undefined ? {} : { places: [{ file, line, column, message }] }) };
}
