import { describe, expect, test } from "@jest/globals";
import { readCheck, type CheckAccount } from "../../../../src/core/failure/inputs/check.ts";
import { readInput } from "./read-input.ts";

const check: CheckAccount = { name: "build", failed: true, output: [], annotations: [] };
const at = (path: string, message: string, title: string | null = null): CheckAccount["annotations"][number] => ({ path, startLine: 3, level: "failure", title, message });

function first(account: Partial<CheckAccount>): object | undefined {
  return readCheck({ ...check, ...account }, null)[0];
}

describe("a failed check of another CI", () => {
  test("gives the places that its annotations name, and the tool that its name tells", () => {
    expect(first({ name: "ci / ESLint (20)", annotations: [at("src/app.js", "Missing semicolon. (semi)")] })).toMatchObject({
      failure_class: "lint", tool: "eslint", pattern_name: "eslint_problems", rule: "annotations/failure", locations: [{ file: "src/app.js", line: 3, rule: "semi" }],
    });
  });

  test("is told apart by what its output says, where the name does not tell", () => {
    expect(first({ output: ["1 problem", "src/a.ts(1,2): error TS1005: ';' expected.", null], annotations: [at("src/a.ts", "';' expected.")] })).toMatchObject({ failure_class: "type-check", tool: "tsc" });
  });

  test("is read from its output alone, where it annotates nothing", () => {
    expect(first({ output: ["Failed", "src/a.ts(1,2): error TS1005: ';' expected.", null] })).toMatchObject({ failure_class: "type-check", tool: "tsc", locations: [{ file: "src/a.ts", line: 1, column: 2 }] });
  });

  test("that tells nothing is unknown, with its own words to show", () => {
    expect(first({ output: ["Deployment did not become healthy"] })).toMatchObject({ failure_class: "unknown", tool: null, rule: "check/conclusion", confidence: 0.3, error_snippet: "build: Deployment did not become healthy\nDeployment did not become healthy" });
  });

  test("that ran out of time is a timeout", () => {
    expect(first({ timedOut: true })).toMatchObject({ failure_class: "timeout", transient: true });
  });

  test("does not take a common word in its name for a tool", () => {
    expect(first({ name: "Node access", annotations: [at("src/a.js", "wrong")] })).toMatchObject({ failure_class: "lint", tool: null });
  });

  test("does not count the runner's own annotation at .github", () => {
    expect(first({ annotations: [at(".github", "Process completed with exit code 1.")] })).toMatchObject({ failure_class: "unknown", locations: [] });
  });

  test("gives nothing when it did not fail", () => {
    expect(readCheck({ ...check, failed: false, output: ["error: x"] }, null)).toEqual([]);
  });
});

describe("GitHub's JSON", () => {
  const annotation = { path: "src/app.js", blob_href: "https://x", start_line: 3, start_column: 7, end_line: 3, end_column: null, annotation_level: "failure", title: "semi", message: "Missing semicolon.", raw_details: null };
  const run = { id: 4, head_sha: "a".repeat(40), name: "eslint", status: "completed", conclusion: "failure", output: { title: "1 problem", summary: null, text: null, annotations_count: 1 } };
  test.each([
    ["a check run", run, "eslint"],
    ["a commit's check runs", { total_count: 1, check_runs: [{ ...run, name: "ok", conclusion: "success" }, run] }, "eslint"],
  ])("of %s is read", (_what, value, tool) => {
    expect(readInput(JSON.stringify(value)).reports).toMatchObject([{ failure_class: "unknown", tool: null, error_snippet: expect.stringContaining(`${tool}: 1 problem`) }]);
  });

  test("of a check run's annotations is read, with the line of the document as evidence", () => {
    const [report] = readInput(JSON.stringify([annotation], null, 2)).reports;
    expect(report).toMatchObject({ failure_class: "lint", locations: [{ file: "src/app.js", line: 3, column: 7, rule: "semi" }], evidence: [{ line: 11, text: "src/app.js:3: Missing semicolon." }] });
  });

  test("of a legacy status is read: a failing coverage gate is one", () => {
    const statuses = [{ state: "success", context: "ci/a", description: "fine" }, { state: "failure", context: "codecov/patch", description: "60.00% of diff hit (target 80.00%)", target_url: null }];
    expect(readInput(JSON.stringify({ state: "failure", statuses })).reports).toMatchObject([{ failure_class: "coverage-threshold", tool: "codecov" }]);
    expect(readInput(JSON.stringify(statuses)).reports).toHaveLength(1);
  });

  test("of something else is read as a log", () => {
    expect(readInput(JSON.stringify({ level: "info", message: "ready" })).reports).toEqual([]);
  });
});
