/** End-to-end tests in browsers: Playwright and Cypress. */
import type { Format } from "../../format.ts";
import { afterCount } from "../literals.ts";

export const browsers: Format = {
  tool: "playwright",
  layer: "tool",
  class: "test-failure",
  pattern_name: "playwright_failures",
  rules: [
    { id: "test", says: "problem", literals: [".ts:", ".js:", ".tsx:", ".jsx:", ".mjs:"], pattern: /^\s+\d+\) (?:\[(?<project>[^\]]+)\] › )?(?<file>\S+\.[cm]?[jt]sx?):(?<line>\d+):(?<column>\d+) › (?<test>.+?)(?: ─+)?$/, confidence: 0.97 },
    { id: "failed", says: "verdict", literals: afterCount(" failed"), pattern: /^\s{2}[1-9]\d* failed$/, confidence: 0.7, read: (_groups, { previous }) => (previous === null ? null : {}) },
    { id: "no-browser", says: "problem", literals: ["Executable doesn't exist at"], pattern: /browserType\.launch: Executable doesn't exist at/, class: "dependency-install", pattern_name: "browser_missing", confidence: 0.93 },
    { id: "cypress", says: "problem", literals: ["CypressError: ", "✖  "], pattern: /^(?:\s+CypressError: (?<message>.+)|\s*│?\s*✖ {2}(?<file>\S+\.cy\.[jt]sx?)\s.*)$/, tool: "cypress", pattern_name: "cypress_failures", confidence: 0.92 },
  ],
};
