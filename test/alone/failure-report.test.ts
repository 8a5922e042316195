import { expect, test } from "@jest/globals";
import { failureReport, type SeenFailure } from "../../src/alone/failure-report.ts";
import { FingerprintSummary } from "../../src/core/history/occurrence.ts";

const seen = (name: string, count: number, fingerprint: string): SeenFailure => ({
  count,
  summary: FingerprintSummary.parse({
    fingerprint, failure_class: "lint", tool: "eslint", pattern_name: name, count: 40, first_seen: "2026-10-02T08:00:00.000Z", last_seen: "2026-11-27T08:00:00.000Z", branches: ["main"], repositories: ["octo/hello"],
  }),
});

test("what was seen most stands first, with when it was seen and that nobody mended it", () => {
  const text = failureReport([seen("no-var", 2, "a".repeat(64)), seen("eqeqeq | @octo", 7, "b".repeat(64))], []);
  expect(text.split("\n").filter((line) => line.startsWith("| `"))).toEqual([
    "| `eslint: eqeqeq \\| @octo` | lint | `bbbbbbbbbbbb` | 7 | 2026-10-02 | 2026-11-27 | no |",
    "| `eslint: no-var` | lint | `aaaaaaaaaaaa` | 2 | 2026-10-02 | 2026-11-27 | no |",
  ]);
});

test("where nothing was red it says so, and that the full report is not there yet", () => {
  expect(failureReport([], [])).toBe("<!-- regreen:report -->\n**0** different failures were seen in the last 30 days. Only what Regreen saw and kept in the branch `regreen/state` is counted. The full report on the code's health is not there yet.\n");
});
