/** Which jobs of a run may begin, given how the others went: the order that `needs` asks for, and each job's `if`. */
import type { Job, WorkflowRun } from "../actions/types.ts";
import { evaluateCondition, type Standing } from "./expression/evaluate.ts";
import type { NeededJob } from "./job/job-request.ts";

/** How finished jobs went, with their outputs. */
export type Results = ReadonlyMap<Job, NeededJob>;

export interface Ready { readonly job: Job; readonly verdict: "start" | "skip"; readonly needs: Readonly<Record<string, NeededJob>> }

/** Queued jobs whose needs are complete. Throws ExpressionProblem when an `if` is wrong. */
export function readyJobs(run: WorkflowRun, results: Results, contexts: Readonly<Record<string, unknown>>): Ready[] {
  const queued = run.jobs.filter((job) => job.status === "queued");
  return queued.filter((job) => job.needs.every((key) => rowsOf(run, key).every((one) => one.status === "completed"))).map((job) => {
    const needs = needsOf(run, job, results);
    const holds = evaluateCondition(job.definition.if, { contexts: { ...contexts, needs }, standing: standingOf(run, job, results) });
    return { job, needs, verdict: holds ? "start" : "skip" };
  });
}

function rowsOf(run: WorkflowRun, key: string): Job[] {
  return run.jobs.filter((job) => job.key === key);
}

/** The `needs` context; the rows of a matrix are one entry, outputs of later rows win. */
function needsOf(run: WorkflowRun, job: Job, results: Results): Readonly<Record<string, NeededJob>> {
  return Object.fromEntries(job.needs.map((key) => {
    const rows = rowsOf(run, key).map((one) => resultOf(one, results));
    return [key, { result: worst(rows.map((row) => row.result)), outputs: Object.assign({}, ...rows.map((row) => row.outputs)) as Record<string, string> }];
  }));
}

/** Over all jobs before it, not only those it names: a failure further up is a failure here. */
function standingOf(run: WorkflowRun, job: Job, results: Results): Standing {
  const before = new Set<string>();
  const waiting = [...job.needs];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (before.has(key)) continue;
    before.add(key);
    waiting.push(...rowsOf(run, key).flatMap((one) => one.needs));
  }
  return worst([...before].flatMap((key) => rowsOf(run, key)).map((one) => resultOf(one, results).result));
}

/** A job that this runner did not run (skipped, cancelled, of an earlier attempt) is known by its conclusion. */
function resultOf(job: Job, results: Results): NeededJob {
  const { conclusion } = job;
  const result = conclusion === "success" || conclusion === "cancelled" || conclusion === "skipped" ? conclusion : "failure";
  return results.get(job) ?? { result, outputs: {} };
}

function worst(all: readonly Standing[]): Standing {
  return (["cancelled", "failure", "skipped"] as const).find((one) => all.includes(one)) ?? "success";
}
