import type { LedgerEntry } from "../../core/ledger/entry.ts";
import { isCounted, type JobCost } from "../../core/repair/collect/job-cost.ts";
import { minutesOf } from "../../core/repair/operate/minutes.ts";
import type { Repair } from "../../core/repair/repair.ts";
import type { WorkflowRun } from "../../ports/github.ts";
import type { StepContext } from "./context.ts";

/** By the times that GitHub gives of the run's jobs; a run that has ended cost a minute at least. Null: it has not ended, or was counted before. */
export async function readJobCost({ subject }: Repair, { run, history }: { readonly run: WorkflowRun | null; readonly history: readonly LedgerEntry[] }, { reader, clock }: StepContext): Promise<JobCost | null> {
  if (run === null || run.status !== "completed" || isCounted(history, { run_id: run.id, attempt: run.attempt })) return null;
  const jobs = await reader.jobs(subject.repository, run.id);
  return { run_id: run.id, attempt: run.attempt, minutes: Math.max(1, minutesOf(jobs, clock.now())) };
}
