import { describe, expect, test } from "@jest/globals";
import type { FailureReport } from "../../../src/core/failure/report.ts";
import { placeInFolder } from "../../../src/core/workflow/place-in-folder.ts";
import { readWorkflowFile } from "../../../src/core/workflow/workflow-file.ts";
import { workingDirectory } from "../../../src/core/workflow/working-directory.ts";

const text = `
on: push
defaults: {run: {working-directory: ./}}
jobs:
  lint:
    defaults: {run: {working-directory: packages/api/}}
    steps:
      - uses: actions/checkout@v5
      - run: npx eslint .
      - {name: Types, run: npx tsc, working-directory: ./packages/web}
      - {name: "Test \${{ matrix.node }}", run: "npm test", working-directory: "\${{ matrix.folder }}"}
      - {name: Out, run: make, working-directory: ../other}
  web:
    name: Web on \${{ matrix.os }}
    steps:
      - {run: "npm run lint\\nnpm test\\n", working-directory: packages/web}
      - {run: "npm run lint", working-directory: packages/admin}
      - run: npm run build
`;
const file = readWorkflowFile(Buffer.from(text));
if (file === null) throw new Error("it is a workflow");
const folder = (job: string, step: string | null, command: string | null = null): string | null => workingDirectory(file, { job, step, command });

describe("a step runs", () => {
  test.each<[string, string | null, Parameters<typeof folder>]>([
    ["in its own working directory", "packages/web", ["lint", "Types"]],
    ["in its job's, where it has none", "packages/api", ["lint", "Run npx eslint ."]],
    ["in the workflow's, where its job has none", "", ["Web on linux", "Run npm run build"]],
    ["where its job's matrix runs it", "packages/api", ["lint (18, ubuntu-latest)", "Run npx eslint ."]],
    ["where the script that the log shows runs, when GitHub's name of the step is not known", "packages/web", ["lint", null, "npx tsc"]],
  ])("%s", (_, expected, asked) => { expect(folder(...asked)).toBe(expected); });

  test.each<[string, Parameters<typeof folder>]>([
    ["in a folder that only the run knows", ["lint", "Test 18"]],
    ["in a folder outside of the repository", ["lint", "Out"]],
    ["in one of two folders", ["Web on linux", "Run npm run lint"]],
    ["in a job that the file does not have", ["docs", "Types"]],
    ["in a job of a workflow that it calls", ["call / lint", "Types"]],
    ["under a name that it does not have", ["lint", "Publish"]],
  ])("%s: the file does not tell", (_, asked) => { expect(folder(...asked)).toBeNull(); });
});

describe("a report", () => {
  const report = { file_paths: ["src/a.ts"], step: { name: "Types", command: "npx tsc", exit_code: 1 } } as unknown as FailureReport;

  test("gets the folder of its step; what the script goes to counts on top of it", () => {
    expect(placeInFolder(report, "lint", file)).toEqual({ ...report, folder: "packages/web" });
    expect(placeInFolder({ ...report, folder: "sub", commands: ["cd sub && npx tsc"] }, "lint", file).folder).toBe("packages/web/sub");
  });

  test("keeps what its log tells where the script goes to several folders, and where the file does not tell", () => {
    const several = { ...report, commands: ["cd a && npx tsc", "cd ../b && npx tsc"] };
    expect([placeInFolder(several, "lint", file), placeInFolder(report, "docs", file)]).toEqual([several, report]);
  });
});

test("a file that is hostile or no workflow is none: aliases without end, keys twice, no jobs, half a megabyte", () => {
  const bomb = `a: &a [x, x]\n${Array.from({ length: 20 }, (_, index) => `b${index}: &b${index} [*${index === 0 ? "a" : `b${index - 1}`}, *${index === 0 ? "a" : `b${index - 1}`}]\n`).join("")}jobs: {}\n`;
  for (const bad of [bomb, "jobs: {}\njobs: {}\n", "on: push\n", "jobs: [lint]\n", `jobs: {}\n${"# long\n".repeat(80_000)}`]) expect(readWorkflowFile(Buffer.from(bad))).toBeNull();
  expect(workingDirectory(readWorkflowFile(Buffer.from("jobs:\n  __proto__: {steps: [{run: x}]}\n  constructor: {steps: [{run: x, working-directory: c}]}\n")) ?? file, { job: "toString", step: "Run x", command: null })).toBeNull();
});

test("a name of a hundred expressions is held against a long one; one of thousands is no workflow's", () => {
  const named = (count: number) => readWorkflowFile(Buffer.from(`jobs: {a: {name: "${"${{ x }}a".repeat(count)}b", steps: [{run: x}]}}`));
  const hostile = named(100);
  if (hostile === null) throw new Error("it is a workflow");
  expect([workingDirectory(hostile, { job: "a".repeat(100_000), step: "Run x", command: null }), named(5000)]).toEqual([null, null]);
});
