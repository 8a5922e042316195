/** Bandit 1.6 to 1.9: the formatters `txt`, `screen`, `csv` and `yaml`. */
import type { Finding, Format, Surroundings } from "../../format.ts";

export const bandit: Format = {
  tool: "bandit",
  layer: "tool",
  class: "lint",
  pattern_name: "bandit_problems",
  rules: [
    {
      id: "issue",
      says: "problem",
      literals: [">> Issue: ["],
      pattern: /^>> Issue: \[(?<rule>B\d{3}):(?<name>\w+)\] (?<message>.+)$/,
      after: 6,
      confidence: 0.96,
      read({ rule = "", message }, { at }) {
        for (let offset = 1; offset <= 6; offset++) {
          const { file, line, column } = /^\s+Location: (?<file>[^:]+):(?<line>\d+)(?::(?<column>\d+))?$/.exec(at(offset) ?? "")?.groups ?? {};
          if (file !== undefined) return { places: [{ file, line, column: column === undefined ? null : Number(column) + 1, rule, message }], kind: rule };
        }
        return { kind: rule };
      },
    },
    { id: "csv", says: "problem", literals: [",LOW,", ",MEDIUM,", ",HIGH,"], pattern: /^(?<file>[^,\s]+\.py),[a-z_0-9]+,(?<rule>B\d{3}),(?:LOW|MEDIUM|HIGH|UNDEFINED),(?:LOW|MEDIUM|HIGH|UNDEFINED),[^,]*,(?<message>"(?:[^"]|"")*"|[^,]*),(?<line>\d+),(?<column>\d+),/, confidence: 0.97, read: ({ file = "", rule = "", line, column, message = "" }) => ({ kind: rule, places: [{ file, line, column: Number(column) + 1, rule, message: message.replace(/^"(.*)"$/, "$1").replaceAll('""', '"') }] }) },
    { id: "yaml", says: "problem", literals: ["  test_id: B"], pattern: /^ {2}test_id: (?<rule>B\d{3})$/, before: 40, confidence: 0.96, read: ({ rule = "" }, around) => inYaml(rule, around) },
  ],
};

/** An issue is one mapping of the list, its keys in alphabetical order (`formatters/yaml.py`), and what belongs to this one stands above, back to its dash. */
function inYaml(rule: string, { at }: Surroundings): Finding | null {
  const known = new Map<string, string>();
  for (let offset = -1; offset >= -40; offset--) {
    const text = at(offset);
    if (text === null) break;
    const { dash, key = "", value = "" } = /^(?<dash>- | {2})(?<key>[a-z_]+): (?<value>.*)$/.exec(text)?.groups ?? {};
    if (key !== "" && !known.has(key)) known.set(key, value);
    if (dash === "- ") break;
  }
  const file = known.get("filename");
  if (file === undefined) return null;
  const column = known.get("col_offset");
  return { kind: rule, places: [{ file, line: known.get("line_number"), column: column === undefined ? null : Number(column) + 1, rule, message: known.get("issue_text") }] };
}
