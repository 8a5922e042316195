import { describe, expect, test } from "@jest/globals";
import type { FailureReport } from "../../../src/core/failure/report.ts";
import { readFailures } from "../../../src/worker/steps/read-failures.ts";
import type { StepContext } from "../../../src/worker/steps/context.ts";
import type { GitHubReader, Job } from "../../../src/ports/github.ts";
import { failOn, lintLog } from "../red-repository.ts";
import { aCheck, aJob, aRun, memoryCell, scriptedReader, shaOf, type Cell } from "../scripted-github.ts";

const repository = { id: 7, full_name: "octo/hello", default_branch: "main", installation_id: 42 } as unknown as Parameters<typeof readFailures>[0];
const NOISE = "2026-11-20T08:15:10.1000000Z ERROR: telemetry endpoint is not reachable, going on";
const ACME = "2026-11-20T08:15:10.1000000Z ACME src/a.x 7 no tabs";
const MATCHER = JSON.stringify({ problemMatcher: [{ owner: "acme", pattern: [{ regexp: "^ACME (\\S+) (\\d+) (.*)$", file: 1, line: 2, message: 3 }] }] });

async function readRun(cell: Cell, calls: string[] = []): Promise<readonly FailureReport[]> {
  const run = cell.read().runs.find(({ id }) => id === 900) ?? aRun({ id: 900, headSha: shaOf("x") });
  const reader = new Proxy(scriptedReader(cell), { get: (target, name: keyof GitHubReader) => (calls.push(name), target[name]) });
  const checks = await readFailures(repository, { kind: "workflow_run", run }, { context: { reader } as unknown as StepContext, lost: new AbortController().signal });
  return checks.flatMap(({ reports }) => reports);
}

function greenBefore(cell: Cell, log: string): void {
  cell.change((state) => {
    state.runs.unshift(aRun({ id: 800, headSha: shaOf("green"), conclusion: "success" }));
    state.jobs[800] = [aJob(8000, "lint", "success")];
    state.logs[8000] = log;
  });
}

describe("the logs of a run's failed jobs", () => {
  test("that are clear cost one request each, and are not compared with anything", async () => {
    const cell = memoryCell();
    failOn(cell, { logs: { lint: lintLog } });
    const calls: string[] = [];
    expect(await readRun(cell, calls)).toMatchObject([{ tool: "eslint" }]);
    expect(calls).toEqual(["jobs", "jobLog"]);
  });

  test("that are doubtful are read again beside the same job's last green log", async () => {
    const cell = memoryCell();
    failOn(cell, { logs: { lint: `${NOISE}\n2026-11-20T08:15:11.1000000Z Error: the vault is sealed\n` } });
    expect(await readRun(cell)).toMatchObject([{ failure_class: "unknown", evidence: [{ line: 1 }, { line: 2 }] }]);
    greenBefore(cell, `${NOISE}\n`);
    expect(await readRun(cell)).toMatchObject([{ failure_class: "unknown", evidence: [{ line: 2, text: "Error: the vault is sealed" }] }]);
  });

  test("are read with the problem matchers of the default branch", async () => {
    const cell = memoryCell();
    failOn(cell, { logs: { lint: `${ACME}\n` }, files: { ".github/problem-matchers/acme.json": MATCHER, ".github/regreen/matchers/broken.json": "{" } });
    expect(await readRun(cell)).toMatchObject([{ failure_class: "lint", tool: "acme", locations: [{ file: "src/a.x", line: 7 }] }]);
  });

  test("are read with a matcher that the job registered, wherever in the repository it stands", async () => {
    const cell = memoryCell();
    failOn(cell, { logs: { lint: `##[add-matcher].github/acme.json\n##[add-matcher]/etc/passwd.json\n##[add-matcher]../up.json\n${ACME}\n` }, files: { ".github/acme.json": MATCHER } });
    expect(await readRun(cell)).toMatchObject([{ tool: "acme" }]);
  });

  test("name the one step that GitHub says has failed", async () => {
    const cell = memoryCell();
    failOn(cell, { logs: { lint: lintLog } });
    const steps: Job["steps"] = [{ name: "Set up job", number: 1, conclusion: "success" }, { name: "Check the style", number: 2, conclusion: "failure" }];
    cell.change((state) => { state.jobs[900] = [{ ...aJob(9000, "lint", "failure"), steps }]; });
    expect((await readRun(cell))[0]?.step).toEqual({ name: "Check the style", command: "npx eslint .", exit_code: 1 });
  });
});

test("a failed check of another CI is read from its output", async () => {
  const check = aCheck(5, shaOf("x"), { name: "ci/types", conclusion: "failure", output: { title: "1 error", summary: "src/a.ts(1,2): error TS1005: ';' expected.", text: null } });
  const context = { reader: scriptedReader(memoryCell()) } as unknown as StepContext;
  expect(await readFailures(repository, { kind: "check_run", check }, { context, lost: new AbortController().signal })).toMatchObject([{ name: "ci/types", reports: [{ tool: "tsc", locations: [{ file: "src/a.ts", line: 1 }] }] }]);
});
