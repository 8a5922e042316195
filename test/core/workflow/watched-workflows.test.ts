/** Which workflows the fix workflow waits for, as its file says it. */
import { expect, test } from "@jest/globals";
import { watchedWorkflows, workflowName } from "../../../src/core/workflow/watched-workflows.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test.each([
  ["on:\n  workflow_run:\n    workflows: [CI, Lint and test] # which\n    types: [completed]\njobs: {}\n", ["CI", "Lint and test"]],
  ["on: {workflow_run: {workflows: CI}}\njobs: {}\n", ["CI"]],
  ["on: push\njobs: {}\n", []],
  ["on: [", []],
])("%j", (text, names) => {
  expect(watchedWorkflows(bytes(text))).toEqual(names);
});

test("a workflow is called by its name; without one, or without the file, by its path", () => {
  const path = ".github/workflows/ci.yml";
  expect([workflowName(path, bytes("name: CI\non: push\n")), workflowName(path, bytes("on: push\n")), workflowName(path, null)]).toEqual(["CI", path, path]);
});
