/** Compilers of smaller languages, each told by its own file names and words: Erlang, Fortran, Intel, OCaml, ModelSim, Nim, Zig, Dart. */
import type { Finding, Format } from "../../format.ts";
import { readGroups } from "../../sighting.ts";

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
          const { severity, message } = /^\s*(?<severity>Error|Warning|Fatal Error|Internal Error(?= at \(\d)):? (?<message>.+)$/.exec(at(offset) ?? "")?.groups ?? {};
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
    { id: "elm", says: "problem", literals: [" ERROR --", " ERROR - "], pattern: /^-- [A-Z ]+ (?:ERROR )?-+ (?<file>\S+\.elm)$/, tool: "elm", confidence: 0.96 },
    { id: "crystal", says: "problem", literals: [".cr:"], pattern: /^In (?<file>\S+\.cr):(?<line>\d+):(?<column>\d+)$/, tool: "crystal", confidence: 0.95 },
    { id: "vala", says: "problem", literals: [".vala:"], pattern: /^(?<file>\S+\.vala):(?<line>\d+)\.(?<column>\d+)-[\d.]+: error: (?<message>.+)$/, tool: "valac", confidence: 0.96 },
    { id: "d", says: "problem", literals: ["): Error: "], pattern: /^(?<file>\S+\.di?)\((?<line>\d+)(?:,(?<column>\d+))?\): Error: (?<message>.+)$/, tool: "dmd", confidence: 0.95 },
    { id: "pascal", says: "problem", literals: [".pas(", ".pp(", ".lpr("], pattern: /^(?<file>\S+\.(?:pas|pp|lpr|dpr))\((?<line>\d+),(?<column>\d+)\) (?:Error|Fatal): (?<message>.+)$/, tool: "fpc", confidence: 0.95 },
    { id: "iverilog", says: "problem", literals: [": syntax error", ": error: "], pattern: /^(?<file>\S+\.s?vh?):(?<line>\d+): (?<message>syntax error|error: .+)$/, tool: "iverilog", confidence: 0.93 },
    { id: "ghc-old", says: "problem", literals: [".hs:"], pattern: /^(?<file>\S+\.l?hs):(?<line>\d+):(?<column>\d+):(?<message>| (?:Not in scope|parse error|Couldn't match|No instance|Ambiguous|Could not find module|Failed to load interface|lexical error).*)$/, tool: "ghc", confidence: 0.9 },
    { id: "meson", says: "problem", literals: ["meson.build:"], pattern: /^(?<file>\S*meson\.build):(?<line>\d+):(?<column>\d+): ERROR: (?<message>.+)$/, tool: "meson", pattern_name: "meson_configure", confidence: 0.96 },
    { id: "configure", says: "problem", literals: ["configure: error: "], pattern: /^configure: error: (?<message>.+)$/, tool: "configure", pattern_name: "configure", confidence: 0.93 },
    { id: "bazel-fetch", says: "problem", literals: ["Error downloading ["], pattern: /\bError downloading \[(?<message>[^\]]{1,600}\] to \S+: .+)$/, class: "network-infra", tool: "bazel", pattern_name: "network_failure", confidence: 0.96, read: ({ message = "" }) => fetched(message) },
    { id: "bazel", says: "problem", literals: ["BUILD:", ".bazel:", ".bzl:"], pattern: /^ERROR: (?<file>\S*(?:BUILD|BUILD\.bazel|WORKSPACE|\.bzl)):(?<line>\d+)(?::(?<column>\d+))?: (?<message>.+)$/, tool: "bazel", pattern_name: "bazel_build", confidence: 0.93, read: (groups) => (groups["message"]?.includes("Error downloading [") === true ? null : readGroups(groups)) },
    { id: "bazel-build", says: "verdict", literals: ["Build did NOT complete successfully"], pattern: /^(?:FAILED|ERROR): Build did NOT complete successfully/, tool: "bazel", pattern_name: "bazel_build", layer: "wrapper" },
    { id: "bazel-test", says: "problem", literals: [" FAILED in ", " TIMEOUT in ", " FAILED TO BUILD"], pattern: /^(?<test>\/\/\S+)\s+(?:FAILED|TIMEOUT)(?: TO BUILD)?(?: in .*)?$/, class: "test-failure", tool: "bazel", pattern_name: "bazel_test_failures", confidence: 0.96 },
    { id: "latex", says: "problem", literals: ["! Undefined control", "! LaTeX Error: ", "! Missing ", "! Package "], pattern: /^! (?<message>(?:Undefined control sequence|LaTeX Error: |Missing |Package \S+ Error: ).*)$/, tool: "latex", pattern_name: "latex_errors", confidence: 0.94 },
    { id: "zig", says: "problem", literals: [".zig:", ".nim(", ".dart:"], pattern: /^(?<file>[^\s:(]+\.(?:zig|nim|dart))[:(](?<line>\d+)[:,] ?(?<column>\d+)\)?:? ?(?:[Ee]rror:) (?<message>.+)$/, confidence: 0.9, read: ({ file = "", line, column, message }) => ({ tool: file.endsWith(".zig") ? "zig" : file.endsWith(".nim") ? "nim" : "dart", places: [{ file, line, column, message }] }) },
  ],
};

/** What Bazel says of a download it gave up (`HttpConnector.java`, `HttpDownloader.java`): an answer that is final is no trouble of the network. */
function fetched(message: string): Finding {
  if (/returned 40[13]\b/.test(message)) return { message, class: "auth-permission", pattern_name: "access_denied" };
  if (/returned 429\b/.test(message)) return { message, class: "rate-limit", pattern_name: "rate_limited" };
  return /returned 4\d\d\b|Checksum was /.test(message) ? { message, class: "dependency-install", pattern_name: "bazel_fetch" } : { message };
}
