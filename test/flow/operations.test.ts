/** Operations that the operator registers: asked for by name, run once for a commit, from the operator's file and never from the repository's. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "../demo/until.ts";
import { deliver } from "./deliver.ts";
import { Project } from "./project.ts";
import { openStand, type Stand } from "./stand.ts";

let stand: Stand;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "regreen-operator-"));
  const operation = (name: string, command: readonly string[], more: object = {}): object => ({ name, description: "d", when: ["network-infra"], repositories: ["octo/served*"], run: { command }, ...more });
  const operations = [
    operation("restart-mirror", ["sh", "-c", "echo \"$1 $2\" >> \"$3\"", "sh", "{repo}", "{class}", join(folder, "restarted")]),
    operation("rotate-key", ["sh", "-c", "echo the vault is sealed; exit 3"]),
    operation("tell-somebody", ["true"], { rerun: false }),
  ];
  writeFileSync(join(folder, "operations.yml"), JSON.stringify({ version: 1, operations }), { mode: 0o600 });
  stand = await openStand({ operationsPath: join(folder, "operations.yml") });
});
afterAll(async () => {
  await stand.close();
  rmSync(folder, { recursive: true });
});

const log = [
  "##[group]Run npm ci", "shell: /usr/bin/bash -e {0}", "##[endgroup]", "npm error code ECONNRESET", "npm error network aborted",
  "npm error network This is a problem related to network connectivity.", "##[error]Process completed with exit code 1.", "",
].map((line) => `2026-11-20T08:15:10.1000000Z ${line}`).join("\n");
const asking = (name: string): Record<string, string> => ({ ".github/regreen.yml": `version: 1\nreact: {branches: ["**"]}\nskills: {opt_in: [${name}]}\n` });
const reruns = (project: Project): number => project.writes().filter((one) => one === "actions/re-run-workflow-failed-jobs").length;
const restarted = (): string => (existsSync(join(folder, "restarted")) ? readFileSync(join(folder, "restarted"), "utf8") : "");

test("it is run once, then the failed jobs; told twice, and started again in between, it is not run a second time; the ledger has the request and what came of it", async () => {
  const project = await Project.open(stand, "served", asking("restart-mirror"));
  await project.turnRed({ log });
  const ciRun = () => project.repository.workflowRuns.findLast((run) => run.workflow.path.endsWith("/ci.yml"));
  await until("the second attempt", () => (ciRun()?.attempt === 2 ? true : null), 20);
  const told = stand.loopback.deliveries.findLast(({ event, action, payload }) => event === "workflow_run" && action === "completed" && payload.includes("octo/served"));
  await stand.restart();
  await deliver(stand, { event: "workflow_run", body: told?.payload ?? "" });
  await project.playCi({ lint: { conclusion: "success" } });
  expect(await stand.hurrying(() => project.closed())).toMatchObject({ status: "skipped", reason: "network-infra is answered by the operator's restart-mirror, and the failed jobs are run again, once for this commit; they ended: success; it cost 1 Actions minute" });
  expect([restarted(), reruns(project)]).toEqual(["octo/served network-infra\n", 1]);
  const done = (await project.ledger()).filter(({ kind, payload }) => kind === "effect_done" && payload["effect"] === "run_operation");
  expect(done).toMatchObject([{ payload: { receipt: { kind: "run_operation", name: "restart-mirror", succeeded: true } } }]);
});

test("what does not succeed runs nothing again, and says why; one that wants no new run ends the matter", async () => {
  const failing = await Project.open(stand, "served-badly", asking("rotate-key"));
  await failing.turnRed({ log });
  expect(await failing.closed()).toMatchObject({ reason: "rotate-key did not succeed, so nothing is run again: exit 3: the vault is sealed" });
  const telling = await Project.open(stand, "served-quietly", asking("tell-somebody"));
  await telling.turnRed({ log });
  expect(await telling.closed()).toMatchObject({ reason: "network-infra is answered by the operator's tell-somebody, once for this commit; it succeeded" });
  expect([reruns(failing), reruns(telling)]).toEqual([0, 0]);
});

test("not for a repository that the operator does not name, nor where the repository does not ask", async () => {
  const other = await Project.open(stand, "foreign", asking("restart-mirror"));
  const silent = await Project.open(stand, "served-silently");
  for (const project of [other, silent]) {
    await project.turnRed({ log });
    expect(await project.closed()).toMatchObject({ reason: expect.stringContaining("running the job again may help") });
  }
  expect(restarted()).toBe("octo/served network-infra\n");
});
