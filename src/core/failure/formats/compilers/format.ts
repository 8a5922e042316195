/** Compilers of smaller languages, each told by its own file names and words: Erlang, Fortran, Intel, OCaml, ModelSim, Nim, Zig, Dart. */
import type { Finding, Format } from "../../format.ts";

/** Fortran in fixed form: `.f` and a line number. */
const FIXED_FORM = [..."123456789"].map((digit) => `.f:${digit}`);

export const compilers: Format = {
  tool: "compiler",
  layer: "tool",
  class: "build-error",
  pattern_name: "compiler_errors",
  rules: [
    { id: "erlc", says: "problem", literals: [".erl:"], pattern: /^(?<file>[^\s:][^:]*\.[eyx]rl):(?<line>\d+):(?:(?<column>\d+):)? (?<warning>Warning: )?(?<message>.+)$/, tool: "erlc", confidence: 0.93, read: ({ file = "", line, column, warning, message }): Finding => ({ places: [{ file, line, column, message }], ...(warning === undefined ? {} : { says: "detail" }) }) },
    {
      id: "gfortran",
      says: "problem",
      literals: [...FIXED_FORM, ".f90:", ".f95:", ".f03:", ".F90:", ".for:"],
      pattern: /^\s*(?<file>[^\s:][^:]*\.(?:f|for|f90|f95|f03|F|F90)):(?<line>\d+)(?:[.:](?<column>\d+)(?:-\d+)?)?:$/,
      tool: "gfortran",
      after: 6,
      confidence: 0.93,
      read({ file = "", line, column }, { at }) {
        for (let offset = 1; offset <= 6; offset++) {
          const { severity, message } = /^\s*(?<severity>Error|Warning|Fatal Error): (?<message>.+)$/.exec(at(offset) ?? "")?.groups ?? {};
          if (severity !== undefined) return { places: [{ file, line, column, message }], ...(severity === "Warning" ? { says: "detail" as const } : {}) };
        }
        return null;
      },
    },
    { id: "intel", says: "problem", literals: [": error #", ": warning #", ": error : ", ": remark #"], pattern: /^(?:\d+>)?(?<file>(?:[A-Za-z]:)?[^\s:(][^:(]*)\((?<line>\d+)\): (?:\(col\. (?<column>\d+)\) )?(?<severity>error|warning|remark|message|catastrophic error)(?: #(?<rule>\d+)| )?: (?<message>.+)$/, tool: "icc", confidence: 0.9, read: ({ file = "", line, column, severity, rule, message }): Finding => ({ places: [{ file, line, column, rule, message }], ...(severity?.endsWith("error") === true ? {} : { says: "detail" }) }) },
    {
      id: "ocaml",
      says: "problem",
      literals: ["\", line ", "\", lines "],
      pattern: /^File "(?<file>[^"]+\.mli?|[^"]+\.ml[ly])", lines? (?<line>\d+)(?:-\d+)?, characters (?<column>\d+)-\d+:$/,
      tool: "ocaml",
      after: 8,
      confidence: 0.95,
      read({ file = "", line, column }, { at }) {
        const message = [1, 2, 3, 4, 5, 6, 7, 8].map((offset) => at(offset) ?? "").find((text) => /^(?:Error|Warning)/.test(text));
        return { places: [{ file, line, column: column === undefined ? null : Number(column) + 1, message }], ...(message?.startsWith("Warning") === true ? { says: "detail" as const } : {}) };
      },
    },
    { id: "modelsim", says: "problem", literals: ["** Error: ", "** Error (suppressible): ", "** Fatal: "], pattern: /^#? ?\*\* (?:Error|Fatal)(?: \(suppressible\))?: (?:\(?(?<rule>v\w+-\d+)\)? )?(?:(?<file>[^\s:(]+\.s?vh?d?l?)\((?<line>\d+)\): )?(?<message>.+)$/, tool: "modelsim", confidence: 0.93 },
    { id: "zig", says: "problem", literals: [".zig:", ".nim(", ".dart:"], pattern: /^(?<file>[^\s:(]+\.(?:zig|nim|dart))[:(](?<line>\d+)[:,] ?(?<column>\d+)\)?:? ?(?:[Ee]rror:) (?<message>.+)$/, confidence: 0.9, read: ({ file = "", line, column, message }) => ({ tool: file.endsWith(".zig") ? "zig" : file.endsWith(".nim") ? "nim" : "dart", places: [{ file, line, column, message }] }) },
  ],
};
