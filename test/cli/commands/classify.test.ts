import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { describe, expect, test } from "@jest/globals";
import { classify } from "../../../src/cli/commands/classify.ts";

async function run(argv: readonly string[], input = ""): Promise<{ code: number; out: string }> {
  const stdout = new PassThrough();
  const code = await classify.run(argv, { stdin: Readable.from([Buffer.from(input)]), stdout, stderr: new PassThrough(), environment: {}, directory: mkdtempSync(join(tmpdir(), "regreen-classify-")) });
  return { code, out: stdout.read()?.toString() ?? "" };
}

const LOG = "src/a.ts(1,2): error TS1005: ';' \u001b]0;title\u0007expected.\n";

describe("regreen classify", () => {
  test("prints one JSON object whose first fields are those of the cause", async () => {
    const { code, out } = await run(["-", "--json"], LOG);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ class: "type-check", tool: "tsc", locations: [{ file: "src/a.ts", line: 1, column: 2 }], transient: false, pattern_name: "tsc_errors", reports: [{ failure_class: "type-check" }] });
  });

  test("says none when nothing failed", async () => {
    expect(JSON.parse((await run(["-", "--json"], "all is well\n")).out)).toMatchObject({ class: "none", reports: [] });
  });

  test("explains which rule decided on which line, free of control characters", async () => {
    const { out } = await run(["-", "--explain"], LOG);
    expect(out).toContain("decided by the rule tsc/plain (tsc_errors)");
    expect(out).toContain("      1  src/a.ts(1,2): error TS1005: ';' expected.");
    expect(out).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
  });

  test("reads a file, named relative to the working folder or absolutely", async () => {
    const path = join(mkdtempSync(join(tmpdir(), "regreen-classify-")), "ci.log");
    writeFileSync(path, LOG);
    expect((await run([path])).out).toContain("Failed: type-check (tsc)");
  });

  test("refuses a log that is not there, and says what to name", async () => {
    await expect(run(["no-such.log"])).rejects.toThrow(/There is no log file ".*no-such\.log"/);
  });
});
