/** Finds the run that a dispatch started: by title, file, event and branch, never by what an artifact says of itself (attack D20). */
import type { FixPlan } from "../../fix/plan.ts";
import { fixRunTitle, fixWorkflowPath } from "../fix-run.ts";
import type { Repair } from "../repair.ts";

export interface RunFacts {
  readonly id: number;
  readonly path: string;
  readonly event: string;
  readonly title: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly headBranch: string | null;
  readonly headRepositoryId: number | null;
}

/** The newest run of our workflow, on the default branch of this very repository, whose title names this repair and this plan; null when there is none. */
export function findFixRun<Run extends RunFacts>(runs: readonly Run[], { id, subject }: Repair, plan: FixPlan): Run | null {
  const { repository } = subject;
  const ours = runs.filter((run) =>
    run.title === fixRunTitle(id, plan.plan_id) && (run.path === fixWorkflowPath || run.path.startsWith(`${fixWorkflowPath}@`))
    && run.event === "workflow_dispatch" && run.headRepositoryId === repository.id && run.headBranch === repository.default_branch);
  return ours.toSorted((one, two) => two.id - one.id)[0] ?? null;
}
