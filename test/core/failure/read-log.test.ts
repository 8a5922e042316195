import { describe, expect, test } from "@jest/globals";
import { openLogReading, type LogDiagnosis } from "../../../src/core/failure/read-log.ts";
import { FailureReport } from "../../../src/core/failure/report.ts";

function read(...chunks: (string | Uint8Array)[]): LogDiagnosis {
  const reading = openLogReading({ job: null, workspace: null });
  for (const chunk of chunks) reading.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  return reading.finish();
}

const ESLINT = [
  "2026-11-20T08:00:00.0000000Z ##[group]Run npx eslint .",
  "2026-11-20T08:00:00.0000001Z \u001b[36;1mnpx eslint .\u001b[0m",
  "2026-11-20T08:00:00.0000002Z ##[endgroup]",
  "2026-11-20T08:00:01.0000000Z /home/runner/work/shop/shop/src/app.js",
  "2026-11-20T08:00:01.0000001Z ##[error]  3:7  error  Missing semicolon  semi",
  "2026-11-20T08:00:01.0000002Z ",
  "2026-11-20T08:00:01.0000003Z \u001b[31m✖ 1 problem (1 error, 0 warnings)\u001b[39m",
  "2026-11-20T08:00:01.0000004Z ##[error]Process completed with exit code 1.",
  "2026-11-20T08:00:02.0000000Z Post job cleanup.",
  "",
].join("\n");

describe("reading a raw GitHub Actions job log", () => {
  test("finds the tool, the place relative to the checkout, and the step", () => {
    const [report] = read(`\uFEFF${ESLINT}`).reports;
    expect(report).toMatchObject({
      failure_class: "lint",
      tool: "eslint",
      pattern_name: "eslint_problems",
      transient: false,
      locations: [{ file: "src/app.js", line: 3, column: 7, rule: "semi", message: "Missing semicolon" }],
      step: { command: "npx eslint .", exit_code: 1 },
    });
  });

  test("gives reports that their schema accepts", () => {
    for (const report of read(ESLINT).reports) expect(FailureReport.parse(report)).toEqual(report);
  });

  test("gives the same diagnosis however the bytes are cut", () => {
    const whole = read(ESLINT);
    const bytes = Buffer.from(ESLINT);
    for (const size of [1, 7, 64]) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
      expect(read(...pieces)).toEqual(whole);
    }
  });

  test("numbers evidence by the raw log's lines", () => {
    expect(read(ESLINT).reports[0]?.evidence.map(({ line }) => line)).toEqual([5, 7]);
  });

  test("L11: reads UTF-16 as PowerShell writes it", () => {
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(ESLINT, "utf16le")]);
    expect(read(wide).reports.map(({ tool }) => tool)).toEqual(["eslint"]);
  });
});

describe("reading what is no failure", () => {
  test.each([["", 0], ["all good\n", 1], ["one\ntwo", 2]])("finds nothing in %j and counts its lines", (text, lines) => {
    expect(read(text)).toEqual({ reports: [], considered: [], addedMatchers: [], lines, bytes: Buffer.byteLength(text), truncated: false });
  });
});
