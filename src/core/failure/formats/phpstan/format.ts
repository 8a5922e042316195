/** PHPStan 0.12 to 2: raw, table, github; and Psalm's errors. */
import type { Finding, Format, Surroundings } from "../../format.ts";

export const phpstan: Format = {
  tool: "phpstan",
  layer: "tool",
  class: "type-check",
  pattern_name: "phpstan_errors",
  rules: [
    { id: "raw", says: "problem", literals: [".php:"], pattern: /^(?<file>[^\s:][^:]*\.php):(?<line>\d+):(?<message>[A-Z\\$].+)$/, confidence: 0.9 },
    { id: "table", says: "problem", literals: ["  Line   "], pattern: /^ {1,2}Line +(?<file>\S+\.php)(?: .*)?$/, after: 40, confidence: 0.93, read: ({ file = "" }, around) => readTable(file, around) },
    { id: "summary", says: "verdict", literals: [" [ERROR] Found "], pattern: /^ \[ERROR\] Found [1-9]\d* errors?/ },
    { id: "psalm-text", says: "problem", literals: [".php:"], pattern: /^(?<file>[^\s:][^:]*\.php):(?<line>\d+):(?<column>\d+):(?<severity>error|warning|info) - (?<rule>[A-Z]\w+): (?<message>.+)$/, tool: "psalm", pattern_name: "psalm_errors", confidence: 0.96 },
    { id: "psalm", says: "problem", literals: ["ERROR: "], pattern: /^ERROR: (?<rule>[A-Z]\w+) - (?<file>\S+\.php):(?<line>\d+):(?<column>\d+) - (?<message>.+)$/, tool: "psalm", pattern_name: "psalm_errors", confidence: 0.96 },
  ],
};

function readTable(file: string, { at }: Surroundings): Finding {
  const places = [];
  for (let offset = 2; offset <= 40; offset++) {
    const text = at(offset);
    if (text === null || /^\s*-{3,}/.test(text)) break;
    const { line, message } = /^\s+(?<line>\d+) +(?<message>\S.*)$/.exec(text)?.groups ?? {};
    if (line !== undefined) places.push({ file, line, message });
  }
  return { places };
}
