import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { openLogReading } from "../../../src/core/failure/read-log.ts";
import type { FailureReport } from "../../../src/core/failure/report.ts";

function read(...lines: readonly string[]): readonly FailureReport[] {
  const reading = openLogReading({ job: null, workspace: null });
  reading.push(Buffer.from(`${lines.join("\n")}\n`));
  return reading.finish().reports;
}

function found(...lines: readonly string[]): readonly string[] {
  return read(...lines).map((report) => `${report.failure_class} ${report.tool ?? "–"}`);
}

const step = (command: string): readonly string[] => [`2026-11-20T08:00:00.0000000Z ##[group]Run ${command}`, "2026-11-20T08:00:00.0000001Z ##[endgroup]"];
const exit = (code: number): string => `2026-11-20T08:00:09.0000000Z ##[error]Process completed with exit code ${String(code)}.`;
const TSC = "src/a.ts(1,2): error TS1005: ';' expected.";
const PRETTIER = ["[warn] src/a.ts", "[warn] Code style issues found in the above file. Run Prettier with --write to fix."];

describe("several failures in one log", () => {
  test("are several reports, the first failure first", () => {
    expect(found(...PRETTIER, TSC)).toEqual(["format prettier", "type-check tsc"]);
  });

  test("start with what starved the others", () => {
    expect(found("FAILED t.py::test_a - OSError", "=== 1 failed in 0.1s ===", "tar: a: Cannot write: No space left on device")[0]).toBe("disk-full tar");
  });

  test("each stand in their own step", () => {
    const reports = read(...step("npx prettier --check ."), ...PRETTIER, exit(1), ...step("npx tsc"), TSC, exit(2));
    expect(reports.map((report) => [report.tool, report.step?.command, report.step?.exit_code])).toEqual([["prettier", "npx prettier --check .", 1], ["tsc", "npx tsc", 2]]);
  });
});

describe("a tool that runs others", () => {
  test("make gives way to the compiler that failed under it", () => {
    expect(found("shop.c:2:9: error: 'price' undeclared", "make: *** [Makefile:3: shop] Error 1")).toEqual(["build-error gcc"]);
  });

  test("npm's script failure gives way to the linter that it ran", () => {
    expect(found(TSC, "npm error Lifecycle script `build` failed with error:", "npm error code 2")).toEqual(["type-check tsc"]);
  });

  test("pre-commit gives way to black that it ran", () => {
    expect(found("black....................................................................Failed", "- hook id: black", "would reformat src/a.py", "1 file would be reformatted.")).toEqual(["format black"]);
  });
});

describe("tools that a task runner runs side by side", () => {
  test.each([
    ["Turborepo", "@acme/web:lint: src/a.ts(1,2): error TS1005: ';' expected.", "type-check tsc"],
    ["pnpm", "packages/a build: src/a.ts(1,2): error TS1005: ';' expected.", "type-check tsc"],
    ["Docker Compose", "web-1  | would reformat src/a.py", "format black"],
    ["BuildKit", "#12 3.456 src/a.c:2:9: error: 'x' undeclared", "build-error gcc"],
  ])("are told from it: %s", (_runner, line, expected) => {
    expect(found(line)).toEqual([expected]);
  });
});

describe("what only the runner marked", () => {
  test("is unknown, and shows what it said", () => {
    const [report] = read(...step("acme/deploy@v1"), "2026-11-20T08:00:00.0000000Z ##[error]The channel is frozen");
    expect(report).toMatchObject({ failure_class: "unknown", evidence: [{ line: 3, text: "The channel is frozen" }] });
  });
});

describe("what a step printed that went well", () => {
  test("is no failure when another step failed", () => {
    expect(found(...step("npm run lint || true"), TSC, ...step("npx prettier --check ."), ...PRETTIER, exit(1))).toEqual(["format prettier"]);
  });

  test("is no failure when the whole job went well", () => {
    expect(found(...step("npm run lint || true"), TSC, ...step("npm test"), "ok", "2026-11-20T08:00:09.0000000Z Post job cleanup.")).toEqual([]);
  });

  test.each([
    ["a test that is named after an error", "  ✓ handles error: ENOSPC: no space left on device (3 ms)\nTest Suites: 1 passed, 1 total"],
    ["a count of none", "Found 0 errors. Watching for file changes.\n0 errors, 0 warnings"],
    ["a download that was tried again", "curl: (22) The requested URL returned error: 503\nretrying … succeeded\n=== 3 passed in 0.1s ==="],
    ["a build whose warnings say error", "[ERROR] javadoc: no comment\n[INFO] BUILD SUCCESS"],
  ])("%s", (_what, text) => {
    expect(read(...text.split("\n"))).toEqual([]);
  });
});

describe("infrastructure is never taken for a fault of the code", () => {
  test.each([
    ["FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory", "out-of-memory"],
    ["npm error code E429", "rate-limit"],
    ["fatal: unable to access 'https://github.example/a/b.git/': Could not resolve host: github.example", "network-infra"],
    ["2026-11-20T08:00:00.0000000Z ##[error]The hosted runner lost communication with the server.", "network-infra"],
    ["E: Failed to fetch http://archive.example/x  Could not resolve 'archive.example'", "network-infra"],
  ])("%s", (line, expected) => {
    expect(read(line)[0]).toMatchObject({ failure_class: expected, transient: true });
  });

  test("but a failing test that mentions the network stays a failing test", () => {
    expect(found("E   requests.exceptions.ConnectionError: ECONNREFUSED", "FAILED t.py::test_a - requests.exceptions.ConnectionError", "=== 1 failed in 0.1s ===")).toEqual(["test-failure pytest"]);
  });
});

describe("what is not known", () => {
  test("is unknown, with little confidence and the excerpt a person would want to see", () => {
    const [report] = read("deploying", "error: the release channel is frozen", "bye");
    expect(report).toMatchObject({ failure_class: "unknown", tool: null, error_snippet: "deploying\nerror: the release channel is frozen\nbye" });
    expect(report?.confidence).toBeLessThan(0.5);
  });

  test("shows at most thirty lines", () => {
    const [report] = read(...Array.from({ length: 200 }, (_, index) => `src/a.ts(${String(index + 1)},1): error TS1005: ';' expected.`));
    expect(report?.error_snippet.split("\n").length).toBeLessThanOrEqual(30);
    expect(report?.locations).toHaveLength(200);
  });
});

test("a path below the workspace that the caller knows becomes relative to it", () => {
  const reading = openLogReading({ job: null, workspace: "/srv/build/shop" });
  reading.push(Buffer.from("/srv/build/shop/src/a.ts(1,2): error TS1005: ';' expected.\n"));
  expect(reading.finish().reports[0]?.locations[0]?.file).toBe("src/a.ts");
});

test("secrets in the excerpt are masked", () => {
  const [report] = read(`error: push failed with token ghp_${"a".repeat(36)}`);
  expect(JSON.stringify(report)).not.toContain("ghp_a");
});

describe("a job of GitLab's", () => {
  const log = (name: string): readonly FailureReport[] => {
    const reading = openLogReading({ job: null, workspace: null });
    reading.push(readFileSync(join(import.meta.dirname, "../../golden/logs/gitlab", name, "log.txt")));
    return reading.finish().reports;
  };

  test.each([["turbo-eslint", "npm run lint"], ["timestamps", "npm test"]])("(%s) names the command that failed and its exit code, though it says so after cleaning up", (name, command) => {
    expect(log(name).map((report) => report.step)).toEqual([{ name: null, command, exit_code: 1 }]);
  });

  test("that succeeded has no failure, whatever stands in it", () => {
    expect(found("section_start:1763626512:step_script\r\u001b[0KExecuting \"step_script\" stage of the job script", "$ npm test", "src/a.ts(1,2): error TS1005: ';' expected.", "Job succeeded")).toEqual([]);
  });

  test("is no GitLab job merely because a command is echoed", () => {
    expect(read("$ npm run lint", TSC)[0]?.step).toBeNull();
  });
});

describe("failures told below a verdict", () => {
  test("are not taken back by the next package's run that went well", () => {
    const run = ["ℹ fail 1", "", "✖ failing tests:", "", "test at test/b.test.js:3:1", "✖ adds (9.0ms)", "> @shop/web@1.0.0 test", "✔ is fine (8.3ms)", "ℹ fail 0"];
    expect(read(...run)).toMatchObject([{ tool: "node:test", failing_tests: ["adds"], locations: [{ file: "test/b.test.js", line: 3 }] }]);
  });
});

describe("pre-commit", () => {
  test("gives way to the formatter that mended files, and to the linter that ran after it, in this order", () => {
    expect(found("black....................................................................Failed", "- hook id: black", "- files were modified by this hook", "", "reformatted a.py", "", "All done! ✨ 🍰 ✨", "1 file reformatted.", "",
      "ruff check...............................................................Failed", "- hook id: ruff", "- exit code: 1", "", "F401 [*] `os` imported but unused", " --> a.py:5:8", "  |", "Found 1 error.")).toEqual(["format black", "lint ruff"]);
  });

  test("names the files that a white space hook fixed", () => {
    expect(read("trim trailing whitespace.................................................Failed", "- hook id: trailing-whitespace", "- exit code: 1", "- files were modified by this hook", "", "Fixing b.py")).toMatchObject([{ failure_class: "format", pattern_name: "whitespace_errors", file_paths: ["b.py"] }]);
  });
});
