import { describe, expect, test } from "@jest/globals";
import { joinGreenLogs, openGreenReading, type GreenLog } from "../../../../src/core/failure/green/green-log.ts";
import { openLogReading, type LogDiagnosis } from "../../../../src/core/failure/read-log.ts";

function green(...lines: readonly string[]): GreenLog {
  const reading = openGreenReading();
  reading.push(Buffer.from(`${lines.join("\n")}\n`));
  return reading.finish();
}

function red(lines: readonly string[], known?: GreenLog): LogDiagnosis {
  const reading = openLogReading({ job: null, workspace: null, ...(known === undefined ? {} : { green: known }) });
  reading.push(Buffer.from(`${lines.join("\n")}\n`));
  return reading.finish();
}

const TOLERATED = "2026-11-20T08:00:01.0000000Z src/old.ts(1,2): error TS2304: Cannot find name 'x'.";
const NEW = "2026-11-21T09:30:02.0000000Z FAILED tests/test_a.py::test_b - assert 1 == 2";

describe("with a green log of the same job at hand", () => {
  test("a line that stands there too is not evidence, whatever its time and place", () => {
    const known = green(TOLERATED);
    const moved = TOLERATED.replace("08:00:01", "11:22:33");
    expect(red([moved, NEW]).reports.map(({ tool }) => tool)).toEqual(["tsc", "pytest"]);
    expect(red([moved, NEW], known).reports.map(({ tool }) => tool)).toEqual(["pytest"]);
  });

  test("what was left out is told, and why", () => {
    expect(red([TOLERATED, NEW], green(TOLERATED)).considered).toEqual([{ line: 1, text: "src/old.ts(1,2): error TS2304: Cannot find name 'x'.", rule: "tsc/plain", why: "it stands in a green log of this job too" }]);
  });

  test("another count is another line", () => {
    expect(red(["=== 2 failed, 3 passed in 0.10s ==="], green("=== 1 failed, 3 passed in 0.12s ===", "")).reports[0]?.confidence).toBeGreaterThan(0.9);
  });

  test("a line that only the second of two green logs has counts as well", () => {
    expect(red([TOLERATED, NEW], joinGreenLogs([green("fine"), green(TOLERATED)])).reports).toHaveLength(1);
  });

  test("where nothing else stands, the failure is told as a guess", () => {
    expect(red([TOLERATED], green(TOLERATED)).reports).toMatchObject([{ tool: "tsc", confidence: 0.3 }]);
  });

  test("its size does not grow with what is no trouble", () => {
    expect(green(...Array.from({ length: 5000 }, (_, index) => `line ${String(index)} is fine`), TOLERATED).size).toBe(1);
  });
});
