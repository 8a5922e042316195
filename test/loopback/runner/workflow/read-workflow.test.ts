import { describe, expect, test } from "@jest/globals";
import { resolveInputs } from "./dispatch-inputs.ts";
import { matrixRows, rowSuffix } from "./matrix.ts";
import { grantOf } from "./permissions.ts";
import { readWorkflow } from "./read-workflow.ts";
import { isTriggered, Triggers } from "./triggers.ts";
import { UnsupportedWorkflow } from "./unsupported-workflow.ts";

const path = ".github/workflows/ci.yml";
const problemsOf = (text: string): readonly string[] => {
  try {
    readWorkflow(path, text);
    return [];
  } catch (error) {
    if (error instanceof UnsupportedWorkflow) return error.problems;
    throw error;
  }
};
const one = (lines: string) => `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n${lines}\n    steps: [{run: "true"}]\n`;

describe("reading a workflow", () => {
  test("numbers and booleans in env become the text that GitHub sees", () => {
    const workflow = readWorkflow(path, one("    env: {DEPTH: 1, FAST: true, EMPTY: }"));
    expect(workflow.jobs.a?.env).toEqual({ DEPTH: "1", FAST: "true", EMPTY: "" });
  });

  test("every feature that this runner does not have is named with its place", () => {
    const text = "on: {deployment: {}}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    container: node:24\n    services: {}\n    steps: [{run: x, retries: 3}]\n";
    expect(problemsOf(text)).toEqual([
      "on.deployment: not supported by this runner",
      "jobs.a.steps.0.retries: not supported by this runner",
      "jobs.a.container: not supported by this runner",
      "jobs.a.services: not supported by this runner",
    ]);
  });

  test("needs that name no job or form a circle are refused", () => {
    expect(problemsOf(one("    needs: [b]"))).toEqual(['jobs.a.needs: there is no job "b"']);
    expect(problemsOf(one("    needs: a"))).toEqual(["jobs: needs form a circle"]);
  });

  test("YAML that is no YAML is refused with its line", () => {
    expect(problemsOf("on: [push\njobs:")[0]).toContain("line 2");
  });
});

describe("triggers", () => {
  const on = Triggers.parse({ push: { branches: ["main", "release/*", "!release/old"] }, pull_request: null });
  test.each([["main", true], ["release/1", true], ["release/1/x", false], ["release/old", false], ["regreen/fix_1", false]])("push to %s: %s", (branch, started) => {
    expect(isTriggered(on, { event: "push", branch })).toBe(started);
  });
  test("a pull request that is labelled starts nothing unless the types say so", () => {
    expect(isTriggered(on, { event: "pull_request", action: "labeled", baseBranch: "main" })).toBe(false);
    expect(isTriggered(on, { event: "pull_request", action: "synchronize", baseBranch: "main" })).toBe(true);
  });
  test.each([["**", "a/b/c", true], ["v[12].[0-9]+", "v2.10", true], ["v[12].[0-9]+", "v3.1", false], ["fix-?x", "fixx", true], ["a.b", "axb", false]])("pattern %s on %s: %s", (pattern, branch, passes) => {
    expect(isTriggered({ push: { branches: [pattern] } }, { event: "push", branch })).toBe(passes);
  });
});

describe("permissions of the token", () => {
  test.each([
    ["nothing said: contents and packages, read-only", undefined, undefined, { metadata: "read", contents: "read", packages: "read" }],
    ["{} gives nothing but metadata", {}, undefined, { metadata: "read" }],
    ["the job's word replaces the workflow's as a whole", { issues: "write" }, { contents: "read" }, { metadata: "read", contents: "read" }],
  ] as const)("%s", (_name, workflow, job, grant) => {
    expect(grantOf(workflow, job)).toEqual(grant);
  });
  test("a fork's pull request never writes", () => {
    expect(grantOf({ contents: "write" }, undefined, "fork")).toEqual({ metadata: "read", contents: "read" });
  });
});

describe("inputs of a dispatch", () => {
  const declared = Triggers.parse({ workflow_dispatch: { inputs: { plan: { required: true }, depth: { type: "number", default: 3 }, dry: { type: "boolean" } } } }).workflow_dispatch?.inputs ?? {};
  test("are typed, and completed by their defaults", () => {
    expect(resolveInputs(declared, { plan: "{}" })).toEqual({ values: { plan: "{}", depth: 3, dry: false }, problem: null });
  });
  test("a required one that is missing and an unknown one are refused in GitHub's words", () => {
    expect(resolveInputs(declared, {}).problem).toBe("Required input 'plan' not provided");
    expect(resolveInputs(declared, { plan: "x", extra: 1 }).problem).toBe('Unexpected inputs provided: ["extra"]');
  });
});

test("a matrix gives one job for each combination", () => {
  const job = readWorkflow(path, one("    strategy: {matrix: {node: [22, 24], os: [linux]}}")).jobs.a;
  expect(job === undefined ? [] : matrixRows(job).map(rowSuffix)).toEqual([" (22, linux)", " (24, linux)"]);
});
