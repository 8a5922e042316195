/** Linters whose problem is one line of their own making, as their sources print it. */
import { afterLetter } from "../literals.ts";

export interface OneLine {
  readonly tool: string;
  readonly literals: readonly string[];
  readonly pattern: RegExp;
  /** Advice that a build goes on after: no proof of a failure. */
  readonly advice?: true;
}

export const oneLineLinters: readonly OneLine[] = [
  { tool: "cpplint", literals: ["] [1]", "] [2]", "] [3]", "] [4]", "] [5]"], pattern: /^(?<file>[^\s:][^:]*):(?<line>\d+): {1,2}(?<message>.+?) {1,2}\[(?<rule>[\w/+]+)\] \[[1-5]\]$/ },
  { tool: "puppet-lint", literals: [".pp - "], pattern: /^(?<file>\S+\.pp) - (?:WARNING|ERROR): (?<message>.+) on line (?<line>\d+)(?: \(check: (?<rule>\w+)\))?$/ },
  { tool: "puppet-lint", literals: [" (check: "], pattern: /^(?:WARNING|ERROR): (?<message>.+) on line \d+ \(check: (?<rule>\w+)\)$/ },
  { tool: "puppet-lint", literals: [":WARNING: ", ":ERROR: "], pattern: /^(?<file>\S+\.pp):(?<line>\d+)(?::(?<column>\d+))?:(?:WARNING|ERROR): (?<message>.+)$/ },
  { tool: "swiftlint", literals: [".swift:"], pattern: /^(?<file>[^\s:][^:]*\.swift):(?<line>\d+)(?::(?<column>\d+))?: (?:warning|error): (?<message>.+) \((?<rule>[a-z_]+)\)$/ },
  { tool: "dart", literals: [".dart:"], pattern: /^\s*(?:info|warning|error) +• (?<message>.+) • (?<file>\S+\.dart):(?<line>\d+):(?<column>\d+) • (?<rule>\w+)$/ },
  { tool: "dart", literals: [" - lib/", " - test/", " - bin/"], pattern: /^\s*(?:info|warning|error) - (?<file>\S+\.dart):(?<line>\d+):(?<column>\d+) - (?<message>.+) - (?<rule>\w+)$/ },
  { tool: "jshint", literals: [": line "], pattern: /^(?<file>[^\s:][^:]*): line (?<line>\d+), col (?<column>\d+), (?<message>(?!Error - |Warning - |error - |warning - ).+?)(?: \((?<rule>[EWI]\d+)\))?$/ },
  { tool: "standard", literals: [".js:", ".jsx:", ".ts:", ".mjs:"], pattern: /^\s{2}(?<file>\/?[^\s:]+\.[cm]?[jt]sx?):(?<line>\d+):(?<column>\d+): (?<message>.+?)(?: \((?<rule>[@a-z][\w@/-]*)\))?$/ },
  { tool: "misspell", literals: ["is a misspelling of"], pattern: /^(?<file>[^\s:][^:]*):(?<line>\d+):(?<column>\d+): (?<message>"[^"]+" is a misspelling of .+)$/ },
  { tool: "verilator", literals: ["%Error", "%Warning"], pattern: /^%(?:Error|Warning)(?:-(?<rule>\w+))?: (?<file>[^\s:]+):(?<line>\d+)(?::(?<column>\d+))?: (?<message>.+)$/ },
  { tool: "protolint", literals: [".proto:"], pattern: /^\[?(?<file>[^\s:[]+\.proto):(?<line>\d+):(?<column>\d+)\]?:? (?<message>.+)$/ },
  { tool: "buf", literals: [".proto:"], pattern: /^(?<file>[^\s:[]+\.proto):(?<line>\d+):(?<column>\d+):(?<message>\S.*)$/ },
  { tool: "perlcritic", literals: ["(Severity: "], pattern: /^(?:(?<file>\S+\.p[lm]): )?(?<message>.+) at line (?<line>\d+), column (?<column>\d+)\.\s+.*\(Severity: \d\)$/ },
  { tool: "credo", literals: [".ex:", ".exs:"], pattern: /^\s*(?:┃\s+)?\[[CDFRW]\] [↗↑→↘↓] (?<file>\S+\.exs?):(?<line>\d+)(?::(?<column>\d+))?(?: (?:#\(|\()?(?<message>.*?)\)?)?$/ },
  { tool: "sorbet", literals: ["https://srb.help/"], pattern: /^(?<file>[^\s:][^:]*\.rbi?):(?<line>\d+): (?<message>.+) https:\/\/srb\.help\/(?<rule>\d+)$/ },
  { tool: "brakeman", literals: [".rb\t", ".erb\t", ".haml\t"], pattern: /^(?<file>\S+\.(?:rb|erb|haml))\t(?<line>\d+)\t(?<rule>[\w -]+)\t(?:\w+\t)?(?<message>.+)$/ },
  { tool: "brakeman", literals: ["  High", "  Medium", "  Weak", " High", " Medium"], pattern: /^(?<file>\S+\.(?:rb|erb|haml)) {2,}(?<line>\d+) {2,}(?<rule>[A-Z][A-Za-z-]{0,40}(?: [A-Z][A-Za-z-]{0,40}){0,4}?) {1,10}\w{1,60} (?<message>\S(?:.{0,400}\S)?) {1,40}(?:High|Medium|Weak)$/ },
  { tool: "flawfinder", literals: [":  [0] (", ":  [1] (", ":  [2] (", ":  [3] (", ":  [4] (", ":  [5] ("], pattern: /^(?<file>[^\s:][^:]*):(?<line>\d+):(?:(?<column>\d+):)? +\[\d\] \((?<rule>\w+)\) ?(?<message>.*)$/ },
  { tool: "dotenv-linter", literals: [".env:", ".env."], pattern: /^(?<file>[^\s:]*\.env[\w.]{0,40}):(?<line>\d+) (?<rule>[A-Z][A-Za-z]+): (?<message>.+)$/ },
  { tool: "buildifier", literals: ["BUILD:", ".bzl:", ".bazel:"], pattern: /^(?<file>[^\s:]*(?:BUILD|WORKSPACE|\.bzl|\.bazel)[^\s:]*):(?<line>\d+)(?::(?<column>\d+))?: (?<rule>[a-z-]+): (?<message>.+)$/ },
  { tool: "vale", literals: [".md:", ".rst:", ".adoc:"], pattern: /^(?<file>[^\s:][^:]*\.(?:md|rst|adoc|txt)):(?<line>\d+):(?<column>\d+):(?<rule>[A-Z]\w+\.\w+):(?<message>.+)$/ },
  { tool: "javadoc", advice: true, literals: [".java:"], pattern: /^(?:\[\w+\] )?(?<file>[^\s:][^:]*\.(?:java|kt)):(?<line>\d+): (?:warning|error) ?- (?<message>.+)$/ },
  { tool: "doxygen", advice: true, literals: [": warning: "], pattern: /^(?<file>[^\s:][^:]*):(?<line>\d+): warning: (?<message>(?:Member|Compound|The following parameter|argument|documented|unable to resolve|Found unknown command|explicit link|no uniquely|return type|parameters of|end of).+)$/ },
  { tool: "scalastyle", literals: [".scala:"], pattern: /^\[(?:warn|error)\] (?<file>[^\s:]+\.scala):(?<line>\d+)?(?::(?<column>\d+))?:? ?(?<message>(?:Magic Number|File |Header|Whitespace|Public method|Line |(?:Object|Class|Method|Package|Field|Parameter|Type parameter) name|Package object|Number of|Cyclomatic complexity|Regular expression|Avoid |There should|Illegal import|Imports? |Insert|If block|If-then|Redundant braces|Expected |Space |Use |Don't ).+)$/ },
  { tool: "scalastyle", literals: ["warning file=", "error file="], pattern: /^(?:warning|error) file=(?<file>\S+) message=(?<message>.+?)(?: line=(?<line>\d+))?(?: column=(?<column>\d+))?$/ },
  { tool: "oelint", literals: [":oelint.", "[oelint."], pattern: /^(?<file>[^\s:][^:]*):(?<line>\d+):(?:error|warning|info):(?<rule>oelint\.[\w.-]+):(?<message>.+?)(?: \[.*\])?$/ },
  { tool: "ansible-lint", literals: [".yml:", ".yaml:"], pattern: /^(?<file>[^\s:]+\.ya?ml):(?<line>\d+)(?::(?<column>\d+))?: \[?(?<rule>(?:EANSIBLE|E)?\d{3,4}|[a-z][a-z0-9-]*\[[\w./-]+\]|[a-z]+(?:-[a-z]+)+)(?:\[\/\])?(?:\]:?|:|(?= [A-Z])) (?<message>.+)$/ },
  { tool: "gosec", literals: ["] - G"], pattern: /^\[(?<file>[^\s\]:][^\]:]*):(?<line>\d+)(?:-\d+)?\] - (?<rule>G\d{3})\b(?<message>.*)$/ },
  { tool: "erb-lint", literals: [".erb:"], pattern: /^(?<file>[^\s:][^:]*\.erb):(?<line>\d+):(?<column>\d+): (?<message>.+)$/ },
  { tool: "erb-lint", literals: ["In file: "], pattern: /^In file: (?<file>\S+\.erb):(?<line>\d+)$/ },
  { tool: "reek", literals: ["github.com/troessner/reek"], pattern: /^\s*(?<file>[^\s:]+\.rb):(?<line>\d+): (?<rule>[A-Z]\w+): (?<message>.+) \[https:/ },
  { tool: "standardrb", literals: [": Style/", ": Layout/", ": Lint/", ": Naming/", ": Performance/", ": Security/", ": Bundler/", ": Gemspec/"], pattern: /^\s{2}(?<file>[^\s:]+):(?<line>\d+):(?<column>\d+): (?<rule>[A-Z]\w+\/\w+): (?<message>.+)$/ },
  { tool: "cpplint", literals: [" cpplint: ["], pattern: /^(?<file>[^\s(]+)\((?<line>\d+)\): (?:error|warning) cpplint: \[(?<rule>[\w/+]+)\] (?<message>.+) \[[1-5]\]$/ },
  { tool: "csslint", literals: [".css: line "], pattern: /^(?:csslint: )?(?<file>[^\s:][^:]*\.css): line (?<line>\d+), col (?<column>\d+), (?:Error|Warning) - (?<message>.+?)(?: \((?<rule>[\w-]+)\))?$/ },
  { tool: "dart", literals: ["|COMPILE_TIME_ERROR|", "|STATIC_WARNING|", "|STATIC_TYPE_WARNING|", "|SYNTACTIC_ERROR|", "|LINT|", "|HINT|"], pattern: /^(?:ERROR|WARNING|INFO|SEVERE)\|\w+\|(?<rule>\w+)\|(?<file>[^|]+)\|(?<line>\d+)\|(?<column>\d+)\|\d+\|(?<message>.+)$/ },
  { tool: "foodcritic", literals: ["FC00", "FC01", "FC02", "FC03", "FC04", "FC05", "FC06", "FC07", "FC08", "FC09", "FC10", "FC11", "FC12"], pattern: /^(?<rule>FC\d{3}): (?<message>.+): (?<file>[^\s:]+):(?<line>\d+)$/ },
  { tool: "tflint", literals: [".tf:"], pattern: /^(?<file>[^\s:]+\.tf):(?<line>\d+):(?<column>\d+): (?:Error|Warning|Notice) - (?<message>.+) \((?<rule>\w+)\)$/ },
  { tool: "clj-kondo", literals: [".clj:", ".cljs:", ".cljc:", ".edn:"], pattern: /^(?<file>[^\s:]+\.(?:clj[sc]?|edn)):(?<line>\d+):(?<column>\d+): (?:warning|error): (?<message>.+)$/ },
  { tool: "doc8", literals: [".rst:", ".txt:"], pattern: /^(?<file>[^\s:]+\.(?:rst|txt)):(?<line>\d+): (?<rule>D\d{3}) (?<message>.+)$/ },
  { tool: "rstcheck", literals: ["(INFO/", "(WARNING/", "(ERROR/", "(SEVERE/"], pattern: /^(?<file>[^\s:]+\.\w+):(?<line>\d+): \((?:INFO|WARNING|ERROR|SEVERE)\/\d\) (?<message>.+)$/ },
  { tool: "vulture", literals: ["% confidence)", "% confidence,"], pattern: /^(?<file>[^\s:]+\.py):(?<line>\d+): (?<message>(?:unused|unreachable|unsatisfiable|redundant) .+ \(\d+% confidence(?:, .*)?\))$/ },
  { tool: "bandit", literals: ["[bandit]: "], pattern: /^(?<file>[^\s:]+\.py):(?<line>\d+): (?<rule>B\d{3})\[bandit\]: (?<message>.+)$/ },
  { tool: "phpmd", literals: [".php:"], pattern: /^(?<file>[^\s:]+\.php):(?<line>\d+)\s+(?<rule>[A-Z][A-Za-z]+)\s+(?<message>[A-Z].+)$/ },
  { tool: "phpcs", literals: [".php:"], pattern: /^(?<file>[^\s:]+\.(?:php|inc)):(?<line>\d+):(?<column>\d+): (?:error|warning) - (?<message>.+)$/ },
  { tool: "eslint", literals: afterLetter(") at "), pattern: /^(?:error|warning): (?<message>.+) \((?<rule>[@a-z][\w@/-]*)\) at (?<file>[^\s:]+):(?<line>\d+):(?<column>\d+):$/ },
  { tool: "pep257", literals: [" PEP257 "], pattern: /^(?<file>[^\s:]+\.py):(?<line>\d+)(?::\d+)?: (?<message>PEP257 .+)$/ },
  { tool: "commitlint", literals: ["✖   "], pattern: /^✖ {3}(?<message>(?!found ).+) \[(?<rule>[a-z-]+)\]$/ },
  { tool: "ember-template-lint", literals: [".hbs:"], pattern: /^(?<file>[^\s:]+\.hbs):(?<line>\d+):(?<column>\d+):? (?<message>.+)$/ },
  { tool: "refurb", literals: [" [FURB"], pattern: /^(?<file>[^\s:]+\.pyi?):(?<line>\d+):(?<column>\d+) \[(?<rule>FURB\d{3})\]: (?<message>.+)$/ },
  { tool: "semgrep", literals: [":error(", ":warning("], pattern: /^(?<file>[^\s:]+):(?<line>\d+):(?<column>\d+):(?:error|warning)\((?<rule>[\w.-]+)\):(?<message>.+)$/ },
  { tool: "semgrep", literals: [":E:", ":W:"].flatMap((mark) => [..."0123456789"].map((digit) => `${digit}${mark}`)), pattern: /^(?<file>[^\s:]+):(?<line>\d+):(?<column>\d+):[EW]:(?<rule>[\w-]+(?:\.[\w-]+)+):(?<message>.+)$/ },
];
