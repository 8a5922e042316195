/** The GitHub Actions runner itself: the structure of a job's log, and the ways in which a job fails without any tool's doing. */
import type { Format } from "../../format.ts";

/** Tools that others run (npm scripts, make, tox, nox, `bash -x`) and whose command line those echo. */
const ECHOED = [
  "eslint", "prettier", "biome", "stylelint", "markdownlint-cli2", "markdownlint", "jest", "vitest", "ruff", "black", "isort", "autoflake", "pyupgrade", "codespell", "sqlfluff", "gofmt", "goimports",
  "golangci-lint", "rustfmt", "cargo fmt", "cargo clippy", "clang-format", "cmake-format", "google-java-format", "ktlint", "php-cs-fixer", "rubocop", "shfmt", "taplo", "terraform fmt", "typos", "yamlfmt", "swift-format",
];
/** `> eslint .` (npm, pnpm), `$ eslint .` (Yarn, Bun), `+ ruff check` (bash -x), `lint: commands[0]> ruff check` (tox), `nox > ruff check`, `Poe => ruff check`; make and just print the bare line. */
const ECHO = /^(?<mark>[>$+] |nox > |Poe => |[\w.-]{1,40}: commands\[\d{1,3}\]> |cmd \[\d{1,3}\] \| )?(?<message>[\w@./-]{1,200} \S.*)$/;
/** A bare line begins with the tool, or with what finds it. */
const BARE = new Set([...ECHOED.map((name) => name.split(" ")[0] ?? name), "npx", "pnpm", "yarn", "bunx", "uv", "uvx", "poetry", "pipenv", "bundle", "python", "python3"]);

/** ESLint's name stands in too many lines that are no command. */
function echoesOf(tool: string): readonly string[] {
  return tool === "eslint" ? ["> ", "$ ", "+ ", "npx ", "exec ", ".bin/"].map((before) => `${before}eslint `) : [`${tool} `];
}

export const githubActions: Format = {
  tool: "github-actions",
  layer: "infrastructure",
  class: "network-infra",
  pattern_name: "runner_failure",
  rules: [
    { id: "step", says: "step", literals: ["##[group]Run "], pattern: /^Run (?<message>.+)$/, before: 0, after: 30 },
    { id: "echo", says: "command", literals: ECHOED.flatMap(echoesOf), pattern: ECHO, before: 0, after: 0, read: ({ mark, message = "" }) => (mark !== undefined || BARE.has(/^(?:[^ ]*\/)?([^ /]+)/.exec(message)?.[1] ?? "") ? { message } : null) },
    { id: "clean-up", says: "clean-up", literals: ["Post job cleanup.", "Cleaning up orphan processes"], pattern: /^(?:Post job cleanup\.|Cleaning up orphan processes)/, before: 0, after: 0 },
    { id: "exit", says: "step-failed", literals: ["Process completed with exit code"], pattern: /^(?:Error: )?Process completed with exit code (?<rule>[1-9]\d*)\.$/, before: 20, after: 1 },
    { id: "error-mark", says: "step-suspect", literals: ["##[error]"], pattern: /^(?<message>.*)$/, class: "unknown", pattern_name: "unknown_failure", confidence: 0.4, before: 6, after: 2 },
    { id: "add-matcher", says: "detail", literals: ["##[add-matcher]", "::add-matcher::"], pattern: /^(?:##\[add-matcher\]|::add-matcher::)(?<message>\S.{0,400})$/, before: 0, after: 0 },
    { id: "shutdown", says: "problem", literals: ["The runner has received a shutdown signal"], pattern: /^The runner has received a shutdown signal/, confidence: 0.96, pattern_name: "runner_shutdown" },
    { id: "lost", says: "problem", literals: ["lost communication with the server"], pattern: /lost communication with the server/, confidence: 0.97, pattern_name: "runner_lost" },
    { id: "time-limit", says: "problem", literals: ["exceeded the maximum execution time"], pattern: /exceeded the maximum execution time/, class: "timeout", confidence: 0.97, pattern_name: "job_timeout" },
    { id: "action-time-limit", says: "problem", literals: [" has timed out after "], pattern: /^The (?:action|job) .{0,300}has timed out after \d+ minutes/, class: "timeout", confidence: 0.97, pattern_name: "job_timeout" },
    // What actions/cache/restore ends with (its restoreImpl.ts): the job cannot have what it needs, whether there was no cache or it could not be unpacked.
    { id: "cache-missing", says: "problem", literals: ["Failed to restore cache entry."], pattern: /^(?:Error: )?(?<message>Failed to restore cache entry\. Exiting as fail-on-cache-miss is set)\b/, class: "dependency-install", confidence: 0.95, pattern_name: "cache_missing" },
    { id: "uploaded", says: "passed", clears: "trouble", literals: ["ve been successfully uploaded", "has been successfully uploaded", "Artifact upload has finished successfully"], pattern: /^(?:Artifact .{1,300} has been successfully uploaded!?|Artifact has been finalized\. All files have been successfully uploaded!?|Artifact upload has finished successfully!?)/ },
    { id: "cancelled", says: "hint", literals: ["The operation was canceled"], pattern: /^The operation was canceled\.?$/, pattern_name: "job_cancelled", confidence: 0.6 },
  ],
};
