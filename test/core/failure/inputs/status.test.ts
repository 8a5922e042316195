import { expect, test } from "@jest/globals";
import { MOST_CONFIDENCE_IN_STATUS, readStatus } from "../../../../src/core/failure/inputs/status.ts";

const failed = (context: string, description: string | null) => readStatus({ context, description, failed: true }, null);

test("a status that names a tool and a place is read, as a guess", () => {
  expect(failed("lint/eslint", "src/app.js:1:1: Unexpected var, use let or const instead. [Error/no-var]")).toMatchObject([{ tool: "eslint", confidence: MOST_CONFIDENCE_IN_STATUS, locations: [{ file: "src/app.js", line: 1 }] }]);
});

test("a coverage gate is known by its name, and is a guess all the same", () => {
  expect(failed("codecov/patch", "60.00% of diff hit (target 80.00%)")).toMatchObject([{ failure_class: "coverage-threshold", tool: "codecov", confidence: MOST_CONFIDENCE_IN_STATUS }]);
});

test.each(["Build #7 failed in 3 min", "Your tests failed on CircleCI", "", null])("%j says nothing of the cause: unknown, with its own words, and without places", (description) => {
  expect(failed("ci/jenkins", description)).toMatchObject([{ failure_class: "unknown", tool: null, locations: [], file_paths: [] }]);
});

test("a status that is no failure gives no report", () => {
  expect(readStatus({ context: "ci/jenkins", description: "5 errors, 3 failed", failed: false }, null)).toEqual([]);
});

test("words beyond GitHub's 140 characters, controls and escapes do no harm", () => {
  const [report] = failed("ci/x", `\u001b[31m${"error ".repeat(100_000)}\u0000::error file=a.js::b`);
  expect(report?.confidence).toBeLessThanOrEqual(MOST_CONFIDENCE_IN_STATUS);
  expect(report?.error_snippet).not.toMatch(/[\u0000\u001b]/);
});
