import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { WorkflowRun } from "./actions/types.ts";
import { clientWith, createWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(async () => {
  expect(world.loopback.violations).toEqual([]);
  await world.close();
});

/** What the runner does, in short: each job of the run with this end. */
function play(run: WorkflowRun, conclusion: "success" | "failure"): void {
  const { actions } = world.loopback;
  for (const job of run.jobs.filter((one) => one.status !== "completed")) {
    actions.startJob(job, { name: "loopback-1" });
    actions.recordStep(job, { number: 1, name: "Run true", conclusion, startedAt: new Date(), completedAt: new Date() });
    actions.appendLog(job, Buffer.from("2026-11-20T21:30:00.0000000Z hello\n"));
    actions.completeJob(job, conclusion);
  }
}
const eventsSince = (start: number): string[] => world.loopback.deliveries.slice(start).map((one) => `${one.event}.${one.action ?? ""}`);

describe("workflow runs", () => {
  test("a push queues the workflows that it triggers, and those who listen later are told too", () => {
    const heard: string[] = [];
    world.loopback.actions.onQueued((run) => heard.push(`${run.event} ${run.workflow.path}`))();
    expect(heard).toEqual(["push .github/workflows/ci.yml"]);
  });

  test("a run that is played to its end fires GitHub's webhooks in GitHub's order", () => {
    const [run] = world.repository.workflowRuns;
    if (run === undefined) throw new Error("no run");
    const start = world.loopback.deliveries.length;
    play(run, "failure");
    expect(eventsSince(start)).toEqual([
      "workflow_job.in_progress", "workflow_run.in_progress", "check_run.completed", "workflow_job.completed", "check_suite.completed", "workflow_run.completed",
    ]);
    expect(run).toMatchObject({ status: "completed", conclusion: "failure", suite: { conclusion: "failure" } });
  });

  test("the log of a job is a redirect to raw text that needs no token", async () => {
    const { octokit, at, loopback } = world;
    const job = world.repository.workflowRuns[0]?.jobs[0];
    const { data } = await octokit.actions.downloadJobLogsForWorkflowRun({ ...at, job_id: job?.id ?? 0 });
    expect(String(data)).toBe("2026-11-20T21:30:00.0000000Z hello\n");
    const answer = await fetch(`${loopback.url}/repos/octo/hello/actions/jobs/${job?.id}/logs`, { redirect: "manual", headers: { authorization: `Bearer ${loopback.createUserToken("octo")}` } });
    expect([answer.status, answer.headers.get("location")?.startsWith(`${loopback.url}/_loopback/downloads/`)]).toEqual([302, true]);
  });

  test("failed jobs can be run again: a new attempt with new jobs, the earlier ones are kept", async () => {
    const { octokit, at } = world;
    const [run] = world.repository.workflowRuns;
    if (run === undefined) throw new Error("no run");
    await octokit.actions.reRunWorkflowFailedJobs({ ...at, run_id: run.id });
    play(run, "success");
    expect((await octokit.actions.getWorkflowRun({ ...at, run_id: run.id })).data).toMatchObject({ run_attempt: 2, conclusion: "success" });
    expect((await octokit.actions.listJobsForWorkflowRunAttempt({ ...at, run_id: run.id, attempt_number: 1 })).data.jobs[0]?.conclusion).toBe("failure");
    expect((await octokit.checks.listForRef({ ...at, ref: "main" })).data.check_runs.map((one) => one.conclusion)).toContain("success");
  });

  test("a dispatch runs with its inputs under its title, and is refused with 422 when the inputs do not fit the file", async () => {
    const { octokit, at } = world;
    await octokit.actions.createWorkflowDispatch({ ...at, workflow_id: "fix.yml", ref: "main", inputs: { fix_id: "fix_7" } });
    const { data } = await octokit.actions.listWorkflowRuns({ ...at, workflow_id: "fix.yml", event: "workflow_dispatch", created: ">=2026-01-01T00:00:00Z" });
    expect(data.workflow_runs.map((one) => [one.display_title, one.path, one.status])).toEqual([["Fix fix_7", ".github/workflows/fix.yml", "queued"]]);
    await expect(octokit.actions.createWorkflowDispatch({ ...at, workflow_id: "fix.yml", ref: "main", inputs: { other: "x" } })).rejects.toMatchObject({ status: 422 });
    await expect(octokit.actions.createWorkflowDispatch({ ...at, workflow_id: "ci.yml", ref: "main" })).rejects.toMatchObject({ status: 422 });
  });

  test("an artifact is listed with its digest and downloaded through a redirect", async () => {
    const { octokit, at, loopback } = world;
    const run = world.repository.workflowRuns.at(-1);
    if (run === undefined) throw new Error("no run");
    const kept = loopback.actions.addArtifact(run, { name: "regreen-result", bytes: Buffer.from("zip") });
    const { data } = await octokit.actions.listWorkflowRunArtifacts({ ...at, run_id: run.id, name: "regreen-result" });
    expect(data.artifacts[0]).toMatchObject({ id: kept.id, size_in_bytes: 3, digest: kept.digest, workflow_run: { id: run.id } });
    const bytes = await octokit.actions.downloadArtifact({ ...at, artifact_id: kept.id, archive_format: "zip" });
    expect(Buffer.from(bytes.data as ArrayBuffer).toString()).toBe("zip");
  });

  test("a push with a job's token starts no workflows, as on GitHub", async () => {
    const { loopback, at, repository } = world;
    const job = loopback.actions.pending()[0]?.jobs[0];
    if (job === undefined) throw new Error("no job");
    const token = loopback.actions.jobToken({ ...job, permissions: { contents: "write" } });
    const before = repository.workflowRuns.length;
    const main = await repository.git.resolve("main");
    await clientWith(loopback, token).git.createRef({ ...at, ref: "refs/heads/by-job", sha: main ?? "" });
    expect(repository.workflowRuns).toHaveLength(before);
  });
});
