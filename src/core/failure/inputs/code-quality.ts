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

/** The report names no tool; some write their rules as nobody else does. Ruff alone repeats its code before the words. */
function toolOf(rule: string, message: string): string | null {
  if (/^DL\d{4}$/.test(rule)) return "hadolint";
  if (/^SC\d{4}$/.test(rule)) return "shellcheck";
  if (/^(?:lint|assist)\/\w+\/\w+$/.test(rule)) return "biome";
  if (/^[\w-]+\([\w/@-]+\)$/.test(rule)) return "oxlint";
  return /^[A-Z]{1,4}\d{3,4}$/.test(rule) && message.startsWith(`${rule}: `) ? "ruff" : null;
}

function qualityProblems(list: readonly z.infer<typeof CodeQuality>[], text: string): readonly DocumentProblem[] {
  const finder = openLineFinder(text);
  const biome = list.some(({ check_name }) => toolOf(check_name, "") === "biome");
  return list.map(({ check_name: rule, description: message, severity, location }) => {
    const subject = subjectOf(biome ? "biome" : toolOf(rule, message), { class: "lint", pattern_name: "code_quality_problems" });
    const begin = location.positions?.begin ?? { line: location.lines?.begin ?? 0, column: undefined };
    const format = biome && rule === "format" ? { class: "format" as const, pattern_name: "biome_unformatted" } : {};
    return {
      line: finder.lineOf(message), rule: "problem", says: severity === "info" ? "detail" : "problem", subject: { ...subject, ...format }, confidence: 0.85, text: `${location.path}:${String(begin.line)}: ${message}`, message,
      places: [{ file: location.path, line: begin.line, column: begin.column ?? null, rule, message }], kind: rule,
    };
  });
}
