/** Elixir: mix compile and mix test (ExUnit). */
import type { Format } from "../../format.ts";
import { afterNumber } from "../literals.ts";

export const exunit: Format = {
  tool: "mix",
  layer: "tool",
  class: "test-failure",
  pattern_name: "exunit_failures",
  rules: [
    {
      id: "test",
      says: "problem",
      literals: afterNumber(") test ", ") property ", ") doctest "),
      pattern: /^\s+\d+\) (?<test>(?:test|property|doctest) .+)$/,
      after: 3,
      confidence: 0.96,
      read({ test = "" }, { at }) {
        const { file, line } = /^\s+(?<file>\S+\.exs):(?<line>\d+)$/.exec(at(1) ?? "")?.groups ?? {};
        return file === undefined ? { tests: [test] } : { tests: [test], places: [{ file, line }] };
      },
    },
    { id: "summary", says: "verdict", literals: [" failures", " failure"], pattern: /^(?:\d+ \w+, )*\d+ tests?, [1-9]\d* failures?(?:, \d+ \w+)*$/, confidence: 0.85, read: (_groups, { previous }) => (previous === null ? { says: "hint" } : {}) },
    { id: "compile", says: "problem", literals: ["** (CompileError)", "** (SyntaxError)", "** (TokenMissingError)"], pattern: /^\*\* \((?<rule>CompileError|SyntaxError|TokenMissingError)\) (?<file>\S+?\.exs?):(?<line>\d+)(?::(?<column>\d+))?: (?<message>.+)$/, class: "build-error", pattern_name: "elixir_compile", confidence: 0.96 },
    { id: "compile-file", says: "problem", literals: ["== Compilation error in file "], pattern: /^== Compilation error in file (?<file>\S+) ==$/, class: "build-error", pattern_name: "elixir_compile", confidence: 0.95 },
    { id: "compile-error", says: "problem", literals: [" error: "], pattern: /^\s*error: (?<message>(?:undefined (?:function|variable)|module .* is not).*)$/, class: "build-error", pattern_name: "elixir_compile", confidence: 0.7 },
  ],
};
