/** Cancels one attempt of a run, once: a run that has ended, or begun anew, is left alone. */
import type { z } from "zod";
import { Fault } from "../../../core/fault/fault.ts";
import type { CancelRun, Receipt } from "../../../core/repair/effect.ts";
import { answerOf } from "../answer.ts";
import { RunAnswer } from "../reader/workflow-run.ts";
import type { Desk } from "./desk.ts";

/** https://docs.github.com/rest/actions/workflow-runs#cancel-a-workflow-run and #force-cancel-a-workflow-run; 409: it has ended meanwhile. */
export async function cancelRun({ session }: Desk, { run_id, attempt, how }: z.infer<typeof CancelRun>): Promise<Receipt> {
  const run = await answerOf(session, "GET /repos/{owner}/{repo}/actions/runs/{run_id}", { run_id }, RunAnswer);
  if (run.attempt !== attempt || run.status === "completed") return { kind: "cancel_run", run_id, cancelled: run.conclusion === "cancelled" };
  try {
    await session.ask(how === "force" ? "POST /repos/{owner}/{repo}/actions/runs/{run_id}/force-cancel" : "POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel", { run_id });
    return { kind: "cancel_run", run_id, cancelled: true };
  } catch (error) {
    if (error instanceof Fault && error.code === "github-conflict") return { kind: "cancel_run", run_id, cancelled: false };
    throw error;
  }
}
