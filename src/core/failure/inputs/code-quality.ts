/**
 * JSON lists of problems: ESLint's own (https://eslint.org/docs/latest/use/formatters/#json) and GitLab's Code Quality report
 * (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format).
 */
import { z } from "zod";
import type { DocumentProblem, DocumentReading } from "./document.ts";
import { openLineFinder } from "./json-lines.ts";
import { knownTool, subjectOf } from "./known-tool.ts";

const Position = z.int().optional();
const EslintFile = z.looseObject({
  filePath: z.string(),
  messages: z.array(z.looseObject({ ruleId: z.string().nullable(), severity: z.int(), message: z.string(), line: Position, column: Position })),
});
const CodeQuality = z.looseObject({
  check_name: z.string(), description: z.string(), severity: z.string().optional(),
  location: z.looseObject({ path: z.string(), lines: z.looseObject({ begin: z.int() }).optional(), positions: z.looseObject({ begin: z.looseObject({ line: z.int(), column: z.int().optional() }) }).optional() }),
});

/** Null: the value is neither. */
export function readProblemList(value: unknown, text: string): DocumentReading | null {
  const eslint = z.array(EslintFile).nonempty().safeParse(value).data;
  if (eslint !== undefined) return { input: "eslint-json", problems: eslintProblems(eslint, text), truncated: false };
  const quality = z.array(CodeQuality).nonempty().safeParse(value).data;
  return quality === undefined ? null : { input: "code-quality", problems: qualityProblems(quality, text), truncated: false };
}

function eslintProblems(files: readonly z.infer<typeof EslintFile>[], text: string): readonly DocumentProblem[] {
  const finder = openLineFinder(text);
  const subject = knownTool("eslint") ?? { tool: "eslint", class: "lint", pattern_name: "eslint_problems" };
  return files.flatMap(({ filePath: file, messages }) => messages.map(({ ruleId, severity, message, line, column }): DocumentProblem => ({
    line: finder.lineOf(message), rule: "message", says: severity >= 2 ? "problem" : "detail", subject, confidence: 0.97,
    text: `${file}:${String(line ?? "")}:${String(column ?? "")} ${message}`, message, places: [{ file, line: line ?? null, column: column ?? null, rule: ruleId, message }], ...(ruleId === null ? {} : { kind: ruleId }),
  })));
}

function qualityProblems(list: readonly z.infer<typeof CodeQuality>[], text: string): readonly DocumentProblem[] {
  const finder = openLineFinder(text);
  const subject = subjectOf(null, { class: "lint", pattern_name: "code_quality_problems" });
  return list.map(({ check_name: rule, description: message, severity, location }) => {
    const begin = location.positions?.begin ?? { line: location.lines?.begin ?? 0, column: undefined };
    return {
      line: finder.lineOf(message), rule: "problem", says: severity === "info" ? "detail" : "problem", subject, confidence: 0.85, text: `${location.path}:${String(begin.line)}: ${message}`, message,
      places: [{ file: location.path, line: begin.line, column: begin.column ?? null, rule, message }], kind: rule,
    };
  });
}
