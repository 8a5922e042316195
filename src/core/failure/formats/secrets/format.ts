/** Settings and secrets that the environment should hold and does not. */
import type { Format } from "../../format.ts";

export const secrets: Format = {
  tool: "environment",
  layer: "infrastructure",
  nameless: true,
  class: "missing-env-secret",
  pattern_name: "missing_environment_variable",
  rules: [
    { id: "shell", says: "problem", literals: [": unbound variable", ": parameter null or not set", " is not set", " must be set", ": not set", " is required", " is missing"], pattern: /^(?:\S+: )(?:line )?\d+: (?<rule>[A-Za-z_]\w*): (?:unbound variable|parameter null or not set|.*\b(?:is not set|not set|must be set|is required|is missing|missing|undefined)\b.*)$/, tool: "bash", confidence: 0.88 },
    { id: "action-input", says: "problem", literals: ["Input required and not supplied: "], pattern: /Input required and not supplied: (?<rule>\S+)/, tool: "github-actions", confidence: 0.92 },
    { id: "words", says: "problem", literals: ["environment variable", "nvironment variables"], pattern: /^(?:\S*(?:Error|ERROR|error|fatal|FATAL)[^:]{0,40}: )?(?:.{0,80}\b)?(?:[Mm]issing(?: required)? environment variables?\b|environment variables? \W?[A-Z][A-Z0-9_]+\W? (?:is|was|must be|are) (?:not |un|missing|required|set)|[Rr]equired environment variable)/, confidence: 0.8 },
    { id: "dotenv", says: "problem", literals: ["MissingEnvVarsError", "not present in the environment"], pattern: /(?:MissingEnvVarsError|not present in the environment)/, tool: "node", confidence: 0.93 },
    { id: "semantic-release", says: "problem", literals: ["ENOGHTOKEN", "ENONPMTOKEN", "ENOGLTOKEN", "EINVALIDNPMTOKEN"], pattern: /\b(?<rule>ENOGHTOKEN|ENONPMTOKEN|ENOGLTOKEN|EINVALIDNPMTOKEN)\b/, tool: "semantic-release", confidence: 0.96 },
    { id: "token", says: "problem", literals: ["token not found. Please provide", "Parameter token or opts.auth is required", "Username and password required", "is required, but not provided while calling"], pattern: /(?:[Tt]oken not found\. Please provide|Parameter token or opts\.auth is required|Username and password required|Secret \S+ is required, but not provided)/, tool: "github-actions", confidence: 0.9 },
    { id: "gh", says: "problem", literals: ["To use GitHub CLI in a GitHub Actions workflow, set"], pattern: /To use GitHub CLI in a GitHub Actions workflow, set the (?<rule>\w+) environment/, tool: "gh", confidence: 0.96 },
    { id: "codecov", says: "problem", literals: ["Token required - not valid tokenless upload", "Token required because branch is protected"], pattern: /(?<message>Token required(?: - not valid tokenless upload| because branch is protected))/, tool: "codecov", confidence: 0.93 },
    { id: "ruby-key", says: "problem", literals: ["key not found: \""], pattern: /key not found: "(?<rule>[A-Z][A-Z0-9_]{2,})" \(KeyError\)/, tool: "ruby", confidence: 0.92 },
    { id: "go-panic", says: "problem", literals: ["panic: "], pattern: /^panic: (?<message>.*(?:environment variable|env var).*(?:not set|missing|required|empty).*)$/, tool: "go", confidence: 0.9 },
    { id: "env-variable", says: "problem", literals: [" env variable", " env var "], pattern: /^(?:Error: |ERROR: )?(?<message>.{0,80}(?:[Ss]et the [A-Z][A-Z0-9_]+ env variable|[Mm]issing env var(?:iable)?s?\b|env var(?:iable)? \W?[A-Z][A-Z0-9_]+\W? (?:is|was|must be) (?:not|missing|required|undefined|set)).*)$/, confidence: 0.88 },
    { id: "pydantic", says: "problem", literals: [" for Settings", " for AppSettings", " for Config"], pattern: /^[\w.]*ValidationError: (?<message>\d+ validation errors? for (?:\w*Settings|Config))$/, tool: "python", confidence: 0.85 },
    { id: "listed", says: "problem", literals: ["Missing environment variables:", "Invalid environment variables"], pattern: /(?:Missing|Invalid) environment variables?:?(?: ?\{.*)?$/, tool: "node", confidence: 0.9 },
  ],
};
