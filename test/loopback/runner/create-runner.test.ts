import { afterAll, beforeAll, describe, expect, test, jest } from "@jest/globals";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Job, WorkflowRun } from "../actions/types.ts";
import { startLoopback, type Loopback } from "../start-loopback.ts";
import type { Repository } from "../state/repository.ts";
import { personFixesTest } from "../../demo/person-fixes-test.ts";
import { readProject } from "../../demo/read-project.ts";
import { createRunner, type Runner } from "./create-runner.ts";
import { ownModules } from "./image/prepare-tool-image.ts";

// Real processes: slow where the machine is busy.
jest.setTimeout(60_000);

let root: string;
let loopback: Loopback;
let runner: Runner;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "runner-"));
  loopback = await startLoopback();
  runner = await createRunner({ loopback, root, secrets: { DEPLOY_KEY: "s3cret-value" } });
});

afterAll(async () => {
  await runner.close();
  await loopback.close();
  await rm(root, { recursive: true, force: true });
});

const checkout = "{uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8, with: {persist-credentials: false}}";
const logOf = (job: Job): string => Buffer.concat(job.log).toString("utf8");
const jobOf = (run: WorkflowRun, name: string): Job => {
  const found = run.jobs.find((job) => job.name === name);
  if (found === undefined) throw new Error(`the run has no job ${name}`);
  return found;
};
const outcomes = (run: WorkflowRun): Record<string, string | null> => Object.fromEntries(run.jobs.map((job) => [job.name, job.conclusion]));

/** Pushes one workflow to a new repository, waits for what it starts, and gives its last run. */
async function ran(name: string, jobs: string, before = "on: push"): Promise<{ run: WorkflowRun; repository: Repository }> {
  const repository = await loopback.createRepository({ owner: "octo", name });
  await loopback.push(repository, { message: "One", files: { "README.md": "hello", ".github/workflows/ci.yml": `name: ci\n${before}\njobs:\n${jobs}` } });
  await runner.idle();
  const run = repository.workflowRuns.at(-1);
  if (run === undefined) throw new Error(`nothing was started: ${JSON.stringify(loopback.actions.triggers.unrunnable)}`);
  return { run, repository };
}

describe("the demo's project", () => {
  test("is red in all four jobs for the reason that it was made with, and a person mends the test", async () => {
    const repository = await loopback.createRepository({ owner: "octo", name: "bakery" });
    await loopback.push(repository, { message: "Bake", files: readProject() });
    await runner.idle();
    const run = repository.workflowRuns[0];
    expect(run?.conclusion).toBe("failure");
    expect(run === undefined ? {} : outcomes(run)).toEqual({ lint: "failure", format: "failure", encoding: "failure", test: "failure" });
    const said = (name: string) => (run === undefined ? "" : logOf(jobOf(run, name)));
    expect(said("lint")).toContain("5 errors and 0 warnings potentially fixable");
    expect(said("format")).toContain("src/receipt.js");
    expect(said("encoding")).toContain("scripts/labels.py");
    expect(said("test")).toContain("540 !== 486");
    await loopback.push(repository, { message: "Mend the discount", files: personFixesTest(readProject()) });
    await runner.idle();
    const after = repository.workflowRuns.at(-1);
    expect(after === undefined ? {} : outcomes(after)).toEqual({ lint: "failure", format: "failure", encoding: "failure", test: "success" });
    expect(run === undefined ? [] : jobOf(run, "lint").checkRun.annotations.map((one) => one.message)).toEqual(["Process completed with exit code 1."]);
  });
});

describe("jobs", () => {
  test("wait for what they need, take its outputs, and are skipped after a failure unless they ask", async () => {
    const { run } = await ran("needs", `  one:
    runs-on: ubuntu-latest
    outputs: {word: '\${{ steps.w.outputs.word }}'}
    steps: [{id: w, run: 'echo word=mint >> $GITHUB_OUTPUT'}]
  two: {needs: one, runs-on: ubuntu-latest, steps: [{run: 'echo "got \${{ needs.one.outputs.word }}"; exit 1'}]}
  three: {needs: two, runs-on: ubuntu-latest, steps: [{run: 'true'}]}
  four: {needs: [two, three], if: "failure() && needs.two.result == 'failure'", runs-on: ubuntu-latest, steps: [{run: 'true'}]}
`);
    expect(outcomes(run)).toEqual({ one: "success", two: "failure", three: "skipped", four: "success" });
    expect(logOf(jobOf(run, "two"))).toContain("Z got mint\n");
  });

  test("have a token that does what their permissions say and nothing more, and that is void afterwards", async () => {
    const ask = (method: string, path: string) => `node -e "fetch(process.env.GITHUB_API_URL + '/repos/' + process.env.GITHUB_REPOSITORY + '${path}', {method: '${method}', headers: {authorization: 'Bearer ' + process.env.TOKEN}, body: '${method}' === 'GET' ? undefined : JSON.stringify({title: 'x'})}).then((r) => console.log('${method} ${path}', r.status))"`;
    const steps = `steps: [{env: {TOKEN: '\${{ github.token }}'}, run: '${[ask("GET", "/contents/README.md"), ask("POST", "/issues")].join(" && ").replaceAll("'", "''")}'}]`;
    const { run } = await ran("permissions", `  none: {runs-on: ubuntu-latest, permissions: {}, ${steps}}\n  reads: {runs-on: ubuntu-latest, permissions: {contents: read}, ${steps}}\n  writes: {runs-on: ubuntu-latest, permissions: {issues: write}, ${steps}}\n`);
    const statuses = run.jobs.map((job) => [job.name, ...[...logOf(job).matchAll(/(?:GET|POST) \S+ (\d+)\n/g)].map((match) => match[1])]);
    expect(statuses).toEqual([["none", "403", "403"], ["reads", "200", "403"], ["writes", "403", "201"]]);
    const later = await fetch(`${loopback.url}/repos/octo/permissions/contents/README.md`, { headers: { authorization: `Bearer ${loopback.actions.jobToken(jobOf(run, "reads"))}` } });
    expect(later.status).toBe(401);
  });

  test("whose condition is wrong fail with the reason in their log", async () => {
    const { run } = await ran("wrong", "  a: {if: nonsense.x, runs-on: ubuntu-latest, steps: [{run: 'true'}]}\n");
    expect(outcomes(run)).toEqual({ a: "failure" });
    expect(logOf(jobOf(run, "a"))).toContain("##[error]The expression is not valid: Unrecognized named-value: 'nonsense'");
  });

  test("of a matrix run once for each row, and fail together", async () => {
    const { run } = await ran("matrix", "  m:\n    runs-on: ubuntu-latest\n    strategy: {matrix: {n: [1, 2, 3]}}\n    steps: [{run: 'sleep 0.${{ matrix.n }}; test ${{ matrix.n }} != 1'}, {run: sleep 9}]\n");
    expect(outcomes(run)).toEqual({ "m (1)": "failure", "m (2)": "cancelled", "m (3)": "cancelled" });
  });

  test("check out over HTTP with their token, and not without the permission to read", async () => {
    const { run } = await ran("checkout", `  may: {runs-on: ubuntu-latest, permissions: {contents: read}, steps: [${checkout}, {run: cat README.md}]}\n  not: {runs-on: ubuntu-latest, permissions: {}, steps: [${checkout}]}\n`);
    expect(outcomes(run)).toEqual({ may: "success", not: "failure" });
  });
});

test("a pull request is checked as merged into its base", async () => {
  const { repository } = await ran("pull", `  show: {runs-on: ubuntu-latest, permissions: {contents: read}, steps: [${checkout}, {run: 'ls; echo $GITHUB_REF $GITHUB_HEAD_REF $GITHUB_BASE_REF'}]}\n`, "on: {push: {branches: [main]}, pull_request: }");
  await loopback.push(repository, { branch: "topic", message: "Topic", files: { "topic.txt": "topic" } });
  await loopback.push(repository, { message: "Main moves on", files: { "main.txt": "main" } });
  const headers = { authorization: `Bearer ${loopback.createUserToken("octo")}` };
  const opened = await fetch(`${loopback.url}/repos/octo/pull/pulls`, { method: "POST", headers, body: JSON.stringify({ title: "Topic", head: "topic", base: "main" }) });
  expect(opened.status).toBe(201);
  await runner.idle();
  const run = repository.workflowRuns.at(-1);
  expect([run?.event, run?.conclusion]).toEqual(["pull_request", "success"]);
  expect(run === undefined ? "" : logOf(jobOf(run, "show"))).toMatch(/Z main\.txt\n[^]*Z topic\.txt\n[^]*Z refs\/pull\/1\/merge topic main\n/);
});

describe("a dispatched run", () => {
  test("carries its inputs and its name, and what it uploads is found through the interface", async () => {
    const client = pathToFileURL(join(ownModules(), "@actions/artifact/lib/artifact.js")).href;
    const action = await loopback.createRepository({ owner: "octo", name: "upload", visibility: "public" });
    const sha = await loopback.push(action, { message: "Act", files: {
      "action.yml": "name: U\ninputs: {name: {required: true}}\nruns: {using: node24, main: main.mjs}\n",
      "main.mjs": `import { writeFileSync } from "node:fs"; import { DefaultArtifactClient } from ${JSON.stringify(client)};\nwriteFileSync("a.txt", process.env.INPUT_NAME); await new DefaultArtifactClient().uploadArtifact(process.env.INPUT_NAME, ["a.txt"], ".");`,
    } });
    const repository = await loopback.createRepository({ owner: "octo", name: "dispatch" });
    await loopback.push(repository, { message: "One", files: { ".github/workflows/fix.yml": `run-name: Fix \${{ inputs.id }}\non: {workflow_dispatch: {inputs: {id: {required: true}}}}\npermissions: {}\njobs:\n  fix: {runs-on: ubuntu-latest, steps: [{uses: octo/upload@${sha}, with: {name: '\${{ inputs.id }}'}}]}\n` } });
    const headers = { authorization: `Bearer ${loopback.createUserToken("octo")}` };
    const api = (path: string, body?: unknown) => fetch(`${loopback.url}/repos/octo/dispatch/actions${path}`, { headers, ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }) });
    expect((await api("/workflows/fix.yml/dispatches", { ref: "main", inputs: { id: "fix_1" } })).status).toBe(204);
    await runner.idle();
    const run = repository.workflowRuns[0];
    expect([run?.title, run?.conclusion]).toEqual(["Fix fix_1", "success"]);
    const { artifacts } = await (await api(`/runs/${run?.id}/artifacts`)).json() as { artifacts: { name: string; digest: string; archive_download_url: string }[] };
    expect(artifacts.map((one) => one.name)).toEqual(["fix_1"]);
    const zip = Buffer.from(await (await fetch(artifacts[0]?.archive_download_url ?? "", { headers })).arrayBuffer());
    expect(zip.subarray(0, 2).toString()).toBe("PK");
  });

  test("waits for the one before of its concurrency group", async () => {
    const { run, repository } = await ran("group", "  a: {runs-on: ubuntu-latest, steps: [{run: sleep 0.3}]}\n", "on: {push: , workflow_dispatch: }\nconcurrency: one");
    const workflow = run.workflow;
    const actor = loopback.state.account("octo");
    const [first, second] = [await loopback.actions.triggers.dispatch(repository, workflow, { ref: "main", inputs: {}, actor }), await loopback.actions.triggers.dispatch(repository, workflow, { ref: "main", inputs: {}, actor })];
    await runner.idle();
    expect([first.conclusion, second.conclusion]).toEqual(["success", "success"]);
    expect((second.jobs[0]?.startedAt ?? new Date(0)).getTime()).toBeGreaterThanOrEqual((first.jobs[0]?.completedAt ?? new Date()).getTime());
  });
});

test("a run that is cancelled ends what it was doing, and still tidies up", async () => {
  const repository = await loopback.createRepository({ owner: "octo", name: "cancel" });
  await loopback.push(repository, { message: "One", files: { ".github/workflows/ci.yml": "on: push\njobs:\n  a: {runs-on: ubuntu-latest, steps: [{run: sleep 60}, {run: echo next}, {run: echo tidy, if: always()}]}\n" } });
  const job = repository.workflowRuns[0]?.jobs[0];
  while (job !== undefined && !logOf(job).includes("Run sleep 60")) await new Promise((resolve) => setTimeout(resolve, 20));
  if (job !== undefined) loopback.actions.cancel(job.run);
  await runner.idle();
  expect(repository.workflowRuns[0]?.conclusion).toBe("cancelled");
  expect(job === undefined ? "" : logOf(job)).toMatch(/##\[error\]The operation was canceled\.[^]*Z tidy\n/);
  expect(job === undefined ? "" : logOf(job)).not.toContain("Z next\n");
});

test("the loopback GitHub found nothing to complain of", () => {
  expect(loopback.violations).toEqual([]);
});
