import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { describe, expect, test } from "@jest/globals";
import { ZipFile } from "yazl";
import { classify } from "../../../src/cli/commands/classify.ts";

async function run(argv: readonly string[], input: string | Buffer = ""): Promise<{ code: number; out: string }> {
  const stdout = new PassThrough();
  const code = await classify.run(argv, { stdin: Readable.from([Buffer.from(input)]), stdout, stderr: new PassThrough(), environment: {}, directory: mkdtempSync(join(tmpdir(), "regreen-classify-")) });
  return { code, out: stdout.read()?.toString() ?? "" };
}

async function zipOf(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const zip = new ZipFile();
  // yazl refuses hostile names, as it should: they are written over the harmless ones of the same length.
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name.replace("../", "xx/"));
  zip.end();
  const bytes = await buffer(zip.outputStream);
  return Buffer.from(bytes.toString("latin1").replaceAll("xx/", "../"), "latin1");
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

  test("leaves out what a green log says too, and explains that", async () => {
    const path = join(mkdtempSync(join(tmpdir(), "regreen-classify-")), "green.log");
    writeFileSync(path, LOG);
    const { out } = await run(["-", "--green", path, "--explain"], `${LOG}FAILED tests/test_a.py::test_b - assert 0\n`);
    expect(out).toContain("Failed: test-failure (pytest)");
    expect(out).toContain("Also considered, but it stands in a green log of this job too:\n        1  src/a.ts(1,2): error TS1005: ';' expected.  [tsc/plain]");
  });

  test("reads with the user's own problem matchers, and names the place of a mistake in them", async () => {
    const path = join(mkdtempSync(join(tmpdir(), "regreen-classify-")), "acme.json");
    writeFileSync(path, JSON.stringify({ problemMatcher: [{ owner: "acme", pattern: [{ regexp: "^ACME (\\S+) (\\d+) (.*)$", file: 1, line: 2, message: 3 }] }] }));
    expect(JSON.parse((await run(["-", "--json", "--matcher", path], "ACME src/a.x 7 no\n")).out)).toMatchObject({ class: "lint", tool: "acme", locations: [{ file: "src/a.x", line: 7, message: "no" }] });
    writeFileSync(path, '{"problemMatcher":[{"owner":"acme","pattern":[{"regexp":"(","message":0}]}]}');
    await expect(run(["-", "--matcher", path])).rejects.toThrow(`${path}:1:57: error parsing regexp`);
  });

  test("reads a file, named relative to the working folder or absolutely", async () => {
    const path = join(mkdtempSync(join(tmpdir(), "regreen-classify-")), "ci.log");
    writeFileSync(path, LOG);
    expect((await run([path])).out).toContain("Failed: type-check (tsc)");
  });

  test("reads JUnit XML from standard input, told by its content", async () => {
    const document = '<testsuites><testsuite name="pytest"><testcase classname="tests.test_a" name="test_b"><failure message="assert 0">tests/test_a.py:2: AssertionError</failure></testcase></testsuite></testsuites>';
    expect(JSON.parse((await run(["-", "--json"], document)).out)).toMatchObject({ class: "test-failure", tool: "pytest", failingTests: ["tests/test_a.py::test_b"], locations: [{ file: "tests/test_a.py", line: 2 }] });
  });

  test("reads the zip of a whole run and names the job that failed", async () => {
    const zip = await zipOf({ "0_build.txt": "all is well\n", "1_check (20).txt": LOG });
    expect(JSON.parse((await run(["-", "--json"], zip)).out)).toMatchObject({ class: "type-check", jobs: [{ job: "build", reports: [] }, { job: "check (20)", reports: [{ tool: "tsc" }] }] });
    expect((await run(["-"], zip)).out).toContain("check (20): type-check (tsc)");
  });

  test.each([["that holds no logs", { "a.txt": "x" }, "it holds no"], ["that leaves its folder", { "../0_a.txt": "x" }, "relative path"]])("refuses a zip %s", async (_what, files, why) => {
    await expect(zipOf(files).then((zip) => run(["-"], zip))).rejects.toThrow(why);
  });

  test("refuses a log that is not there, and says what to name", async () => {
    await expect(run(["no-such.log"])).rejects.toThrow(/There is no log file ".*no-such\.log"/);
  });
});
