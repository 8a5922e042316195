/** PHP_CodeSniffer and PHP-CS-Fixer. */
import type { Finding, Format, Surroundings } from "../../format.ts";

const MOST_BACK = 3;

export const phpcs: Format = {
  tool: "phpcs",
  layer: "tool",
  class: "lint",
  pattern_name: "phpcs_problems",
  rules: [
    { id: "file", says: "detail", literals: ["FILE: "], pattern: /^FILE: (?<file>\S.*)$/, after: MOST_BACK },
    { id: "problem", says: "problem", literals: [" | ERROR ", " | WARNING "], pattern: /^\s*(?<line>\d+) \| (?:ERROR|WARNING)\s*\| (?:\[[ x]\] )?(?<message>.+)$/, confidence: 0.96, read: ({ line, message }, around) => under(line, message, around) },
    { id: "fixer", says: "problem", literals: [1, 2, 3, 4, 5, 6, 7, 8, 9, 0].map((digit) => `${digit}) `).flatMap((end) => [`  ${end}`, ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((ten) => ` ${ten}${end}`)]), pattern: /^\s+\d+\) (?<file>\S+\.php)(?: \((?<rule>[\w, ]+)\))?$/, class: "format", tool: "php-cs-fixer", pattern_name: "php_cs_fixer_unformatted", confidence: 0.9 },
    { id: "total", says: "verdict", literals: ["A TOTAL OF "], pattern: /^A TOTAL OF (?:[1-9]\d* ERRORS?|\d+ ERRORS? AND [1-9]\d* WARNINGS?) (?:AND \d+ WARNINGS? )?W(?:ERE|AS) FOUND IN \d+ FILES?/, confidence: 0.95 },
    { id: "csv", says: "problem", literals: [",error,\"", ",warning,\""], pattern: /^"(?<file>[^"]+)",(?<line>\d+),(?<column>\d+),(?:error|warning),"(?<message>.+?)",(?<rule>[\w.]+),\d+,\d+$/, confidence: 0.97 },
  ],
};

function under(line: string | undefined, message: string | undefined, { latest }: Surroundings): Finding | null {
  const file = latest("file")?.files?.[0];
  return file === undefined ? null : { places: [{ file, line, message }] };
}
