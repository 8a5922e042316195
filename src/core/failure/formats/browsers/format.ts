/** End-to-end tests in browsers: Playwright 1.20 to 1.65, and what Cypress adds to Mocha's report of a spec. */
import type { Finding, Format, Groups, Surroundings } from "../../format.ts";
import { javascriptFrameBelow } from "../frames.ts";
import { afterCount } from "../literals.ts";

const NEXT_TEST = /^\s+\d+\) |^\s{2}\d+ (?:failed|flaky|passed|skipped|interrupted|did not run)\b/;
const REACH = 90;

export const browsers: Format = {
  tool: "playwright",
  layer: "tool",
  class: "test-failure",
  pattern_name: "playwright_failures",
  judge: (sightings) => {
    const failed = sightings.filter(({ rule }) => rule.id === "test").length;
    const unopened = sightings.filter(({ rule }) => rule.id === "no-browser").length;
    return unopened > 0 && unopened >= failed ? { class: "dependency-install", pattern_name: "browser_missing" } : null;
  },
  rules: [
    { id: "test", says: "problem", literals: [".ts:", ".js:", ".tsx:", ".jsx:", ".mjs:"], pattern: /^\s+\d+\) (?:\[(?<project>[^\]]+)\] › )?(?<file>\S+\.[cm]?[jt]sx?):(?<line>\d+):(?<column>\d+) › (?<test>.+?)(?: ─+)?$/, after: REACH, confidence: 0.97, read: (groups, around) => readTest(groups, around) },
    { id: "failed", says: "verdict", literals: afterCount(" failed"), pattern: /^\s{2}[1-9]\d* failed$/, confidence: 0.7, read: (_groups, { previous }) => (previous === null ? null : {}) },
    { id: "passed", says: "passed", literals: [" passed ("], pattern: /^\s{2}\d+ passed \([\d.]+(?:ms|s|m|h)\)$/ },
    { id: "no-browser", says: "problem", literals: ["Executable doesn't exist at"], pattern: /browserType\.launch(?:PersistentContext)?: Executable doesn't exist at/, class: "dependency-install", pattern_name: "browser_missing", confidence: 0.93 },
    { id: "no-tests", says: "problem", literals: ["Error: No tests found"], pattern: /^Error: No tests found\.?$/, class: "unknown", pattern_name: "no_tests_found", confidence: 0.85 },
    { id: "web-server", says: "problem", literals: ["from config.webServer"], pattern: /^Error: (?<message>Timed out waiting \d+ms from config\.webServer\.|Process from config\.webServer .+)$/, pattern_name: "playwright_web_server", confidence: 0.85, read: ({ message = "" }) => ({ message, class: message.startsWith("Timed out") ? "timeout" : "unknown" }) },
    { id: "cypress", says: "problem", literals: ["✖  "], pattern: /^\s*│?\s*✖ {2}\S+\.[cm]?[jt]sx?\s+(?:\d\d:\d\d|\d+ms)\s.*$/, tool: "cypress", pattern_name: "cypress_failures", confidence: 0.92 },
    { id: "cypress-passed", says: "passed", literals: ["All specs passed!"], pattern: /^\s*│?\s*✔ {2}All specs passed!/, tool: "cypress" },
    { id: "cypress-missing", says: "problem", literals: ["The cypress npm package is installed, but the Cypress binary is missing"], pattern: /The cypress npm package is installed, but the Cypress binary is missing/, class: "dependency-install", tool: "cypress", pattern_name: "browser_missing", confidence: 0.95 },
  ],
};

/** Where the expectation stands, else where the test does. */
function readTest({ file = "", line, column, test = "" }: Groups, around: Surroundings): Finding {
  const frame = javascriptFrameBelow(around, { reach: REACH, stop: NEXT_TEST });
  return { tests: [test], files: [file], places: [frame ?? { file, line, column }] };
}
