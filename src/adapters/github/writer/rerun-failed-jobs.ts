/** Runs the failed jobs of one attempt again, once: a later attempt stands for it. */
import type { z } from "zod";
import type { Receipt, RerunFailedJobs } from "../../../core/repair/effect.ts";
import { answerOf } from "../answer.ts";
import { RunAnswer } from "../reader/workflow-run.ts";
import type { Desk } from "./desk.ts";

/** https://docs.github.com/rest/actions/workflow-runs#re-run-failed-jobs-from-a-workflow-run */
export async function rerunFailedJobs({ session }: Desk, { run_id, attempt, debug }: z.infer<typeof RerunFailedJobs>): Promise<Receipt> {
  const run = await answerOf(session, "GET /repos/{owner}/{repo}/actions/runs/{run_id}", { run_id }, RunAnswer);
  if (run.attempt === attempt) await session.ask("POST /repos/{owner}/{repo}/actions/runs/{run_id}/rerun-failed-jobs", { run_id, ...(debug ? { enable_debug_logging: true } : {}) });
  return { kind: "rerun_failed_jobs", run_id, attempt: attempt + 1 };
}
