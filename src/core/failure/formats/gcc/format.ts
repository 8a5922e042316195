/** GCC, Clang and the linkers, and tools that print in their manner (clang-tidy marks its checks in brackets). */
import type { Finding, Format, Groups } from "../../format.ts";

const SOURCE = "(?<file>(?:[A-Za-z]:)?[^\\s:][^:]{0,300})";

export const gcc: Format = {
  tool: "gcc",
  layer: "tool",
  class: "build-error",
  pattern_name: "compiler_errors",
  judge: (sightings) => (sightings.some(({ rule }) => rule.id === "generated") ? { class: "build-error", tool: "clang", pattern_name: "compiler_errors" } : null),
  rules: [
    { id: "error", says: "problem", literals: [": error: ", ": fatal error: ", ": warning: "], pattern: new RegExp(`^(?:\\[\\s*\\d+%\\] )?${SOURCE}:(?<line>\\d+):(?:(?<column>\\d+):)? (?<severity>(?:fatal )?error|warning): (?<message>.+?)(?: \\[(?<rule>[\\w.,+=-]+?)(?:,-warnings-as-errors)?\\])?$`), confidence: 0.92, read: (groups) => readCompiler(groups) },
    { id: "undefined", says: "problem", literals: ["undefined reference to ", "Undefined symbols for architecture", "multiple definition of "], pattern: /^(?:\S*ld(?:\.\w+)?: )?(?:(?<file>[^\s:()]+\.(?:cc?|cpp|cxx|C|m|mm|f90|s)):(?:(?<line>\d+)|\([^)]*\)): ?)?.*(?<message>undefined reference to .*|Undefined symbols for architecture.*|multiple definition of .*)$/, tool: "ld", pattern_name: "linker_errors", confidence: 0.94 },
    { id: "ld", says: "problem", literals: ["ld: cannot find -l", "ld: library not found", "ld: symbol(s) not found", "collect2: error: ld returned", "ld.lld: error: ", "lld-link: error: ", "wasm-ld: error: ", "mold: error: ", "ld.gold: error: ", "ld64.lld: error: ", "linker command failed with exit code"], pattern: /(?:(?:ld\.lld|lld-link|wasm-ld|mold|ld\.gold|ld64\.lld): error: (?<text>.+)|clang(?:\+\+)?(?:-\d+)?: error: linker command failed.*|ld: (?<message>cannot find -l.*|library not found.*|symbol\(s\) not found.*)|collect2: error: ld returned \d+ exit status)/, tool: "ld", pattern_name: "linker_errors", confidence: 0.92 },
    { id: "command", says: "problem", literals: ["cc: error: ", "cc1plus: ", "cc1: ", "g++: error: ", "clang: error: "], pattern: /^(?:gcc|cc|g\+\+|c\+\+|clang(?:\+\+)?(?:-\d+)?|cc1(?:plus)?): (?:fatal )?error: (?<message>(?!linker command failed|unable to execute command: Killed|clang frontend command failed|ld terminated with signal 9|Killed signal).+)$/, confidence: 0.88, read: ({ message = "" }, { at }) => ({ message, ...(at(0)?.startsWith("clang") === true ? { tool: "clang" } : {}) }) },
    { id: "assembler", says: "problem", literals: [": Error: "], pattern: /^(?<file>[^\s:]+\.(?:s|S|asm|c|cc|cpp)):(?<line>\d+): Error: (?<message>.+)$/, confidence: 0.93 },
    { id: "nvcc", says: "problem", literals: ["): error: ", "): error #"], pattern: /^(?<file>[^\s(]+\.(?:cuh?|cpp|cc|c|h|hpp))\((?<line>\d+)\): error(?: ?#[\w-]+)?: (?<message>(?!in ").+)$/, tool: "nvcc", confidence: 0.9, read: (groups) => keilOrNvcc(groups) },
    { id: "msvc-style", says: "problem", literals: ["): error: ", "): fatal error: ", "): warning: "], pattern: /^(?<file>(?:[A-Za-z]:)?[^\s:(][^:(]*)\((?<line>\d+),(?<column>\d+)\): (?<severity>(?:fatal )?error|warning): (?<message>.+?)(?: \[(?<rule>-W[\w.,+=-]+)\])?$/, tool: "clang", confidence: 0.92, read: (groups) => readCompiler(groups) },
    { id: "generated", says: "detail", literals: [" errors generated.", " error generated."], pattern: /^(?:\d+ warnings? and )?\d+ errors? generated\.$/ },
  ],
};

function readCompiler({ file = "", line, column, severity, message = "", rule }: Groups): Finding | null {
  if (/^\d+$/.test(file) || /\.(?:java|kt|kts|go|py|pyi|swift|rs|zig|nim|dart|clj|cljs|cljc|sh|hs|scala|rb|php|ts|tsx|js|jsx)$/.test(file) || /^unmappable character/.test(message)) return null;
  const place = { file, line, column, message, rule };
  const found = { places: [place], message, ...(rule === undefined ? {} : { kind: rule }) };
  if (rule === "-Wclang-format-violations") return { ...found, class: "format", tool: "clang-format", pattern_name: "clang_format_unformatted" };
  if (/No space left on device/.test(message)) return null;
  if (rule !== undefined && /^(?:[a-z]+[\w.,-]*-)/.test(rule) && !rule.startsWith("-W") && !rule.startsWith("-f")) return { ...found, class: "lint", tool: "clang-tidy", pattern_name: "clang_tidy_problems" };
  return severity === "warning" ? { ...found, says: "detail" } : found;
}

/** Arm's compiler (`error:  #20: …`) and NVIDIA's print the same line but for the number. */
function keilOrNvcc({ file = "", line, message = "" }: Groups): Finding {
  const arm = /^ ?#\d+(?:-D)?: /.test(message);
  return { places: [{ file, line, message }], message, ...(arm ? { tool: "armcc" } : {}) };
}
