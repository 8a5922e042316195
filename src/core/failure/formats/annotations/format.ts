/** GitHub's workflow commands as a tool prints them: `::error file=app.js,line=1,col=5::message`. The tool behind them is not told. */
import type { Finding, Format, Groups } from "../../format.ts";

export const annotations: Format = {
  tool: "annotation",
  layer: "wrapper",
  nameless: true,
  class: "lint",
  pattern_name: "annotated_problems",
  rules: [
    { id: "error", says: "problem", literals: ["::error file=", "::error title="], pattern: /^::error (?<properties>[^:]*\bfile=[^:]*(?::[^:][^:]*)?)::(?<message>.*)$/, confidence: 0.6, read: (groups) => readCommand(groups) },
    { id: "warning", says: "detail", literals: ["::warning file="], pattern: /^::warning (?<properties>file=[^:]*)::(?<message>.*)$/, read: (groups) => readCommand(groups) },
  ],
};

function readCommand({ properties = "", message }: Groups): Finding | null {
  const values = new Map(properties.split(",").map((pair) => [pair.slice(0, pair.indexOf("=")).trim(), pair.slice(pair.indexOf("=") + 1)]));
  const file = values.get("file");
  if (file === undefined || /^(?:lint\/|assist\/|format$|organizeImports$)/.test(values.get("title") ?? "")) return null;
  const yamllint = /^\d+:\d+ \[(?<rule>[a-z-]+)\] /.exec(message ?? "")?.groups?.["rule"];
  if (yamllint !== undefined) return { places: [{ file, line: values.get("line"), column: values.get("col"), rule: yamllint, message }], kind: yamllint, tool: "yamllint", pattern_name: "yamllint_problems" };
  const titled = /^(?<tool>ruff|oxlint|mypy|pylint|flake8) \((?<rule>[\w-]+)\)$/.exec(values.get("title") ?? "")?.groups;
  if (titled?.["tool"] !== undefined) return { places: [{ file, line: values.get("line"), column: values.get("col"), rule: titled["rule"], message }], tool: titled["tool"], pattern_name: `${titled["tool"]}_problems`, ...(titled["rule"] === undefined ? {} : { kind: titled["rule"] }) };
  const cop = /^(?<rule>[A-Z]\w+(?:\/[A-Z]\w+)+): /.exec(message ?? "")?.groups?.["rule"];
  if (cop !== undefined) return { places: [{ file, line: values.get("line"), column: values.get("col"), rule: cop, message }], kind: cop, tool: "rubocop", pattern_name: "rubocop_problems" };
  return { places: [{ file, line: values.get("line"), column: values.get("col"), rule: values.get("title"), message }] };
}
