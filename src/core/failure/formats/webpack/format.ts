/** Bundlers: webpack, esbuild, Rollup and Vite. */
import type { Finding, Format, Groups, Surroundings } from "../../format.ts";

const MISSING = /Can't resolve|Could not resolve|Cannot find module|Failed to resolve import|Module not found/;

export const webpack: Format = {
  tool: "webpack",
  layer: "tool",
  class: "build-error",
  pattern_name: "webpack_errors",
  rules: [
    { id: "error", says: "problem", literals: ["ERROR in "], pattern: /^ERROR in (?<file>\.?[^\s:]+\.\w{1,6})(?: (?<line>\d+):(?<column>\d+)(?:-[\d:]+)?)?$/, after: 6, confidence: 0.94, read: ({ file = "", line, column }, around) => bundled({ file, line, column }, around) },
    { id: "not-found", says: "detail", literals: ["Module not found: Error: "], pattern: /^Module not found: Error: (?<message>.+)$/, class: "module-not-found", pattern_name: "module_not_found" },
    { id: "compiled", says: "verdict", literals: [" compiled with "], pattern: /^webpack [\d.]+ compiled with [1-9]\d* errors?/ },
    {
      id: "esbuild",
      says: "problem",
      literals: ["[ERROR] "],
      pattern: /^(?:✘|X|\S) \[ERROR\] (?<message>.+)$/,
      tool: "esbuild",
      pattern_name: "esbuild_errors",
      after: 4,
      confidence: 0.96,
      read({ message = "" }, { at }) {
        const { file, line, column } = /^\s+(?<file>[^\s:][^:]*):(?<line>\d+):(?<column>\d+):$/.exec(at(2) ?? "")?.groups ?? /^\s+(?<file>[^\s:][^:]*):(?<line>\d+):(?<column>\d+):$/.exec(at(1) ?? "")?.groups ?? {};
        return { message, ...(file === undefined ? {} : { places: [{ file, line, column: column === undefined ? null : Number(column) + 1, message }] }), ...(MISSING.test(message) ? { class: "module-not-found" as const, pattern_name: "module_not_found" } : {}) };
      },
    },
    { id: "rollup", says: "problem", literals: ["RollupError: ", "[vite]: Rollup failed", "[vite:"], pattern: /^(?:\[!\] |error during build:\s*)?(?:\[vite\]: Rollup failed to resolve import (?<message>.+)|RollupError: (?<text>.+)|\[vite:[\w-]{1,60}\] (?<plugin>.+))$/, tool: "vite", pattern_name: "vite_errors", after: 3, before: 3, confidence: 0.9, read: (groups, around) => rolledUp(groups, around) },
    { id: "rolldown", says: "problem", literals: ["╭─[ "], pattern: /^\s*╭─\[ (?<file>[^\s:]+):(?<line>\d+):(?<column>\d+) \]$/, tool: "vite", pattern_name: "vite_errors", before: 4, confidence: 0.94, read: (groups, around) => rolledDown(groups, around) },
    { id: "vite-build", says: "verdict", literals: ["error during build:", "✗ Build failed in "], pattern: /^(?:error during build:|✗ Build failed in .*)$/, tool: "vite", pattern_name: "vite_errors", confidence: 0.9 },
    { id: "next-module", says: "problem", literals: ["Module not found: Can't resolve '", "Parsing ecmascript source code failed"], pattern: /^(?:Error: )?(?<message>Module not found: Can't resolve '.+|Parsing ecmascript source code failed)$/, tool: "next", pattern_name: "next_errors", before: 1, confidence: 0.94, read: ({ message = "" }, around) => inNext(message, around) },
    { id: "turbopack", says: "verdict", literals: ["Turbopack build failed with "], pattern: /Turbopack build failed with \d+ errors?:$/, tool: "next", pattern_name: "next_errors", confidence: 0.95 },
    { id: "next", says: "problem", literals: ["Failed to compile."], pattern: /^Failed to compile\.$/, tool: "next", pattern_name: "next_errors", layer: "wrapper", confidence: 0.7 },
    { id: "next-page", says: "problem", literals: ["Error occurred prerendering page", "Failed to collect page data for", "Failed to collect configuration for"], pattern: /^\s*(?:⨯ )?\[?(?:Error: )?(?<message>(?:Error occurred prerendering page|Failed to collect (?:page data|configuration) for) .{1,300}?)(?:\]|\. Read more.*)?(?: \{.*)?$/, tool: "next", pattern_name: "next_errors", layer: "runtime", confidence: 0.85, read: ({ message = "" }) => ({ message }) },
  ],
};

function bundled(place: { file: string; line: string | undefined; column: string | undefined }, { at }: Surroundings): Finding {
  const message = at(1)?.trim() ?? "";
  const missing = MISSING.test(message);
  return { message, ...(place.line === undefined ? { files: [place.file] } : { places: [{ ...place, message }] }), ...(missing ? { class: "module-not-found", pattern_name: "module_not_found" } : {}) };
}

/** Rollup alone marks its error `[!]`; Vite, which runs it, does not. Columns count from 0. */
function rolledUp({ message, text, plugin = "" }: Groups, { at }: Surroundings): Finding {
  const words = message ?? text ?? plugin;
  const alone = at(0)?.startsWith("[!] ") === true ? { tool: "rollup", pattern_name: "rollup_errors" } : {};
  const { file, line, column } = [0, 1].map((offset) => /(?:^|file: |\] |RollupError: )(?<file>[^\s:()]{1,300}\.\w{1,6})[ :]\(?(?<line>\d+):(?<column>\d+)\)?/.exec(at(offset) ?? "")?.groups).find((found) => found !== undefined) ?? {};
  const from = / from "(?<file>[^"]{1,300})"/.exec(words)?.groups?.["file"];
  const place = file !== undefined ? { places: [{ file, line, column: Number(column) + 1, message: words }] } : from !== undefined ? { files: [from] } : {};
  const missing = message !== undefined || MISSING.test(words) ? { class: "module-not-found" as const, pattern_name: "module_not_found" } : {};
  return { message: words, ...place, ...alone, ...missing };
}

/** Rolldown, in Vite 8, heads a problem with its code in brackets and draws its place below. */
function rolledDown({ file = "", line, column }: Groups, { at }: Surroundings): Finding | null {
  for (const offset of [-1, -2, -3, -4]) {
    const { rule, message } = /^(?:Error: )?\[(?<rule>[A-Z][A-Z_]+)\] (?<message>.+)$/.exec(at(offset) ?? "")?.groups ?? {};
    if (rule === undefined || message === undefined) continue;
    const found: Finding = { kind: rule, message, places: [{ file, line, column, rule, message }] };
    if (/^Warning: /.test(message)) return { ...found, says: "detail" };
    if (rule === "PARSE_ERROR") return { ...found, class: "syntax-error", pattern_name: "vite_syntax_error" };
    return MISSING.test(message) ? { ...found, class: "module-not-found", pattern_name: "module_not_found" } : found;
  }
  return null;
}

/** Next.js names the file on the line above, with its place since Turbopack builds it. */
function inNext(message: string, { at }: Surroundings): Finding | null {
  const { file, line, column } = /^\.\/(?<file>[^\s:]+\.\w+)(?::(?<line>\d+):(?<column>\d+))?$/.exec(at(-1) ?? "")?.groups ?? {};
  if (file === undefined) return null;
  const kind = MISSING.test(message) ? { class: "module-not-found" as const, pattern_name: "module_not_found" } : { class: "syntax-error" as const, pattern_name: "next_syntax_error" };
  return { message, ...kind, ...(line === undefined ? { files: [file] } : { places: [{ file, line, column, message }] }) };
}
