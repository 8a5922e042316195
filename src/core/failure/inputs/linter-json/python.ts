/**
 * Linters of Python, each by its own JSON formatter: Ruff (`json`), Pyright (`--outputjson`), Bandit, Pylint (`json`, `json2`).
 * Sources: ruff's crates/ruff_db/src/diagnostic/render/json.rs, pyright's docs/command-line.md, bandit's formatters/json.py, pylint's reporters/json_reporter.py.
 */
import { z } from "zod";
import { jsonShape, type JsonShape } from "./told.ts";

const RowColumn = z.looseObject({ row: z.int(), column: z.int() });
const ruff = jsonShape({
  input: "ruff-json", keys: ["filename", "location", "noqa_row"],
  schema: () => z.array(z.looseObject({ code: z.string().nullable(), filename: z.string(), location: RowColumn, message: z.string() })),
  tell: (list) => list.map(({ code, filename: file, location, message }) => ({
    tool: "ruff", file, line: location.row, column: location.column, rule: code ?? "invalid-syntax", message,
    ...(code === null || code === "invalid-syntax" ? { class: "syntax-error" as const, pattern_name: "ruff_syntax_error" } : {}),
  })),
});

/** Lines and characters count from 0 here; its text output counts from 1. */
const pyright = jsonShape({
  input: "pyright-json", keys: ["generalDiagnostics", "summary"],
  schema: () => z.looseObject({ generalDiagnostics: z.array(z.looseObject({ file: z.string(), severity: z.string(), message: z.string(), rule: z.string().optional(), range: z.looseObject({ start: z.looseObject({ line: z.int(), character: z.int() }) }).optional() })) }),
  tell: ({ generalDiagnostics }) => generalDiagnostics.map(({ file, severity, message, rule, range }) => ({
    tool: "pyright", file, line: range === undefined ? null : range.start.line + 1, column: range === undefined ? null : range.start.character + 1, rule, message, mild: severity === "error" ? undefined : true,
  })),
});

/** Columns count from 0, as its text output has them too, where ours count from 1. */
const bandit = jsonShape({
  input: "bandit-json", keys: ["generated_at", "metrics", "results"],
  schema: () => z.looseObject({ results: z.array(z.looseObject({ filename: z.string(), line_number: z.int(), col_offset: z.int().optional(), issue_text: z.string(), test_id: z.string() })) }),
  tell: ({ results }) => results.map(({ filename: file, line_number: line, col_offset, issue_text: message, test_id: rule }) => ({ tool: "bandit", file, line, column: col_offset === undefined ? null : col_offset + 1, rule, message })),
});

const Message = z.looseObject({ path: z.string(), line: z.int(), column: z.int(), message: z.string() });
const pylint = jsonShape({
  input: "pylint-json", keys: ["message-id", "symbol", "path"],
  schema: () => z.array(Message.extend({ "message-id": z.string() })),
  tell: (list) => list.map(({ path: file, line, column, message, "message-id": rule }) => ({ tool: "pylint", file, line, column, rule, message })),
});
const pylint2 = jsonShape({
  input: "pylint-json", keys: ["messages", "statistics"],
  schema: () => z.looseObject({ messages: z.array(Message.extend({ messageId: z.string() })), statistics: z.looseObject({ messageTypeCount: z.unknown() }) }),
  tell: ({ messages }) => messages.map(({ path: file, line, column, message, messageId: rule }) => ({ tool: "pylint", file, line, column, rule, message })),
});

export const pythonShapes: readonly JsonShape[] = [ruff, pyright, bandit, pylint, pylint2];
