/**
 * What linters and runners print with their own JSON formatter: ShellCheck (`json`, `json1`), hadolint, RuboCop, PHP_CodeSniffer, RSpec.
 * Sources: ShellCheck's and hadolint's Format/Json.hs, RuboCop's JSONFormatter, PHP_CodeSniffer's Reports/Json.php, RSpec's JsonFormatter.
 */
import { z } from "zod";
import type { DocumentProblem, DocumentReading, Subject } from "./document.ts";
import { openLineFinder, type LineFinder } from "./json-lines.ts";
import { knownTool, subjectOf } from "./known-tool.ts";

const Comment = z.looseObject({ file: z.string(), line: z.int(), column: z.int(), level: z.enum(["error", "warning", "info", "style", "ignore"]), code: z.union([z.int(), z.string()]), message: z.string() });
const Comments = z.union([z.array(Comment).nonempty(), z.looseObject({ comments: z.array(Comment) }).transform(({ comments }) => comments)]);
const RuboCop = z.looseObject({
  metadata: z.looseObject({ rubocop_version: z.string() }),
  files: z.array(z.looseObject({ path: z.string(), offenses: z.array(z.looseObject({ message: z.string(), cop_name: z.string(), location: z.looseObject({ line: z.int(), column: z.int() }) })) })),
});
const PhpCs = z.looseObject({
  totals: z.looseObject({ errors: z.int(), warnings: z.int(), fixable: z.int() }),
  files: z.record(z.string(), z.looseObject({ messages: z.array(z.looseObject({ message: z.string(), source: z.string(), line: z.int(), column: z.int() })) })),
});
const RSpec = z.looseObject({
  summary_line: z.string(),
  examples: z.array(z.looseObject({
    full_description: z.string(), status: z.string(), file_path: z.string(), line_number: z.int(),
    exception: z.looseObject({ class: z.string(), message: z.string().nullable(), backtrace: z.array(z.string()).nullish() }).optional(),
  })),
});

/** Null: the value is none of these. */
export function readLinterJson(value: unknown, text: string): DocumentReading | null {
  const finder = openLineFinder(text);
  const comments = Comments.safeParse(value).data;
  if (comments !== undefined) return { input: "comments-json", problems: comments.map((comment) => commentProblem(comment, finder)), truncated: false };
  const cops = RuboCop.safeParse(value).data;
  if (cops !== undefined) return { input: "rubocop-json", problems: cops.files.flatMap(({ path, offenses }) => offenses.map(({ message, cop_name, location }) => problem("rubocop", { file: path, ...location, rule: cop_name, message }, finder))), truncated: false };
  const sniffs = PhpCs.safeParse(value).data;
  if (sniffs !== undefined) return { input: "phpcs-json", problems: Object.entries(sniffs.files).flatMap(([file, { messages }]) => messages.map(({ source, ...place }) => problem("phpcs", { file, ...place, rule: source }, finder))), truncated: false };
  const specs = RSpec.safeParse(value).data;
  return specs === undefined ? null : { input: "rspec-json", problems: specs.examples.filter(({ status }) => status === "failed").map((example) => exampleProblem(example, finder)), truncated: false };
}

interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly rule: string;
  readonly message: string;
}

function problem(tool: string, place: Problem, finder: LineFinder): DocumentProblem {
  return {
    line: finder.lineOf(place.message), rule: "problem", says: "problem", confidence: 0.97, subject: lintSubject(tool),
    text: `${place.file}:${String(place.line)}:${String(place.column)} ${place.message}`, message: place.message, places: [place], kind: place.rule,
  };
}

/** ShellCheck numbers its codes; hadolint, which prints the same fields, writes them out. */
function commentProblem({ code, file, line, column, message }: z.infer<typeof Comment>, finder: LineFinder): DocumentProblem {
  const [tool, rule] = typeof code === "number" ? ["shellcheck", `SC${String(code)}`] as const : ["hadolint", code] as const;
  return problem(tool, { file, line, column, rule, message }, finder);
}

function lintSubject(tool: string): Subject {
  return subjectOf(tool, { class: "lint", pattern_name: `${tool}_problems` });
}

const FRAME = /^(?<file>\.\/[^\s:]+\.rb):(?<line>\d+)/;

function exampleProblem({ full_description: test, file_path: file, line_number: line, exception }: z.infer<typeof RSpec>["examples"][number], finder: LineFinder): DocumentProblem {
  const message = exception?.message ?? "";
  const frame = exception?.backtrace?.map((text) => FRAME.exec(text)?.groups).find((groups) => groups !== undefined);
  return {
    line: finder.lineOf(test), rule: "example", says: "problem", confidence: 0.97, text: `${test}: ${message.trim()}`, message, tests: [test],
    subject: knownTool("rspec") ?? { tool: "rspec", class: "test-failure", pattern_name: "rspec_failures" },
    places: [{ file: frame?.["file"] ?? file, line: frame?.["line"] ?? line }], ...(exception === undefined ? {} : { kind: exception.class }),
  };
}
