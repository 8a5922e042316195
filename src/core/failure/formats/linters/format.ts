/** Linters whose problem is one line of their own making: each rule names its tool. */
import type { Finding, Format, Groups, Rule } from "../../format.ts";

interface OneLine {
  readonly tool: string;
  readonly literals: readonly string[];
  readonly pattern: RegExp;
  /** Advice that a build goes on after: no proof of a failure. */
  readonly advice?: true;
}

const TOOLS: readonly OneLine[] = [
  { tool: "cpplint", literals: ["] [1]", "] [2]", "] [3]", "] [4]", "] [5]"], pattern: /^(?<file>[^\s:][^:]*):(?<line>\d+): {1,2}(?<message>.+?) {1,2}\[(?<rule>[\w/+]+)\] \[[1-5]\]$/ },
  { tool: "puppet-lint", literals: [".pp - "], pattern: /^(?<file>\S+\.pp) - (?:WARNING|ERROR): (?<message>.+) on line (?<line>\d+)$/ },
  { tool: "puppet-lint", literals: [":WARNING: ", ":ERROR: "], pattern: /^(?<file>\S+\.pp):(?<line>\d+)(?::(?<column>\d+))?:(?:WARNING|ERROR): (?<message>.+)$/ },
  { tool: "swiftlint", literals: [".swift:"], pattern: /^(?<file>[^\s:][^:]*\.swift):(?<line>\d+)(?::(?<column>\d+))?: (?:warning|error): (?<message>.+) \((?<rule>[a-z_]+)\)$/ },
  { tool: "dart", literals: [".dart:"], pattern: /^\s*(?:info|warning|error) +• (?<message>.+) • (?<file>\S+\.dart):(?<line>\d+):(?<column>\d+) • (?<rule>\w+)$/ },
  { tool: "dart", literals: [" - lib/", " - test/", " - bin/"], pattern: /^\s*(?:info|warning|error) - (?<file>\S+\.dart):(?<line>\d+):(?<column>\d+) - (?<message>.+) - (?<rule>\w+)$/ },
  { tool: "jshint", literals: [": line "], pattern: /^(?<file>[^\s:][^:]*): line (?<line>\d+), col (?<column>\d+), (?<message>(?!Error - |Warning - ).+?)(?: \((?<rule>[EWI]\d+)\))?$/ },
  { tool: "standard", literals: [".js:", ".jsx:", ".ts:", ".mjs:"], pattern: /^\s{2}(?<file>\/?[^\s:]+\.[cm]?[jt]sx?):(?<line>\d+):(?<column>\d+): (?<message>.+?)(?: \((?<rule>[@a-z][\w@/-]*)\))?$/ },
  { tool: "misspell", literals: ["is a misspelling of"], pattern: /^(?<file>[^\s:][^:]*):(?<line>\d+):(?<column>\d+): (?<message>"[^"]+" is a misspelling of .+)$/ },
  { tool: "verilator", literals: ["%Error", "%Warning"], pattern: /^%(?:Error|Warning)(?:-(?<rule>\w+))?: (?<file>[^\s:]+):(?<line>\d+)(?::(?<column>\d+))?: (?<message>.+)$/ },
  { tool: "protolint", literals: [".proto:"], pattern: /^\[?(?<file>[^\s:[]+\.proto):(?<line>\d+):(?<column>\d+)\]?:? (?<message>.+)$/ },
  { tool: "perlcritic", literals: ["(Severity: "], pattern: /^(?:(?<file>\S+\.p[lm]): )?(?<message>.+) at line (?<line>\d+), column (?<column>\d+)\.\s+.*\(Severity: \d\)$/ },
  { tool: "credo", literals: [".ex:", ".exs:"], pattern: /^\s*(?:┃\s+)?\[[CDFRW]\] [↗↑→↘↓] (?<file>\S+\.exs?):(?<line>\d+)(?::(?<column>\d+))?(?: (?:#\(|\()?(?<message>.*?)\)?)?$/ },
  { tool: "sorbet", literals: ["https://srb.help/"], pattern: /^(?<file>[^\s:][^:]*\.rbi?):(?<line>\d+): (?<message>.+) https:\/\/srb\.help\/(?<rule>\d+)$/ },
  { tool: "brakeman", literals: [".rb\t", ".erb\t", ".haml\t"], pattern: /^(?<file>\S+\.(?:rb|erb|haml))\t(?<line>\d+)\t(?<rule>[\w ]+)\t(?:\w+\t)?(?<message>.+)$/ },
  { tool: "flawfinder", literals: [":  [0] (", ":  [1] (", ":  [2] (", ":  [3] (", ":  [4] (", ":  [5] ("], pattern: /^(?<file>[^\s:][^:]*):(?<line>\d+):(?:(?<column>\d+):)? +\[\d\] \((?<rule>\w+)\) ?(?<message>.*)$/ },
  { tool: "dotenv-linter", literals: [".env:", ".env."], pattern: /^(?<file>\S*\.env[\w.]*):(?<line>\d+) (?<rule>[A-Z][A-Za-z]+): (?<message>.+)$/ },
  { tool: "buildifier", literals: ["BUILD:", ".bzl:", ".bazel:"], pattern: /^(?<file>\S*(?:BUILD|WORKSPACE|\.bzl|\.bazel)\S*):(?<line>\d+)(?::(?<column>\d+))?: (?<rule>[a-z-]+): (?<message>.+)$/ },
  { tool: "vale", literals: [".md:", ".rst:", ".adoc:"], pattern: /^(?<file>[^\s:][^:]*\.(?:md|rst|adoc|txt)):(?<line>\d+):(?<column>\d+):(?<rule>[A-Z]\w+\.\w+):(?<message>.+)$/ },
  { tool: "javadoc", advice: true, literals: [".java:"], pattern: /^(?:\[\w+\] )?(?<file>[^\s:][^:]*\.(?:java|kt)):(?<line>\d+): (?:warning|error) ?- (?<message>.+)$/ },
  { tool: "doxygen", advice: true, literals: [": warning: "], pattern: /^(?<file>[^\s:][^:]*):(?<line>\d+): warning: (?<message>(?:Member|Compound|The following parameter|argument|documented|unable to resolve|Found unknown command|explicit link|no uniquely|return type|parameters of|end of).+)$/ },
  { tool: "scalastyle", literals: [".scala:"], pattern: /^(?:\[(?:warn|error)\] |(?:warning|error) file=)(?<file>[^\s:]+\.scala)(?: message=|:)(?<line>\d+)?(?::(?<column>\d+))?:? ?(?<message>(?:Magic Number|File |Header|Whitespace|Public method|Line ).+)$/ },
  { tool: "oelint", literals: [":oelint.", "[oelint."], pattern: /^(?<file>[^\s:][^:]*):(?<line>\d+):(?:error|warning|info):(?<rule>oelint\.[\w.-]+):(?<message>.+?)(?: \[.*\])?$/ },
];

export const linters: Format = {
  tool: "linter",
  layer: "tool",
  class: "lint",
  pattern_name: "lint_problems",
  rules: [
    ...TOOLS.map((entry, index): Rule => ({
      id: TOOLS.findIndex(({ tool }) => tool === entry.tool) === index ? entry.tool : `${entry.tool}-${String(index)}`,
      says: entry.advice === true ? "hint" : "problem",
      literals: entry.literals,
      pattern: entry.pattern,
      tool: entry.tool,
      pattern_name: `${entry.tool.replaceAll("-", "_")}_problems`,
      confidence: 0.93,
    })),
    { id: "typos", says: "problem", literals: ["error: `"], pattern: /^error: (?<message>`[^`]+` should be .+)$/, tool: "typos", pattern_name: "spelling_problems", after: 2, confidence: 0.94, read: ({ message }, { at }) => typo(message, at(1) ?? "") },
    { id: "gotestsum", says: "problem", literals: ["=== FAIL: "], pattern: /^=== FAIL: (?<package>\S+) (?<test>\S+) \([\d.]+s\)$/, class: "test-failure", tool: "go test", pattern_name: "go_test_failures", confidence: 0.96 },
  ],
};

function typo(message: string | undefined, below: string): Finding {
  const place: Groups = /^\s*(?:-->|╭▸) (?<file>[^\s:][^:]*):(?<line>\d+):(?<column>\d+)$/.exec(below)?.groups ?? {};
  return place["file"] === undefined ? {} : { places: [{ file: place["file"], line: place["line"], column: place["column"], message }] };
}
