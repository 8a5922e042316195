/**
 * Linters of other languages and of files that build things. Sources: ShellCheck's and hadolint's Format/Json.hs, RuboCop's JSONFormatter, PHP_CodeSniffer's Reports/Json.php,
 * PHPStan's JsonErrorFormatter, Brakeman's report_json.rb, golangci-lint's pkg/printers/json.go, PMD's JsonRenderer.java, SQLFluff's core/linter, Actionlint's error.go, TFLint's formatter/json.go, Semgrep's semgrep_output_v1.
 */
import { z } from "zod";
import { isHclSyntax } from "../../formats/infrastructure-as-code/hcl-syntax.ts";
import { jsonShape, type JsonShape } from "./told.ts";

const Comment = z.looseObject({ file: z.string(), line: z.int(), column: z.int(), level: z.enum(["error", "warning", "info", "style", "ignore"]), code: z.union([z.int(), z.string()]), message: z.string() });

/** ShellCheck numbers its codes; hadolint, which prints the same fields, writes them out. */
function ofComment({ code, file, line, column, message }: z.infer<typeof Comment>) {
  return typeof code === "number" ? { tool: "shellcheck", file, line, column, rule: `SC${String(code)}`, message } : { tool: "hadolint", file, line, column, rule: code, message };
}

const comments = jsonShape({ input: "comments-json", keys: ["file", "level", "code"], schema: () => z.array(Comment), tell: (list) => list.map(ofComment) });
const comments1 = jsonShape({ input: "comments-json", keys: ["comments"], schema: () => z.looseObject({ comments: z.array(Comment) }), tell: ({ comments: list }) => list.map(ofComment) });

const rubocop = jsonShape({
  input: "rubocop-json", keys: ["metadata", "files"],
  schema: () => z.looseObject({ metadata: z.looseObject({ rubocop_version: z.string() }), files: z.array(z.looseObject({ path: z.string(), offenses: z.array(z.looseObject({ message: z.string(), cop_name: z.string(), location: z.looseObject({ line: z.int(), column: z.int() }) })) })) }),
  tell: ({ files }) => files.flatMap(({ path: file, offenses }) => offenses.map(({ message, cop_name: rule, location: { line, column } }) => ({ tool: "rubocop", file, line, column, rule, message }))),
});

const phpcs = jsonShape({
  input: "phpcs-json", keys: ["totals", "files"],
  schema: () => z.looseObject({ totals: z.looseObject({ fixable: z.int() }), files: z.record(z.string(), z.looseObject({ messages: z.array(z.looseObject({ message: z.string(), source: z.string(), line: z.int(), column: z.int() })) })) }),
  tell: ({ files }) => Object.entries(files).flatMap(([file, { messages }]) => messages.map(({ source: rule, line, column, message }) => ({ tool: "phpcs", file, line, column, rule, message }))),
});

const phpstan = jsonShape({
  input: "phpstan-json", keys: ["totals", "files", "errors"],
  schema: () => z.looseObject({ totals: z.looseObject({ file_errors: z.int() }), files: z.union([z.array(z.never()), z.record(z.string(), z.looseObject({ messages: z.array(z.looseObject({ message: z.string(), line: z.int().nullable(), identifier: z.string().optional() })) }))]), errors: z.array(z.string()) }),
  tell: ({ files, errors }) => [
    ...Object.entries(files).flatMap(([file, { messages }]) => messages.map(({ message, line, identifier: rule }) => ({ tool: "phpstan", file, line, rule, message }))),
    ...errors.map((message) => ({ tool: "phpstan", message })),
  ],
});

const brakeman = jsonShape({
  input: "brakeman-json", keys: ["scan_info", "warnings"],
  schema: () => z.looseObject({ warnings: z.array(z.looseObject({ warning_type: z.string(), check_name: z.string(), message: z.string(), file: z.string(), line: z.int().nullable() })) }),
  tell: ({ warnings }) => warnings.map(({ check_name: rule, message, file, line }) => ({ tool: "brakeman", file, line, rule, message })),
});

const golangci = jsonShape({
  input: "golangci-json", keys: ["Issues"],
  schema: () => z.looseObject({ Issues: z.array(z.looseObject({ FromLinter: z.string(), Text: z.string(), Pos: z.looseObject({ Filename: z.string(), Line: z.int(), Column: z.int() }) })).nullable() }),
  tell: ({ Issues }) => (Issues ?? []).map(({ FromLinter: rule, Text: message, Pos }) => ({ tool: "golangci-lint", class: rule === "typecheck" ? "build-error" as const : "lint" as const, pattern_name: rule === "typecheck" ? "golangci_typecheck" : "golangci_problems", file: Pos.Filename, line: Pos.Line, column: Pos.Column, rule, message })),
});

const pmd = jsonShape({
  input: "pmd-json", keys: ["pmdVersion", "files"],
  schema: () => z.looseObject({ files: z.array(z.looseObject({ filename: z.string(), violations: z.array(z.looseObject({ beginline: z.int(), begincolumn: z.int(), description: z.string(), rule: z.string() })) })) }),
  tell: ({ files }) => files.flatMap(({ filename: file, violations }) => violations.map(({ beginline: line, begincolumn: column, description: message, rule }) => ({ tool: "pmd", file, line, column, rule, message: message.trim() }))),
});

/** Before version 3 it said `line_no` and `line_pos`. */
const sqlfluff = jsonShape({
  input: "sqlfluff-json", keys: ["filepath", "violations"],
  schema: () => z.array(z.looseObject({ filepath: z.string(), violations: z.array(z.looseObject({ code: z.string(), description: z.string(), start_line_no: z.int().optional(), start_line_pos: z.int().optional(), line_no: z.int().optional(), line_pos: z.int().optional(), warning: z.boolean().optional() })) })),
  tell: (list) => list.flatMap(({ filepath: file, violations }) => violations.map(({ code: rule, description: message, start_line_no, start_line_pos, line_no, line_pos, warning }) => ({ tool: "sqlfluff", file, line: start_line_no ?? line_no, column: start_line_pos ?? line_pos, rule, message, mild: warning === true ? true as const : undefined }))),
});

const annotations = jsonShape({
  input: "sqlfluff-json", keys: ["file", "start_line", "annotation_level", "title"],
  schema: () => z.array(z.looseObject({ file: z.string(), start_line: z.int(), start_column: z.int(), title: z.literal("SQLFluff"), message: z.string() })),
  tell: (list) => list.map(({ file, start_line: line, start_column: column, message }) => ({ tool: "sqlfluff", file, line, column, rule: /^(\w+): /.exec(message)?.[1], message: message.replace(/^\w+: /, "") })),
});

const actionlint = jsonShape({
  input: "actionlint-json", keys: ["message", "filepath", "line", "kind"],
  schema: () => z.array(z.looseObject({ message: z.string(), filepath: z.string(), line: z.int(), column: z.int(), kind: z.string() })),
  tell: (list) => list.map(({ message, filepath: file, line, column, kind: rule }) => ({ tool: "actionlint", file, line, column, rule, message })),
});

const tflint = jsonShape({
  input: "tflint-json", keys: ["issues", "errors"],
  schema: () => z.looseObject({ issues: z.array(z.looseObject({ rule: z.looseObject({ name: z.string() }), message: z.string(), range: z.looseObject({ filename: z.string(), start: z.looseObject({ line: z.int(), column: z.int() }) }) })) }),
  tell: ({ issues }) => issues.map(({ rule, message, range }) => ({ tool: "tflint", file: range.filename, line: range.start.line, column: range.start.column, rule: rule.name, message })),
});

const semgrep = jsonShape({
  input: "semgrep-json", keys: ["results", "paths"],
  schema: () => z.looseObject({ results: z.array(z.looseObject({ check_id: z.string(), path: z.string(), start: z.looseObject({ line: z.int(), col: z.int() }), extra: z.looseObject({ message: z.string() }) })) }),
  tell: ({ results }) => results.map(({ check_id: rule, path: file, start, extra }) => ({ tool: "semgrep", file, line: start.line, column: start.col, rule, message: extra.message })),
});

/** Reviewdog's Diagnostic Format (proto/rdf/README.md), which Ruff, Biome and others write too. */
const rdjson = jsonShape({
  input: "rdjson", keys: ["diagnostics", "source"],
  schema: () => z.looseObject({
    source: z.looseObject({ name: z.string() }),
    diagnostics: z.array(z.looseObject({ message: z.string(), severity: z.string().optional(), code: z.looseObject({ value: z.string() }).nullish(), location: z.looseObject({ path: z.string(), range: z.looseObject({ start: z.looseObject({ line: z.int(), column: z.int().optional() }) }).nullish() }).optional() })),
  }),
  tell: ({ source, diagnostics }) => diagnostics.map(({ message, severity, code, location: { path: file, range } = {} }) => ({ tool: source.name.toLowerCase(), file, ...(code?.value === "format" ? { class: "format" as const } : {}), line: range?.start.line, column: range?.start.column, rule: code?.value, message, mild: severity === "WARNING" || severity === "INFO" ? true as const : undefined })),
});

/** SonarQube's generic issues (https://docs.sonarsource.com, "Generic issue data"), as hadolint writes them. */
const sonar = jsonShape({
  input: "sonar-issues", keys: ["issues"],
  schema: () => z.looseObject({ issues: z.array(z.looseObject({ engineId: z.string(), ruleId: z.string(), primaryLocation: z.looseObject({ filePath: z.string(), message: z.string(), textRange: z.looseObject({ startLine: z.int(), startColumn: z.int().optional() }).optional() }) })) }),
  tell: ({ issues }) => issues.map(({ engineId, ruleId: rule, primaryLocation: { filePath: file, message, textRange } }) => ({ tool: engineId.toLowerCase(), file, line: textRange?.startLine, column: textRange?.startColumn === undefined ? null : textRange.startColumn + 1, rule, message })),
});

/** `terraform validate -json` (https://developer.hashicorp.com/terraform/cli/commands/validate#json); its titles of errors in the syntax are HCL's own. */
const terraform = jsonShape({
  input: "terraform-json", keys: ["valid", "error_count", "diagnostics"],
  schema: () => z.looseObject({ diagnostics: z.array(z.looseObject({ severity: z.string(), summary: z.string(), range: z.looseObject({ filename: z.string(), start: z.looseObject({ line: z.int(), column: z.int() }) }).optional() })) }),
  tell: ({ diagnostics }) => diagnostics.map(({ severity, summary: message, range }) => ({ tool: "terraform", class: isHclSyntax(message) ? "syntax-error" as const : "config" as const, pattern_name: isHclSyntax(message) ? "terraform_syntax_error" : "terraform_errors", file: range?.filename, line: range?.start.line, column: range?.start.column, message, mild: severity === "error" ? undefined : true as const })),
});

/** `opa check --format json` and `opa eval`. */
const opa = jsonShape({
  input: "opa-json", keys: ["errors"],
  schema: () => z.looseObject({ errors: z.array(z.looseObject({ message: z.string(), code: z.string().startsWith("rego_"), location: z.looseObject({ file: z.string(), row: z.int(), col: z.int() }).optional() })) }),
  tell: ({ errors }) => errors.map(({ message, code: rule, location }) => ({ tool: "opa", class: rule === "rego_parse_error" ? "syntax-error" as const : rule === "rego_type_error" ? "type-check" as const : "build-error" as const, pattern_name: rule === "rego_parse_error" ? "rego_syntax_error" : rule === "rego_type_error" ? "rego_type_errors" : "rego_compile_errors", file: location?.file, line: location?.row, column: location?.col, rule, message })),
});

export const otherShapes: readonly JsonShape[] = [comments, comments1, rubocop, phpcs, phpstan, brakeman, golangci, pmd, sqlfluff, annotations, actionlint, tflint, semgrep, rdjson, sonar, terraform, opa];
