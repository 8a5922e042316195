import { buffer } from "node:stream/consumers";
import { describe, expect, test } from "@jest/globals";
import { ZipFile } from "yazl";
import { artifactCaps, readZip } from "../../../../src/adapters/archive/read-zip.ts";
import { Fault } from "../../../../src/core/fault/fault.ts";
import { FailureReport } from "../../../../src/core/failure/report.ts";
import { seededRandom } from "../seeded-random.ts";
import { readRunArchive } from "../../../../src/core/failure/inputs/run-archive.ts";

const LINT = ["2026-11-20T08:00:00.0000000Z ##[group]Run npx eslint .", "2026-11-20T08:00:00.0000002Z ##[endgroup]", "2026-11-20T08:00:01.0000000Z /home/runner/work/shop/shop/src/app.js", "2026-11-20T08:00:01.0000001Z   3:7  error  Missing semicolon  semi",
  "2026-11-20T08:00:01.0000003Z ✖ 1 problem (1 error, 0 warnings)", "2026-11-20T08:00:01.0000004Z ##[error]Process completed with exit code 1.", ""].join("\n");
const CANCELLED = ["2026-11-20T08:00:00.0000000Z ##[group]Run npm test", "2026-11-20T08:00:00.0000002Z ##[endgroup]", "2026-11-20T08:00:09.0000000Z ##[error]The operation was canceled.", ""].join("\n");

function archive(files: Readonly<Record<string, string>>): ReadonlyMap<string, Uint8Array> {
  return new Map(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)]));
}

describe("the zip of a whole run", () => {
  const run = readRunArchive(archive({ "1_test.txt": CANCELLED, "0_lint.txt": LINT, "lint/1_Set up job.txt": "2026-11-20T07:59:00.0000000Z ready\n", "lint/2_Check the code.txt": LINT, "lint/system.txt": "x" }), { workspace: null });

  test("gives each job's diagnosis in the run's order", () => {
    expect(run?.jobs.map(({ job, diagnosis }) => [job, diagnosis.reports.length])).toEqual([["lint", 1], ["test", 1]]);
  });

  test("names the step that failed by the file of that step", () => {
    expect(run?.whole.reports[0]?.step).toEqual({ name: "Check the code", command: "npx eslint .", exit_code: 1 });
  });

  test("leaves out what was only cancelled because another job failed", () => {
    expect(run?.whole.reports.map(({ failure_class }) => failure_class)).toEqual(["lint"]);
  });

  test("with files of steps only is read in the order of the steps", () => {
    const steps = readRunArchive(archive({ "lint/10_End.txt": "bye\n", "lint/2_Check.txt": LINT }), { workspace: null });
    expect(steps?.whole).toMatchObject({ reports: [{ tool: "eslint", step: { name: "Check" } }], lines: 7 });
  });

  test("that holds no logs is none", () => {
    expect(readRunArchive(archive({ "result.json": "{}" }), { workspace: null })).toBeNull();
  });

  test("damaged in 500 ways is refused as such, or read: never anything else", async () => {
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from(LINT), "0_lint.txt");
    zip.addBuffer(Buffer.from(CANCELLED), "1_test (20).txt");
    zip.end();
    const whole = await buffer(zip.outputStream);
    const random = seededRandom(5);
    for (let run = 0; run < 500; run++) {
      const bytes = Buffer.from(whole.subarray(0, random() < 0.3 ? Math.floor(random() * whole.length) : whole.length));
      for (let change = 0; change < 3 && bytes.length > 0; change++) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      const files = await readZip(bytes, artifactCaps).catch((error: unknown) => (error instanceof Fault ? null : Promise.reject(error as Error)));
      for (const report of (files === null ? null : readRunArchive(files, { workspace: null }))?.whole.reports ?? []) expect(FailureReport.safeParse(report).success).toBe(true);
    }
  });

  test("says a failure of several jobs once", () => {
    expect(readRunArchive(archive({ "0_a.txt": LINT, "1_b.txt": LINT }), { workspace: null })?.whole.reports).toHaveLength(1);
  });
});
