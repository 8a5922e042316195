/** RuboCop (progress, clang, simple, emacs), and what prints in its manner: haml-lint, slim-lint, fasterer, reek. */
import type { Format } from "../../format.ts";

export const rubocop: Format = {
  tool: "rubocop",
  layer: "tool",
  class: "lint",
  pattern_name: "rubocop_problems",
  rules: [
    { id: "offence", says: "problem", literals: [": C: ", ": W: ", ": E: ", ": F: ", ": R: ", ": I: "], pattern: /^(?<file>[^\s:][^:]*):(?<line>\d+):(?<column>\d+): [CWEFRI]: (?:\[(?:Correctable|Corrected|Todo)\] )?(?:(?<rule>[A-Z]\w+\/[\w/]+): )?(?<message>.+)$/, confidence: 0.97 },
    { id: "summary", says: "verdict", literals: [" offenses detected", " offense detected"], pattern: /^\d+ files? inspected, [1-9]\d* offenses? detected/, confidence: 0.9 },
    { id: "passed", says: "passed", literals: [", no offenses detected"], pattern: /^\d+ files? inspected, no offenses detected/ },
    { id: "haml", says: "problem", literals: [".haml:"], pattern: /^(?<file>[^\s:][^:]*\.haml):(?<line>\d+) \[[WE]\] (?:(?<rule>\w+): )?(?<message>.+)$/, tool: "haml-lint", pattern_name: "haml_lint_problems", confidence: 0.96 },
    { id: "slim", says: "problem", literals: [".slim:"], pattern: /^(?<file>[^\s:][^:]*\.slim):(?<line>\d+) \[[WE]\] (?:(?<rule>\w+): )?(?<message>.+)$/, tool: "slim-lint", pattern_name: "slim_lint_problems", confidence: 0.96 },
    { id: "fasterer", says: "problem", literals: [".rb:"], pattern: /^(?<file>[^\s:][^:]*\.rb):(?<line>\d+) (?<message>\S+ (?:.* )?is slower than .+)$/, tool: "fasterer", pattern_name: "fasterer_problems", confidence: 0.95 },
  ],
};
