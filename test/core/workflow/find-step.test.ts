import { describe, expect, test } from "@jest/globals";
import { findStep, type StepFinding } from "../../../src/core/workflow/find-step.ts";
import { scriptSteps, type ScriptStep } from "../../../src/core/workflow/script-steps.ts";
import { isSetUpScript } from "../../../src/core/workflow/set-up-script.ts";
import { readWorkflowFile } from "../../../src/core/workflow/workflow-file.ts";

const workflow = (path: string, text: string): Parameters<typeof scriptSteps>[0][number] => {
  const file = readWorkflowFile(Buffer.from(text));
  if (file === null) throw new Error(`${path} is no workflow`);
  return { path, file };
};

const steps = scriptSteps([
  workflow(".github/workflows/ci.yml", `
on: push
env: {REGION: north, LEVEL: 1}
defaults: {run: {working-directory: web}}
jobs:
  lint:
    runs-on: ubuntu-latest
    env: {LEVEL: 2, TOKEN: "\${{ secrets.TOKEN }}"}
    steps:
      - uses: actions/checkout@v5
      - run: npm ci
      - {run: npm run lint, env: {STRICT: true}}
  test:
    name: Test on \${{ matrix.node }}
    strategy: {matrix: {node: [22, 24]}}
    steps:
      - {name: Install, run: "sudo apt-get install -y jq\\nnpm ci"}
      - {name: Unit, run: npm test, shell: bash, working-directory: ./}
      - {name: Per version, run: "npm test -- --node \${{ matrix.node }}"}
      - {name: Elsewhere, run: make, working-directory: "\${{ matrix.folder }}"}
  windows: {runs-on: windows-latest, steps: [{run: dir}, {run: make check, shell: bash}]}
  shout: {steps: [{run: "print(1)", shell: python}]}
`),
  workflow(".github/workflows/nightly.yml", "on: push\njobs: {lint: {steps: [{run: npm run lint:all}]}}\n"),
]);

const find = (job: string, step: string | null = null): StepFinding => findStep(steps, { job, step });
const found = (job: string, step: string | null = null): Partial<ScriptStep> | string => {
  const finding = find(job, step);
  return finding.kind === "found" ? finding.step : `${finding.problem}${finding.offers.length === 0 ? "" : `: ${finding.offers.map(({ name }) => name).join(" | ")}`}`;
};

describe("a job's step", () => {
  test("is the only one that checks something, with folder, environment and shell as the files say them; the nearest wins", () => {
    expect(found("ci:lint")).toMatchObject({ script: "npm run lint", folder: "web", environment: { REGION: "north", LEVEL: "2", STRICT: "true" }, unknown: ["TOKEN"], shell: "bash -e", number: 2 });
  });

  test("is named by number, by name or by its script, in a job as GitHub shows it with its matrix", () => {
    expect([found("Test on 24", "2"), found("test", "Unit"), found("test", "npm test")].map((step) => (typeof step === "string" ? step : [step.folder, step.shell]))).toEqual([["", "bash -eo pipefail"], ["", "bash -eo pipefail"], ["", "bash -eo pipefail"]]);
  });

  test("is asked for where several check something, and what installs is not offered", () => {
    expect(found("test")).toBe("3 steps could be meant: Unit | Per version | Elsewhere");
  });

  test("is asked for where several workflows have a job of that name", () => {
    expect(found("lint")).toBe("2 steps could be meant: Run npm run lint | Run npm run lint:all");
  });

  test.each([
    ["asks for what only a run knows", "test", "Per version", "its script asks for matrix.node, which only a run on GitHub knows"],
    ["runs in a folder that only a run knows", "test", "Elsewhere", "its working directory is one that only a run on GitHub knows"],
    ["is PowerShell's, because Windows runs it", "windows", "dir", "its shell is neither bash nor sh"],
    ["is no shell's", "shout", null, "its shell is neither bash nor sh"],
  ])("that %s is not run, and says why", (_, job, step, why) => {
    expect(found(job, step)).toContain(why);
  });

  test("of bash on Windows can be run here", () => {
    expect(found("windows", "make check")).toMatchObject({ shell: "bash -eo pipefail", obstacle: null });
  });

  test("of a job that is not there is answered with all that are", () => {
    expect(found("build")).toMatch(/^No job "build" of this repository's workflows runs a script: Run npm ci \| /);
  });
});

test("names of variables that are none, and tables that are none, say nothing", () => {
  const [step] = scriptSteps([workflow("w.yml", 'on: push\nenv: "${{ fromJSON(x) }}"\njobs: {a: {env: [1], steps: [{run: x, env: {"A B": c, OK: d, NIL: null}}]}}\n')]);
  expect(step?.environment).toEqual({ OK: "d" });
});

test.each([["npm ci", true], ["sudo apt-get update && sudo apt-get install -y jq", true], ["yarn", true], ["python -m pip install -r dev.txt", true], ["npm ci && npm test", false], ["yarn test", false], ["", false]])("%j sets up and checks nothing: %s", (script, expected) => {
  expect(isSetUpScript(script)).toBe(expected);
});
