/** Coverage below what the project asks for, said by those who measure it. */
import type { Format } from "../../format.ts";

export const coverage: Format = {
  tool: "nyc",
  layer: "tool",
  class: "coverage-threshold",
  pattern_name: "coverage_below_threshold",
  rules: [
    { id: "istanbul", says: "verdict", literals: ["ERROR: Coverage for "], pattern: /^ERROR: Coverage for (?<rule>\w+) \([\d.]+%\) does not meet (?:global |"[^"]*" )?threshold/, confidence: 0.9 },
    { id: "karma", says: "verdict", literals: ["[coverage-istanbul]:", "[coverage]: "], pattern: /ERROR \[coverage(?:-istanbul)?\]: .*(?:does not meet|Coverage for)/, tool: "karma", confidence: 0.94 },
    { id: "simplecov", says: "verdict", literals: ["below the expected minimum coverage", "coverage is expected to be"], pattern: /(?:Line|Branch|Coverage) ?(?:coverage )?\([\d.]+%\) is below the expected minimum coverage/, tool: "simplecov", confidence: 0.96 },
    { id: "jacoco", says: "problem", literals: ["Rule violated for "], pattern: /Rule violated for (?:bundle|package|class) .+ covered ratio is [\d.]+, but expected (?:minimum|maximum) is [\d.]+/, tool: "jacoco", confidence: 0.96 },
    { id: "coverlet", says: "problem", literals: [" coverage is below the specified "], pattern: /The (?:minimum|total) \w+ coverage is below the specified [\d.]+/, tool: "coverlet", confidence: 0.95 },
    { id: "tarpaulin", says: "problem", literals: ["Coverage is below the failure threshold"], pattern: /Coverage is below the failure threshold/, tool: "cargo-tarpaulin", confidence: 0.95 },
    { id: "go", says: "problem", literals: ["coverage threshold ", "below the threshold", "below threshold"], pattern: /[Cc]overage.{0,80}(?:is )?below (?:the )?(?:minimum |required )?threshold/, tool: "coverage", confidence: 0.8 },
    { id: "codecov", says: "hint", literals: ["codecov/patch", "codecov/project"], pattern: /codecov\/(?:patch|project).*(?:fail|below|decrease)/, tool: "codecov", confidence: 0.7 },
  ],
};
