import { describe, expect, test } from "@jest/globals";
import { FailureReport } from "../../../../src/core/failure/report.ts";
import { goldenInputs } from "./golden-inputs.ts";
import { readInput } from "./read-input.ts";

function fingerprintOf(name: string): string | undefined {
  const found = goldenInputs.find((input) => input.name === name);
  return found === undefined ? undefined : readInput(found.bytes).reports[0]?.fingerprint;
}

describe("a document as its tool wrote it", () => {
  test.each(goldenInputs.map(({ name, bytes, expected }) => ({ name, bytes, expected })))("$name is read exactly", ({ bytes, expected }) => {
    const { reports, truncated } = readInput(bytes);
    const found = reports.map((report) => ({
      failure_class: report.failure_class, tool: report.tool, pattern_name: report.pattern_name, rule: report.rule,
      locations: report.locations.map(({ file, line, column, rule }) => [file, line, column, rule]), failing_tests: report.failing_tests,
    }));
    expect({ found, truncated }).toEqual({ found: expected, truncated: false });
    for (const report of reports) expect(FailureReport.parse(report)).toEqual(report);
  });

  test("gives the same diagnosis however its bytes are cut", () => {
    for (const { bytes } of goldenInputs) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / 97) }, (_, index) => bytes.subarray(index * 97, (index + 1) * 97));
      expect(readInput(...pieces)).toEqual(readInput(bytes));
    }
  });
});

describe("the same failure told in another form", () => {
  test.each(["junit/eslint", "checkstyle/eslint", "tap/eslint", "json/eslint"])("%s has the fingerprint of sarif/eslint", (name) => {
    expect(fingerprintOf(name)).toBe(fingerprintOf("sarif/eslint"));
  });

  test("a test that failed has the same fingerprint in JUnit XML and in TAP", () => {
    expect(fingerprintOf("junit/node-test")).toBe(fingerprintOf("tap/node-test"));
  });

  test("pytest's JUnit XML has the fingerprint of pytest's own log", () => {
    const log = ["=== FAILURES ===", "________ test_discount ________", "", "    def test_discount():", ">       assert total([10]) == 5", "E       assert 10 == 5", "", "tests/test_cart.py:4: AssertionError",
      "=== short test summary info ===", "FAILED tests/test_cart.py::test_discount - assert 10 == 5", "=== 1 failed in 0.02s ===", ""].join("\n");
    const xml = '<testsuites><testsuite name="pytest"><testcase classname="tests.test_cart" name="test_discount"><failure message="assert 10 == 5">&gt;  assert total([10]) == 5\nE  assert 10 == 5\n\ntests/test_cart.py:4: AssertionError</failure></testcase></testsuite></testsuites>';
    expect(readInput(xml).reports[0]?.fingerprint).toBe(readInput(log).reports[0]?.fingerprint);
  });
});
