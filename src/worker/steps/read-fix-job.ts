/** Reads what became of the fix job: whether it was asked for, its run, and what it left. */
import { Fault } from "../../core/fault/fault.ts";
import { after, type Timestamp } from "../../core/identity/timestamp.ts";
import type { FixPlan } from "../../core/fix/plan.ts";
import { findFixRun } from "../../core/repair/collect/find-fix-run.ts";
import type { FixJob } from "../../core/repair/collect/fix-job.ts";
import { artifactName, readArtifact } from "../../core/repair/collect/read-artifact.ts";
import { fixWorkflow } from "../../core/repair/fix-run.ts";
import type { Repair } from "../../core/repair/repair.ts";
import type { WorkflowRun } from "../../ports/github.ts";
import type { StepContext } from "./context.ts";

const MOST_BYTES = 32 * 1024 * 1024;
/** Clocks differ: runs a little older than the asking are looked at too. */
const CLOCK_SLACK_SECONDS = 300;

/** `run`: where GitHub shows it. */
export interface FoundFixJob { readonly job: FixJob; readonly run: WorkflowRun | null }

/** `ended` is called once the run is seen to have ended, before what it left is fetched. */
export async function readFixJob(repair: Repair, plan: FixPlan, { context, ended }: { readonly context: StepContext; readonly ended: () => void }): Promise<FoundFixJob> {
  const receipts = await context.store.outbox.receipts(repair.id);
  const receipt = receipts.find(({ effect }) => effect.kind === "dispatch_fix" && effect.plan_id === plan.plan_id)?.receipt;
  if (receipt === undefined) return { job: { kind: "asked" }, run: null };
  if (receipt.kind === "refused") return { job: { kind: "refused", reason: `${receipt.code}: ${receipt.message}` }, run: null };
  const run = await findRun(repair, plan, { runId: receipt.kind === "dispatch_fix" ? receipt.run_id : null, context });
  if (run === null) return { job: { kind: "absent" }, run };
  if (run.status !== "completed") return { job: { kind: run.status === "in_progress" ? "running" : "queued" }, run };
  ended();
  return { job: await readLeft(repair, plan, { run, context }), run };
}

/** The run that the receipt names, if it is what it should be; else the one found by its title. */
async function findRun(repair: Repair, plan: FixPlan, { runId, context }: { readonly runId: number | null; readonly context: StepContext }): Promise<WorkflowRun | null> {
  const { reader } = context;
  const { repository } = repair.subject;
  const named = runId === null ? null : await reader.workflowRun(repository, runId);
  const direct = named === null ? null : findFixRun([named], repair, plan);
  if (direct !== null) return direct;
  const since: Timestamp = after(repair.opened_at, -CLOCK_SLACK_SECONDS);
  return findFixRun(await reader.dispatchedRuns(repository, fixWorkflow, since), repair, plan);
}

async function readLeft(repair: Repair, plan: FixPlan, { run, context }: { readonly run: WorkflowRun; readonly context: StepContext }): Promise<FixJob> {
  try {
    const zip = await context.reader.artifact(repair.subject.repository, run.id, artifactName(plan), MOST_BYTES);
    if (zip === null) return { kind: "empty", conclusion: run.conclusion ?? "no conclusion" };
    return readArtifact(await context.unzip(zip), plan);
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.code === "artifact-invalid") return { kind: "invalid", reason: thrown.detail ?? thrown.message };
    throw thrown;
  }
}
