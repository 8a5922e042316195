/** Linters that report as TAP (ESLint's formatter): a point per file, its problems as YAML below it. */
import type { DocumentProblem } from "./document.ts";
import { knownTool } from "./known-tool.ts";
import type { TapPoint } from "./tap.ts";

const MESSAGE = /^\s*(?:- )?message: (?<message>.+)$/;
const FIELD = /^\s*(?<key>severity|line|column|ruleId): (?<value>.+)$/;

/** Null: the point is a test. */
export function tapProblems({ line, path, detail }: TapPoint): readonly DocumentProblem[] | null {
  if (!detail.some((text) => /^\s*ruleId: /.test(text))) return null;
  const subject = knownTool("eslint") ?? { tool: "eslint", class: "lint", pattern_name: "eslint_problems" };
  const file = path.at(-1) ?? "";
  const found: { at: number; fields: Map<string, string> }[] = [];
  detail.forEach((text, index) => {
    const message = MESSAGE.exec(text)?.groups?.["message"];
    if (message !== undefined) found.push({ at: index, fields: new Map([["message", unquoted(message)]]) });
    const { key, value } = FIELD.exec(text)?.groups ?? {};
    if (key !== undefined && value !== undefined) found.at(-1)?.fields.set(key, unquoted(value));
  });
  return found.map(({ at, fields }) => {
    const message = fields.get("message") ?? "";
    const rule = fields.get("ruleId") ?? null;
    return {
      line: line + 1 + at, rule: "lint-point", says: fields.get("severity") === "warning" ? "detail" : "problem", subject, confidence: 0.96, text: `${file}:${fields.get("line") ?? ""} ${message}`, message,
      places: [{ file, line: fields.get("line"), column: fields.get("column"), rule, message }], ...(rule === null ? {} : { kind: rule }),
    };
  });
}

/** A YAML scalar in single or double quotes. */
function unquoted(value: string): string {
  if (/^'.*'$/.test(value)) return value.slice(1, -1).replaceAll("''", "'");
  return /^".*"$/.test(value) ? value.slice(1, -1).replaceAll('\\"', '"') : value;
}
