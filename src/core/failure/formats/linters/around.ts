/** Linters whose problem takes more than one line: the file stands above, or the place below. */
import type { Finding, Rule, Surroundings } from "../../format.ts";
import { underHeader } from "../under-header.ts";

/** Reads a value that stands alone on a line near the match. */
function near({ at }: Surroundings, pattern: RegExp, offsets: readonly number[]): Readonly<Record<string, string | undefined>> {
  for (const offset of offsets) {
    const groups = pattern.exec(at(offset) ?? "")?.groups;
    if (groups !== undefined) return groups;
  }
  return {};
}

/** The headline above the place; a warning fails nothing unless the command asks for it. */
const OXLINT = /^\s*(?<mark>[⚠×x!]) (?<rule>[\w-]+\([\w/@-]+\)): (?<message>.+)$/;

function oxlintProblem(place: Readonly<Record<"file" | "line" | "column", string | undefined>>, { mark, rule, message }: Readonly<Record<string, string | undefined>>): Finding | null {
  if (rule === undefined) return null;
  const found = placed(place.file, { line: place.line, column: place.column, rule, message });
  return found !== null && (mark === "⚠" || mark === "!" || mark === "warning") ? { ...found, says: "detail" } : found;
}

/** A literal has at least four bytes: the suffix and any character that may stand before it. */
const BEFORE_SUFFIX = [..."abcdefghijklmnopqrstuvwxyz0123456789_-"];
const AROUND = [-1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6, -7, 7, -8, 8];

function placed(file: string | undefined, rest: { line?: string | undefined; column?: string | undefined; message?: string | undefined; rule?: string | undefined }): Finding | null {
  return file === undefined ? null : { places: [{ file, ...rest }], ...(rest.message === undefined ? {} : { message: rest.message }), ...(rest.rule === undefined ? {} : { kind: rest.rule }) };
}

/** Astral's type checker; a warning fails nothing unless asked to. */
const TY = /^error\[(?<rule>[a-z]+(?:-[a-z]+)*)\]: (?<message>.+)$/;

/** Below its rule stand the findings of one file, each as numbered lines of which the first is its place, with a mark between two of them. */
function semgrep(rule: string, around: Surroundings): Finding {
  const { file } = near(around, /^\s+(?<file>\S+\.\w+)\s*$/, [-1]);
  const lines: string[] = [];
  for (let offset = 1, inside = false; offset <= 40; offset++) {
    const text = around.at(offset);
    if (text === null || /❯❱ |^\s*[┌└]/.test(text)) break;
    const line = /^\s+(?<line>\d+)┆/.exec(text)?.groups?.["line"];
    if (line !== undefined && !inside) lines.push(line);
    inside = line !== undefined;
  }
  return { kind: rule, ...(file === undefined ? {} : { places: lines.map((line) => ({ file, line, rule })) }) };
}

/** Hugo quotes the file with its line and column before what is wrong with it. */
function hugo(message: string): Finding {
  const { file, line, column } = /"(?<file>[^"\s]+\.\w+):(?<line>\d+):(?<column>\d+)":/.exec(message)?.groups ?? {};
  const kind = /unmarshal failed|end character|parse of template failed|failed to unmarshal/.test(message) ? { class: "syntax-error" as const, pattern_name: "hugo_syntax_error" } : {};
  return { message, ...kind, ...(file === undefined ? {} : { places: [{ file, line, column, message }] }) };
}

/** `sqlfluff lint --format yaml`: the file stands above the first violation, the fields of each below its first line. */
function sqlfluff(line: string | undefined, around: Surroundings): Finding | null {
  const file = near(around, /^- filepath: (?<file>\S.*)$/, [-2])["file"] ?? around.latest("sqlfluff-yaml")?.places?.[0]?.file;
  const { rule } = near(around, /^ {4}code: (?<rule>\w+)$/, [1, 2, 3]);
  return placed(file, { line, rule, column: near(around, /^ {4}start_line_pos: (?<column>\d+)$/, [1])["column"], message: near(around, /^ {4}description: (?<message>.+)$/, [2, 3, 4])["message"] });
}

export const aroundLinters: readonly Rule[] = [
  { id: "reek-header", says: "problem", literals: ["github.com/troessner/reek"], pattern: /^\s+\[(?<line>\d+)(?:, \d+)*\]: ?(?<rule>[A-Z]\w+): (?<message>.+) \[https/, tool: "reek", pattern_name: "reek_problems", before: 10, confidence: 0.96, read: underHeader(/^(?<file>\S+) -- \d+ warnings?:$/) },
  { id: "rubocop-simple", says: "problem", literals: ["C:  ", "W:  ", "E:  ", "F:  ", "R:  "], pattern: /^[CWEFR]:\s{1,6}(?<line>\d+):\s{1,4}(?<column>\d+): (?:\[Correctable\] )?(?<rule>[A-Z]\w+\/[\w/]+): (?<message>.+)$/, tool: "rubocop", pattern_name: "rubocop_problems", before: 10, confidence: 0.96, read: underHeader(/^== (?<file>\S+) ==$/) },
  { id: "brakeman-text", says: "problem", literals: ["File: "], pattern: /^File: (?<file>\S+\.(?:rb|erb|haml|slim|rhtml))$/, tool: "brakeman", pattern_name: "brakeman_problems", before: 6, after: 2, confidence: 0.94, read: ({ file }, around) => placed(file, { ...near(around, /^Line: (?<line>\d+)$/, [1]), ...near(around, /^Message: (?<message>.+)$/, [-1, -2, -3]), ...near(around, /^Check: (?<rule>\w+)$/, [-2, -3, -4]) }) },
  { id: "tflint-place", says: "problem", literals: [".tf line "], pattern: /^\s{0,4}on (?<file>\S+\.tf) line (?<line>\d+):/, tool: "tflint", pattern_name: "tflint_problems", before: 3, confidence: 0.93, read: ({ file, line }, around) => near(around, /^(?:Error|Warning|Notice): (?<message>.+) \((?<rule>\w+)\)$/, [-1, -2])["rule"] === undefined ? null : placed(file, { line, ...near(around, /^(?:Error|Warning|Notice): (?<message>.+) \((?<rule>\w+)\)$/, [-1, -2]) }) },
  { id: "vale-text", says: "problem", literals: ["  error  ", "  warning  ", "  suggestion  "], pattern: /^ {1,3}(?<line>\d+):(?<column>\d+)\s+(?:error|warning|suggestion)\s{2,}(?<message>\S.*?)\s{2,400}(?<rule>[A-Z]\w*\.[A-Z]\w+)\s*$/, tool: "vale", pattern_name: "vale_problems", before: 8, confidence: 0.96, read: underHeader(/^\s?(?<file>[^\s:]+\.\w+)$/) },
  { id: "svelte-check", says: "problem", literals: [".svelte:"], pattern: /^(?<file>[^\s:]+\.svelte):(?<line>\d+):(?<column>\d+)$/, class: "type-check", tool: "svelte-check", pattern_name: "svelte_check_errors", after: 2, confidence: 0.94, read: ({ file, line, column }, around) => near(around, /^Error: (?<message>.+)$/, [1])["message"] === undefined ? null : placed(file, { line, column, ...near(around, /^Error: (?<message>.+)$/, [1]) }) },
  { id: "oxlint", says: "problem", literals: ["╭─[", "   ,-["], pattern: /^\s*(?:╭─|,-)\[(?<file>[^\s:\]]+):(?<line>\d+):(?<column>\d+)\]$/, tool: "oxlint", pattern_name: "oxlint_problems", before: 2, confidence: 0.93, read: ({ file, line, column }, around) => oxlintProblem({ file, line, column }, near(around, OXLINT, [-1])) },
  { id: "oxlint-github", says: "problem", literals: [",title=eslint(", ",title=typescript", ",title=react(", ",title=unicorn(", ",title=oxc(", ",title=import(", ",title=jsx-a11y(", ",title=nextjs(", ",title=jest(", ",title=vitest(", ",title=promise("], pattern: /^::(?<mark>error|warning) file=(?<file>[^,]+),line=(?<line>\d+),endLine=\d+,col=(?<column>\d+),endColumn=\d+,title=(?<rule>[\w-]+\([\w/@-]+\))::(?<message>.*)$/, tool: "oxlint", pattern_name: "oxlint_problems", confidence: 0.97, read: ({ file, line, column, ...told }) => oxlintProblem({ file, line, column }, told) },
  { id: "oxlint-summary", says: "verdict", literals: [" warnings and ", " warning and "], pattern: /^Found \d+ warnings? and (?<count>\d+) errors?\.$/, tool: "oxlint", pattern_name: "oxlint_problems", confidence: 0.9, read: ({ count }) => (count === "0" ? null : {}) },
  { id: "deno", says: "problem", literals: ["--> "], pattern: /^\s*--> (?<file>\S+\.[cm]?[jt]sx?):(?<line>\d+):(?<column>\d+)$/, tool: "deno", pattern_name: "deno_lint_problems", before: 2, confidence: 0.93, read: ({ file, line, column }, around) => near(around, /^error\[(?<rule>[\w-]+)\]: (?<message>.+)$/, [-1])["rule"] === undefined ? null : placed(file, { line, column, ...near(around, /^error\[(?<rule>[\w-]+)\]: (?<message>.+)$/, [-1]) }) },
  { id: "cargo-deny", says: "problem", literals: ["error[vulnerability]: ", "error[rejected]: ", "error[banned]: ", "error[unlicensed]: ", "error[source-not-allowed]: ", "error[unmaintained]: ", "error[yanked]: "], pattern: /^error\[(?<rule>[\w-]+)\]: (?<message>.+)$/, tool: "cargo-deny", pattern_name: "cargo_deny_problems", confidence: 0.94 },
  { id: "semgrep-text", says: "problem", literals: ["❯❱ "], pattern: /^\s*❯{1,3}❱ (?<rule>\S+)$/, tool: "semgrep", pattern_name: "semgrep_problems", before: 2, after: 40, confidence: 0.95, read: ({ rule = "" }, around) => semgrep(rule, around) },
  { id: "credo-place", says: "problem", literals: [".ex:", ".exs:"], pattern: /^┃?\s+(?<file>\S+\.exs?):(?<line>\d+)(?::(?<column>\d+))? #\(/, tool: "credo", pattern_name: "credo_problems", before: 2, confidence: 0.95, read: ({ file, line, column }, around) => placed(file, { line, column, ...near(around, /^┃?\s*\[[CDFRW]\] \S+ (?<message>.+)$/, [-1]) }) },
  { id: "pylint-json", says: "problem", literals: ['"message-id": "'], pattern: /^\s+"message-id": "(?<rule>[CRWEF]\d{4})"/, tool: "pylint", pattern_name: "pylint_problems", before: 9, after: 9, confidence: 0.97, read: ({ rule }, around) => placed(near(around, /^\s+"path": "(?<file>[^"]+)"/, AROUND)["file"], { rule, ...near(around, /^\s+"line": (?<line>\d+)/, AROUND), ...near(around, /^\s+"column": (?<column>\d+)/, AROUND), ...near(around, /^\s+"message": "(?<message>.+)",?$/, AROUND) }) },
  { id: "jslint", says: "problem", literals: [" // Line ", "  // Line "], pattern: /^\s*#\d+ (?<message>.+?) +\/\/ Line (?<line>\d+), Pos (?<column>\d+)$/, tool: "jslint", pattern_name: "jslint_problems", before: 10, confidence: 0.95, read: underHeader(/^\s*(?<file>[^\s:#/][^\s:#]*\.js)\s*$/) },
  { id: "typos-brief", says: "problem", literals: ["` -> `", "` should be `"], pattern: /^(?<file>[^\s:][^:]*):(?<line>\d+):(?<column>\d+): (?:error: )?(?<message>`[^`]+` (?:->|should be) `.+)$/, tool: "typos", pattern_name: "spelling_problems", confidence: 0.95 },
  { id: "typos-json", says: "problem", literals: ['{"type":"typo"'], pattern: /^\{"type":"typo","path":"(?<file>[^"]+)","line_num":(?<line>\d+),"byte_offset":(?<offset>\d+),"typo":"(?<typo>[^"]+)"/, tool: "typos", pattern_name: "spelling_problems", confidence: 0.97, read: ({ file, line, offset, typo }) => placed(file, { line, column: String(Number(offset) + 1), message: `\`${typo ?? ""}\`` }) },
  { id: "staticcheck-json", says: "problem", literals: ['"location":{"file":'], pattern: /^\{"code":"(?<rule>\w+)","severity":"error","location":\{"file":"(?<file>[^"]+)","line":(?<line>\d+),"column":(?<column>\d+)\},.{0,800}?"message":"(?<message>(?:[^"\\]|\\.)*)"/, tool: "staticcheck", pattern_name: "staticcheck_problems", confidence: 0.97 },
  { id: "semgrep-rule", says: "problem", literals: ["semgrep error: "], pattern: /^semgrep error: (?<message>.+)$/, class: "config", tool: "semgrep", pattern_name: "semgrep_configuration", after: 2, confidence: 0.93, read: ({ message }, around) => placed(near(around, /^\s*--> (?<file>\S+):\d+$/, [1])["file"], { message, line: near(around, /^\s*--> \S+:(?<line>\d+)$/, [1])["line"] }) ?? { message: message ?? "" } },
  { id: "detect-secrets", says: "problem", literals: ["Secret Type: "], pattern: /^Secret Type: (?<message>.+)$/, tool: "detect-secrets", pattern_name: "detect_secrets_problems", after: 1, confidence: 0.94, read: ({ message }, around) => placed(near(around, /^Location: {4}(?<file>\S+):\d+$/, [1])["file"], { message, line: near(around, /^Location: {4}\S+:(?<line>\d+)$/, [1])["line"] }) },
  { id: "commitizen", says: "problem", literals: ["commit validation: failed!"], pattern: /^(?<message>commit validation: failed!)$/, tool: "commitizen", pattern_name: "commit_message", confidence: 0.96 },
  { id: "gitlint", says: "problem", literals: [": B6 ", ": B4 ", ": B5 ", ": B1 ", ": T1 ", ": T2 ", ": T3 ", ": T5 ", ": T6 ", ": T7 "], pattern: /^-?\d+: (?<rule>[BT]\d) (?<message>(?:Title|Body|Line) .+)$/, tool: "gitlint", pattern_name: "commit_message", confidence: 0.93 },
  { id: "interrogate", says: "problem", literals: ["RESULT: FAILED (minimum: "], pattern: /^-*\s*(?<message>RESULT: FAILED \(minimum: [\d.]+%, actual: [\d.]+%\))/, tool: "interrogate", pattern_name: "interrogate_problems", confidence: 0.96 },
  { id: "hugo", says: "problem", literals: ["ERROR error building site: ", "ERROR failed to load config: ", "Error: error building site: "], pattern: /^(?:\x1b\S*)?(?:ERROR|Error:) (?<message>(?:error building site|failed to load config): .+)$/, class: "build-error", tool: "hugo", pattern_name: "hugo_errors", confidence: 0.94, read: ({ message = "" }) => hugo(message) },
  { id: "sqlfluff-yaml", says: "problem", literals: ["  - start_line_no: "], pattern: /^ {2}- start_line_no: (?<line>\d+)$/, tool: "sqlfluff", pattern_name: "sqlfluff_problems", before: 3, after: 6, confidence: 0.96, read: ({ line }, around) => sqlfluff(line, around) },
  { id: "ty", says: "problem", literals: ["--> "], pattern: /^\s+--> (?<file>[^\s:]+\.pyi?):(?<line>\d+):(?<column>\d+)$/, class: "type-check", tool: "ty", pattern_name: "ty_errors", before: 1, confidence: 0.94, read: ({ file, line, column }, around) => near(around, TY, [-1])["rule"] === undefined ? null : placed(file, { line, column, ...near(around, TY, [-1]) }) },
  { id: "ty-concise", says: "problem", literals: [": error["], pattern: /^(?<file>[^\s:]+\.pyi?):(?<line>\d+):(?<column>\d+): error\[(?<rule>[a-z-]+)\] (?<message>.+)$/, class: "type-check", tool: "ty", pattern_name: "ty_errors", confidence: 0.96 },
  { id: "spectral", says: "problem", literals: ["  error  ", "  warning  "], pattern: /^ {1,4}(?<line>\d+):(?<column>\d+)\s{2,8}(?<severity>error|warning)\s{2}(?<rule>[a-z0-9]+(?:-[a-z0-9]+){1,8})\s{2,40}(?<message>\S.*?)(?:\s{2,200}\S+)?$/, tool: "spectral", pattern_name: "spectral_problems", before: 10, confidence: 0.97, read: (groups, around) => { const found = underHeader(/^(?<file>\/?\S+\.(?:ya?ml|json))$/)(groups, around); return found !== null && groups["severity"] === "warning" ? { ...found, says: "detail" } : found; } },
  { id: "knip", says: "problem", literals: ["Unused files (", "Unused dependencies (", "Unused devDependencies (", "Unused exports (", "Unused exported types (", "Unlisted dependencies (", "Unresolved imports (", "Unlisted binaries (", "Duplicate exports ("], pattern: /^(?<message>(?:Unused (?:files|dependencies|devDependencies|exports|exported types)|Unlisted (?:dependencies|binaries)|Unresolved imports|Duplicate exports) \([1-9]\d*\))$/, tool: "knip", pattern_name: "knip_problems", confidence: 0.93 },
  { id: "yapf", says: "problem", literals: ["\t(reformatted)"], pattern: /^\+\+\+ (?<file>\S+)\t\(reformatted\)$/, class: "format", tool: "yapf", pattern_name: "yapf_unformatted", confidence: 0.96 },
  { id: "autopep8", says: "problem", literals: ["+++ fixed/"], pattern: /^\+\+\+ fixed\/(?<file>\S+)$/, class: "format", tool: "autopep8", pattern_name: "autopep8_unformatted", confidence: 0.95 },
  { id: "shfmt", says: "problem", literals: [".sh.orig", ".bash.orig"], pattern: /^(?:diff (?:-u )?|--- )(?<file>\S+\.(?:sh|bash))\.orig(?: \S+)?$/, class: "format", tool: "shfmt", pattern_name: "shfmt_unformatted", confidence: 0.95 },
  { id: "terraform-fmt", says: "problem", literals: ["+++ new/"], pattern: /^\+\+\+ new\/(?<file>\S+\.tf(?:vars)?)$/, class: "format", tool: "terraform", pattern_name: "terraform_unformatted", confidence: 0.95 },
  { id: "terraform-list", says: "problem", literals: BEFORE_SUFFIX.map((character) => `${character}.tf`), pattern: /^(?<file>(?:[\w@.-]{1,200}\/){0,40}[\w.-]{1,200}\.tf(?:vars)?)$/, class: "format", tool: "terraform", pattern_name: "terraform_unformatted", before: 30, confidence: 0.9, read: ({ file = "" }, { at }) => (Array.from({ length: 30 }, (_, index) => at(-1 - index)).some((text) => text !== null && /\bterraform\b.*\bfmt\b.* -check\b/.test(text)) ? { files: [file] } : null) },
];
