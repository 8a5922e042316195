/** Starts the fix workflow once: a run of it whose title holds the fix and the plan stands for this dispatch. The relay sees to it that a look after a lost answer is not too early. */
import { z } from "zod";
import { Fault } from "../../../core/fault/fault.ts";
import type { DispatchFix, Receipt } from "../../../core/repair/effect.ts";
import { parsed } from "../answer.ts";
import type { Reply } from "../client.ts";
import { findInPages } from "../pages.ts";
import { RunsPage, workflowFile } from "../reader/workflow-run.ts";
import type { Desk } from "./desk.ts";

type Dispatch = z.infer<typeof DispatchFix>;

/** https://docs.github.com/rest/actions/workflows#create-a-workflow-dispatch-event, with `return_run_details` */
const DispatchAnswer = z.object({ workflow_run_id: z.int().positive() });

export async function dispatchFix(desk: Desk, effect: Dispatch): Promise<Receipt> {
  const runId = await find(desk, effect) ?? await start(desk, effect);
  return { kind: "dispatch_fix", run_id: runId };
}

async function find({ session }: Desk, { workflow, plan_id, fix_id }: Dispatch): Promise<number | null> {
  const file = workflowFile(workflow);
  const request = { operation: "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs", parameters: { workflow_id: file, event: "workflow_dispatch" } } as const;
  const found = await findInPages(session, request, {
    schema: RunsPage,
    holds: (run) => run.event === "workflow_dispatch" && workflowFile(run.path) === file && run.title.includes(fix_id) && run.title.includes(plan_id),
    ends: (run) => run.createdAt < dayOf(fix_id),
  });
  return found?.id ?? null;
}

/** No run for a fix is older than the fix, whose id says its day: `fix_20261120_…` → `2026-11-20`. */
function dayOf(fixId: Dispatch["fix_id"]): string {
  return `${fixId.slice(4, 8)}-${fixId.slice(8, 10)}-${fixId.slice(10, 12)}`;
}

/** The run's id where GitHub tells it; a server that does not know the question is asked without it, and answers nothing. */
async function start(desk: Desk, effect: Dispatch): Promise<number | null> {
  try {
    const { status, data } = await dispatch(desk, effect, { return_run_details: true });
    return status === 200 ? parsed(DispatchAnswer, data, "dispatch").workflow_run_id : null;
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== "github-invalid" || !error.message.includes("return_run_details")) throw error;
    await dispatch(desk, effect, {});
    return null;
  }
}

async function dispatch({ session }: Desk, { workflow, ref, inputs }: Dispatch, more: { readonly return_run_details?: true }): Promise<Reply> {
  return session.ask("POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches", { workflow_id: workflowFile(workflow), ref, inputs, ...more });
}
