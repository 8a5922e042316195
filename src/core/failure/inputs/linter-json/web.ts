/**
 * Linters of the web: Biome (`--reporter=json`, 2), Stylelint, markdownlint-cli, Oxlint.
 * Sources: biome's crates/biome_cli/src/reporter/json.rs, stylelint's lib/formatters/jsonFormatter.mjs, markdownlint-cli's markdownlint.js, oxc's apps/oxlint/src/output_formatter/json.rs.
 */
import { z } from "zod";
import { jsonShape, type JsonShape } from "./told.ts";

const Position = z.looseObject({ line: z.int(), column: z.int() });
/** Biome 1 told the place by offset into the source only, in `span`. */
const biome = jsonShape({
  input: "biome-json", keys: ["summary", "diagnostics"],
  schema: () => z.looseObject({
    diagnostics: z.array(z.looseObject({
      severity: z.string(), message: z.unknown(), description: z.string().optional(), category: z.string().nullable(),
      location: z.looseObject({ path: z.union([z.string(), z.looseObject({ file: z.string() }), z.null()]), start: Position.nullish() }),
    })),
  }),
  tell: ({ diagnostics }) => diagnostics.map(({ severity, message, description, category, location: { path, start } }) => ({
    tool: "biome", message: typeof message === "string" ? message : (description ?? category ?? ""), mild: severity === "error" || severity === "fatal" ? undefined : true,
    ...(path === null ? {} : { file: typeof path === "string" ? path : path.file }),
    ...(category === "format" ? { class: "format" as const, pattern_name: "biome_unformatted" } : category === "parse" ? { class: "syntax-error" as const, pattern_name: "biome_syntax_error" } : { line: start?.line, column: start?.column, rule: category }),
  })),
});

const stylelint = jsonShape({
  input: "stylelint-json", keys: ["source", "warnings", "errored"],
  schema: () => z.array(z.looseObject({ source: z.string().nullish(), warnings: z.array(z.looseObject({ line: z.int(), column: z.int(), rule: z.string(), severity: z.string(), text: z.string() })) })),
  tell: (files) => files.flatMap(({ source, warnings }) => warnings.map(({ line, column, rule, severity, text }) => ({
    tool: "stylelint", ...(source == null ? {} : { file: source }), line, column, rule, message: text.replace(/ \([\w/-]+\)$/, ""), mild: severity === "error" ? undefined : true,
  }))),
});

const markdownlint = jsonShape({
  input: "markdownlint-json", keys: ["fileName", "lineNumber", "ruleNames"],
  schema: () => z.array(z.looseObject({ fileName: z.string(), lineNumber: z.int(), ruleNames: z.array(z.string()).nonempty(), ruleDescription: z.string(), errorRange: z.array(z.int()).nullish() })),
  tell: (list) => list.map(({ fileName: file, lineNumber: line, ruleNames: [rule], ruleDescription: message, errorRange }) => ({ tool: "markdownlint", file, line, column: errorRange?.[0], rule, message })),
});

const oxlint = jsonShape({
  input: "oxlint-json", keys: ["diagnostics", "number_of_files"],
  schema: () => z.looseObject({ diagnostics: z.array(z.looseObject({ message: z.string(), code: z.string().optional(), severity: z.string(), filename: z.string(), labels: z.array(z.looseObject({ span: Position })) })) }),
  tell: ({ diagnostics }) => diagnostics.map(({ message, code, severity, filename: file, labels: [label] }) => ({ tool: "oxlint", file, line: label?.span.line, column: label?.span.column, rule: code, message, mild: severity === "error" ? undefined : true })),
});

export const webShapes: readonly JsonShape[] = [biome, stylelint, markdownlint, oxlint];
