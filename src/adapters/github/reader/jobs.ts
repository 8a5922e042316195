import { z } from "zod";
import type { Job } from "../../../ports/github.ts";
import type { Session } from "../client.ts";
import { readPages } from "../pages.ts";
import { Moment, OptionalConclusion, OptionalText } from "./shapes.ts";

const StepAnswer = z.object({ name: z.string(), number: z.int(), conclusion: OptionalConclusion });

/** https://docs.github.com/rest/actions/workflow-jobs#list-jobs-for-a-workflow-run */
const JobAnswer = z.object({
  id: z.int().positive(), name: z.string(), status: z.string(), conclusion: OptionalConclusion, steps: z.array(StepAnswer).default([]), html_url: OptionalText,
  run_attempt: z.int().positive().default(1), started_at: Moment.nullish(), completed_at: Moment.nullish(),
}).transform((job): Job => ({
  id: job.id, name: job.name, status: job.status, conclusion: job.conclusion, steps: job.steps, url: job.html_url ?? "",
  attempt: job.run_attempt, startedAt: job.status === "queued" ? null : job.started_at ?? null, completedAt: job.completed_at ?? null,
}));

const JobsPage = z.object({ jobs: z.array(JobAnswer) }).transform((page) => page.jobs);

/** Of the run's latest attempt. */
export async function readJobs(session: Session, runId: number): Promise<readonly Job[]> {
  return readPages(session, { operation: "GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs", parameters: { run_id: runId, filter: "latest" } }, JobsPage);
}
