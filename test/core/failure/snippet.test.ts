import { expect, test } from "@jest/globals";
import { openLogReading } from "../../../src/core/failure/read-log.ts";

const stamp = "2026-11-20T12:17:42.0000000Z ";

function snippetOf(lines: readonly string[]): string | undefined {
  const reading = openLogReading({ job: null, workspace: null });
  reading.push(new TextEncoder().encode(lines.map((line) => `${stamp}${line}\n`).join("")));
  return reading.finish().reports[0]?.error_snippet;
}

test("paths are the repository's, and what the runner says of itself is left out", () => {
  expect(snippetOf([
    "##[group]Run npm run lint", "##[endgroup]", "", "/opt/runner/_work/bakery/bakery/src/order.js", "  10:3  error  Unexpected var, use let or const instead  no-var", "",
    "✖ 1 problem (1 error, 0 warnings)", "", "##[error]Process completed with exit code 1.", "Cleaning up orphan processes",
  ])).toBe("src/order.js\n  10:3  error  Unexpected var, use let or const instead  no-var\n\n✖ 1 problem (1 error, 0 warnings)");
});

test("a failed assertion is shown with the values that differ", () => {
  expect(snippetOf([
    "##[group]Run npm test", "##[endgroup]", "✖ failing tests:", "", "test at test/price.test.js:9:1", "✖ a dozen rolls are a tenth cheaper (0.59ms)",
    "  AssertionError [ERR_ASSERTION]: Expected values to be strictly equal:", "  ", "  480 !== 432", "  ", "##[error]Process completed with exit code 1.",
  ])).toContain("480 !== 432");
});
