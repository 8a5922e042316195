/** Reads what failed: the logs of the run's failed jobs, streamed; the output and annotations of another CI's check; or a commit status's one line. */
import { openCacheReading, type CacheReading } from "../../core/failure/cache/corrupt-cache.ts";
import { readCheck as readAccount } from "../../core/failure/inputs/check.ts";
import { readStatus } from "../../core/failure/inputs/status.ts";
import { openLogReading, type LogDiagnosis } from "../../core/failure/read-log.ts";
import { agreeWithSteps } from "../../core/repair/diagnose/agree-with-steps.ts";
import { isDoubtful } from "../../core/repair/diagnose/doubt.ts";
import { nameSteps } from "../../core/repair/diagnose/name-steps.ts";
import { LogKeeper } from "../../core/replay/keep-log.ts";
import type { FailedCheck } from "../../core/repair/diagnose/snapshot.ts";
import type { Repair, Repository } from "../../core/repair/repair.ts";
import type { CheckRun, CommitStatus, Job, WorkflowRun } from "../../ports/github.ts";
import type { StepContext } from "./context.ts";
import { readAids, type Aids } from "./read-aids.ts";

/** A matrix may fail in hundreds of jobs, all for the same reason. */
const MOST_JOBS = 20;

/** The source as GitHub tells it; null when it is not there any more. */
export type Source =
  | { readonly kind: "workflow_run"; readonly run: WorkflowRun }
  | { readonly kind: "check_run"; readonly check: CheckRun }
  | { readonly kind: "status"; readonly status: CommitStatus };

export async function readSource({ subject }: Repair, { reader }: StepContext): Promise<Source | null> {
  const { repository, source, head_sha } = subject;
  switch (source.kind) {
    case "workflow_run": {
      const run = await reader.workflowRun(repository, source.run_id);
      return run === null ? null : { kind: "workflow_run", run };
    }
    case "check_run": {
      const check = await reader.checkRun(repository, source.check_run_id);
      return check === null ? null : { kind: "check_run", check };
    }
    case "status": {
      const status = (await reader.commitStatuses(repository, head_sha)).find(({ context }) => context === source.context);
      return status === undefined ? null : { kind: "status", status };
    }
    case "pull_request":
    case "merge_group":
    case "installation":
    case "log_source": return null;
    default: return source satisfies never;
  }
}

export async function readFailures(repository: Repository, source: Source, { context, lost }: { readonly context: StepContext; readonly lost: AbortSignal }): Promise<readonly FailedCheck[]> {
  if (source.kind === "check_run") return [await readCheck(repository, source.check, context)];
  if (source.kind === "status") return [readStatusOf(source.status)];
  const jobs = await context.reader.jobs(repository, source.run.id);
  const failed = jobs.filter(({ conclusion }) => conclusion === "failure" || conclusion === "timed_out").slice(0, MOST_JOBS);
  return Promise.all(failed.map((job) => readJob(repository, { job, run: source.run, lost }, context)));
}

interface Reading { readonly job: Job; readonly run: WorkflowRun; readonly lost: AbortSignal }

async function readJob(repository: Repository, reading: Reading, context: StepContext): Promise<FailedCheck> {
  const { job, run } = reading;
  const [keeper, caches] = [new LogKeeper(), openCacheReading()];
  const first = await readLog(repository, { ...reading, aids: {}, beside: [keeper, caches] }, context);
  const aids = isDoubtful(first.reports) ? await readAids(repository, { run, job, addedMatchers: first.addedMatchers }, context) : {};
  const { reports } = aids.green === undefined && aids.matchers === undefined ? first : await readLog(repository, { ...reading, aids, beside: [] }, context);
  return { name: `${run.name} / ${job.name}`, job: job.name, reports: nameSteps(agreeWithSteps(reports, job.steps), job.steps), log: keeper.bytes, corruptCaches: caches.finish(), times: { startedAt: job.startedAt, completedAt: job.completedAt } };
}

async function readLog(repository: Repository, { job, lost, aids, beside }: Reading & { readonly aids: Aids; readonly beside: readonly Pick<CacheReading, "push">[] }, { reader }: StepContext): Promise<LogDiagnosis> {
  const reading = openLogReading({ job: job.name, workspace: null, ...aids });
  for await (const chunk of reader.jobLog(repository, job.id)) {
    lost.throwIfAborted();
    reading.push(chunk);
    for (const other of beside) other.push(chunk);
  }
  return reading.finish();
}

async function readCheck(repository: Repository, check: CheckRun, { reader }: StepContext): Promise<FailedCheck> {
  const { annotations, truncated } = await reader.annotations(repository, check.id);
  const { title, summary, text } = check.output;
  // The step is only taken for a check that failed: one that says nothing is told as unknown, in its own words.
  const account = { name: check.name, failed: true, timedOut: check.conclusion === "timed_out", output: [title, summary, text], annotations, truncated };
  return { name: check.name, reports: readAccount(account, null) };
}

function readStatusOf({ context, description }: CommitStatus): FailedCheck {
  return { name: context, reports: readStatus({ context, description, failed: true }, null) };
}
