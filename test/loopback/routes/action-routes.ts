/** Workflows, dispatches, runs, jobs, logs and artifacts. Downloads are answered 302 to a signed address on the same server. */
import { randomBytes } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";
import type { Artifact, Job, Workflow, WorkflowRun } from "../actions/types.ts";
import { needs } from "../auth/permit.ts";
import { HttpProblem, notFound } from "../http/http-problem.ts";
import { presentArtifact, presentJob, presentRun, presentWorkflow } from "../present/actions.ts";
import { fullNameOf } from "../state/repository.ts";
import { created, noContent, ok, pageOf, type Answer, type Call, type Route } from "./route.ts";

const pathOf = (call: Call, rest: string): string => `/repos/${fullNameOf(call.repository)}/actions/${rest}`;

/** By number, or by the file's name, as the interface allows. */
function workflowOf(call: Call): Workflow {
  const asked = call.param("workflow_id");
  const workflow = [...call.repository.workflows.values()].find((one) => String(one.id) === asked || one.path.endsWith(`/${asked}`) || one.path === asked);
  if (workflow === undefined) throw notFound();
  return workflow;
}

function runOf(call: Call): WorkflowRun {
  const run = call.hub.actions.run(call.number("run_id"));
  if (run === null || run.repository !== call.repository) throw notFound();
  return run;
}

function jobOf(call: Call): Job {
  const job = call.hub.actions.job(call.number("job_id"));
  if (job === null || job.run.repository !== call.repository) throw notFound();
  return job;
}

function artifactOf(call: Call): { run: WorkflowRun; artifact: Artifact } {
  const id = call.number("artifact_id");
  for (const run of call.repository.workflowRuns) {
    const artifact = run.artifacts.find((one) => one.id === id);
    if (artifact !== undefined) return { run, artifact };
  }
  throw notFound();
}

function listWorkflows(call: Call): Answer {
  const all = [...call.repository.workflows.values()];
  const { items, headers } = pageOf(call, pathOf(call, "workflows"), all);
  return { ...ok({ total_count: all.length, workflows: items.map((one) => presentWorkflow(call.hub, call.repository, one)) }), headers };
}

async function dispatch(call: Call): Promise<Answer> {
  const inputs = call.body["inputs"];
  const run = await call.hub.actions.triggers.dispatch(call.repository, workflowOf(call), {
    ref: call.text("ref") ?? "", inputs: typeof inputs === "object" && inputs !== null ? (inputs as Readonly<Record<string, unknown>>) : {}, actor: call.actor,
  });
  call.hub.webhooks.fire({ name: "workflow-dispatch", repository: call.repository, sender: call.actor, content: { inputs: run.inputs, ref: `refs/heads/${run.headBranch}`, workflow: run.workflow.path } });
  if (!call.flag("return_run_details")) return noContent;
  const { url, html_url: html } = presentRun(call.hub, run);
  return ok({ workflow_run_id: run.id, run_url: url, html_url: html });
}

function answerRuns(call: Call, path: string, runs: readonly WorkflowRun[]): Answer {
  const { query } = call;
  const created = query.get("created");
  const wanted = (name: string, value: string | null): boolean => query.get(name) === null || query.get(name) === value;
  const found = runs.filter((run) => wanted("branch", run.headBranch) && wanted("event", run.event) && wanted("head_sha", run.headSha) && wanted("actor", run.actor.login)
    && (wanted("status", run.status) || wanted("status", run.conclusion)) && wanted("check_suite_id", String(run.suite.id)) && (created === null || isWithin(run.createdAt, created))).toReversed();
  const { items, headers } = pageOf(call, path, found);
  return { ...ok({ total_count: found.length, workflow_runs: items.map((run) => presentRun(call.hub, run)) }), headers };
}

/** GitHub's search syntax for dates: `>=2026-01-01T00:00:00Z`, `a..b`, a day. */
function isWithin(date: Date, range: string): boolean {
  const seconds = Math.floor(date.getTime() / 1000);
  const at = (text: string): number => Math.floor(new Date(text).getTime() / 1000);
  if (range.includes("..")) {
    const [from = "*", to = "*"] = range.split("..");
    return (from === "*" || seconds >= at(from)) && (to === "*" || seconds <= at(to));
  }
  const [, operator = "", text = ""] = /^(>=|<=|>|<)?(.*)$/.exec(range) ?? [];
  switch (operator) {
    case ">=": return seconds >= at(text);
    case "<=": return seconds <= at(text);
    case ">": return seconds > at(text);
    case "<": return seconds < at(text);
    default: return date.toISOString().startsWith(text.slice(0, 10));
  }
}

function answerJobs(call: Call, path: string, jobs: readonly Job[]): Answer {
  const { items, headers } = pageOf(call, path, jobs);
  return { ...ok({ total_count: jobs.length, jobs: items.map((job) => presentJob(call.hub, job)) }), headers };
}

function jobsOfRun(call: Call): Answer {
  const run = runOf(call);
  const jobs = call.query.get("filter") === "all" ? [...new Set([...[...run.earlierJobs.values()].flat(), ...run.jobs])] : run.jobs;
  return answerJobs(call, pathOf(call, `runs/${run.id}/jobs`), jobs);
}

function jobsOfAttempt(call: Call): Answer {
  const run = runOf(call);
  const attempt = call.number("attempt_number");
  const jobs = attempt === run.attempt ? run.jobs : run.earlierJobs.get(attempt);
  if (jobs === undefined) throw notFound();
  return answerJobs(call, pathOf(call, `runs/${run.id}/attempts/${attempt}/jobs`), jobs);
}

/** 302 to an address that needs no token, as GitHub gives out for one minute. */
function redirectTo(call: Call, bytes: Uint8Array, type: string): Answer {
  const key = randomBytes(16).toString("hex");
  call.hub.downloads.set(key, { bytes, type });
  return { status: 302, headers: { location: call.hub.links.html(`/_loopback/downloads/${key}?sig=${randomBytes(8).toString("hex")}`) } };
}

function jobLog(call: Call): Answer {
  const job = jobOf(call);
  if (job.status !== "completed") throw notFound();
  return redirectTo(call, Buffer.concat(job.log), "text/plain; charset=utf-8");
}

async function runLogs(call: Call): Promise<Answer> {
  const run = runOf(call);
  if (run.status !== "completed") throw notFound();
  const zip = new ZipFile();
  run.jobs.forEach((job, index) => zip.addBuffer(Buffer.concat(job.log), `${index}_${job.name.replaceAll("/", "_")}.txt`));
  zip.end();
  return redirectTo(call, await buffer(zip.outputStream), "application/zip");
}

function answerArtifacts(call: Call, path: string, all: readonly { readonly run: WorkflowRun; readonly artifact: Artifact }[]): Answer {
  const name = call.query.get("name");
  const found = all.filter(({ artifact }) => name === null || artifact.name === name);
  const { items, headers } = pageOf(call, path, found);
  return { ...ok({ total_count: found.length, artifacts: items.map(({ run, artifact }) => presentArtifact(call.hub, run, artifact)) }), headers };
}

function artifactsOfRun(call: Call): Answer {
  const run = runOf(call);
  return answerArtifacts(call, pathOf(call, `runs/${run.id}/artifacts`), run.artifacts.map((artifact) => ({ run, artifact })));
}

function artifactsOfRepository(call: Call): Answer {
  return answerArtifacts(call, pathOf(call, "artifacts"), call.repository.workflowRuns.flatMap((run) => run.artifacts.map((artifact) => ({ run, artifact }))).toReversed());
}

function downloadArtifact(call: Call): Answer {
  const { artifact } = artifactOf(call);
  if (call.param("archive_format") !== "zip") throw notFound();
  if (artifact.expiresAt < call.hub.now()) throw new HttpProblem(410, "Artifact has expired");
  return redirectTo(call, artifact.bytes, "application/zip");
}

function rerun(call: Call, which: "all" | "failed"): Answer {
  call.hub.actions.rerun(runOf(call), which, call.actor);
  return created({});
}

function cancel(call: Call): Answer {
  call.hub.actions.cancel(runOf(call));
  return { status: 202, body: {} };
}

function forceCancel(call: Call): Answer {
  call.hub.actions.forceCancel(runOf(call));
  return { status: 202, body: {} };
}

/** GitHub answers 404 where no cache has the key. */
function deleteCaches(call: Call): Answer {
  const [key, ref] = [call.query.get("key"), call.query.get("ref")];
  const gone = call.repository.caches.filter((cache) => cache.key === key && (ref === null || cache.ref === ref));
  if (gone.length === 0) throw notFound();
  call.repository.caches = call.repository.caches.filter((cache) => !gone.includes(cache));
  return ok({ total_count: gone.length, actions_caches: gone.map((cache) => ({ id: cache.id, ref: cache.ref, key: cache.key, version: cache.version, last_accessed_at: cache.createdAt.toISOString(), created_at: cache.createdAt.toISOString(), size_in_bytes: cache.size })) });
}

const reading = needs.read("actions");
const writing = needs.write("actions");

export const actionRoutes: readonly Route[] = [
  { operation: "actions/list-repo-workflows", need: reading, handle: listWorkflows },
  { operation: "actions/get-workflow", need: reading, handle: (call) => ok(presentWorkflow(call.hub, call.repository, workflowOf(call))) },
  { operation: "actions/create-workflow-dispatch", need: writing, handle: dispatch },
  { operation: "actions/list-workflow-runs-for-repo", need: reading, handle: (call) => answerRuns(call, pathOf(call, "runs"), call.repository.workflowRuns) },
  { operation: "actions/list-workflow-runs", need: reading, handle: (call) => answerRuns(call, pathOf(call, `workflows/${workflowOf(call).id}/runs`), call.repository.workflowRuns.filter((run) => run.workflow === workflowOf(call))) },
  { operation: "actions/get-workflow-run", need: reading, handle: (call) => ok(presentRun(call.hub, runOf(call))) },
  { operation: "actions/list-jobs-for-workflow-run", need: reading, handle: jobsOfRun },
  { operation: "actions/list-jobs-for-workflow-run-attempt", need: reading, handle: jobsOfAttempt },
  { operation: "actions/get-job-for-workflow-run", need: reading, handle: (call) => ok(presentJob(call.hub, jobOf(call))) },
  { operation: "actions/download-job-logs-for-workflow-run", need: reading, handle: jobLog },
  { operation: "actions/download-workflow-run-logs", need: reading, handle: runLogs },
  { operation: "actions/re-run-workflow", need: writing, handle: (call) => rerun(call, "all") },
  { operation: "actions/re-run-workflow-failed-jobs", need: writing, handle: (call) => rerun(call, "failed") },
  { operation: "actions/cancel-workflow-run", need: writing, handle: cancel },
  { operation: "actions/force-cancel-workflow-run", need: writing, handle: forceCancel },
  { operation: "actions/delete-actions-cache-by-key", need: writing, handle: deleteCaches },
  { operation: "actions/list-artifacts-for-repo", need: reading, handle: artifactsOfRepository },
  { operation: "actions/list-workflow-run-artifacts", need: reading, handle: artifactsOfRun },
  { operation: "actions/get-artifact", need: reading, handle: (call) => ok(presentArtifact(call.hub, artifactOf(call).run, artifactOf(call).artifact)) },
  { operation: "actions/download-artifact", need: reading, handle: downloadArtifact },
];
