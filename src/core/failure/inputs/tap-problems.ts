/** Linters that report as TAP (ESLint's formatter, Stylelint's, which puts each rule above its problems): a point per file, its problems as YAML below it. */
import type { DocumentProblem } from "./document.ts";
import { subjectOf } from "./known-tool.ts";
import type { TapPoint } from "./tap.ts";

const MESSAGE = /^\s*(?:- )?message: (?<message>.+)$/;
const HEADED = /^\s*(?<rule>[a-z][\w/-]{2,80}):$/;
const FIELD = /^\s*(?<key>severity|line|column|ruleId): (?<value>.+)$/;

/** Null: the point is a test. */
export function tapProblems({ line, path, detail }: TapPoint): readonly DocumentProblem[] | null {
  const tool = detail.some((text) => /^\s*ruleId: /.test(text)) ? "eslint" : detail.some((text, index) => HEADED.test(text) && /^\s*- message: /.test(detail[index + 1] ?? "")) ? "stylelint" : null;
  if (tool === null) return null;
  const subject = subjectOf(tool, { class: "lint", pattern_name: `${tool}_problems` });
  let headed: string | undefined;
  const file = path.at(-1) ?? "";
  const found: { at: number; fields: Map<string, string> }[] = [];
  detail.forEach((text, index) => {
    const message = MESSAGE.exec(text)?.groups?.["message"];
    headed = HEADED.exec(text)?.groups?.["rule"] ?? headed;
    if (message !== undefined) found.push({ at: index, fields: new Map([["message", unquoted(message).replace(` (${headed ?? ""})`, "")], ...(headed === undefined ? [] : [["ruleId", headed] as const])]) });
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
