/** How a run of the fix workflow is known again: by its file and by its title, which carries the repair and the plan. */
import { FixId, PlanId } from "../identity/identifier.ts";

/** The file that users install, on their default branch. */
export const fixWorkflow = "regreen-fix.yml";
export const fixWorkflowPath = `.github/workflows/${fixWorkflow}`;

const TITLE = /^Regreen fix (fix_[0-9a-z_]{1,64}) (plan_[0-9a-f]{64})$/;

/** The workflow's `run-name` with its inputs put in. */
export function fixRunTitle(fix: FixId, plan: PlanId): string {
  return `Regreen fix ${fix} ${plan}`;
}

/** Reads a run's title; null when it is not one of ours. */
export function readFixRunTitle(title: string): { readonly fix: FixId; readonly plan: PlanId } | null {
  const [, fixText, planText] = TITLE.exec(title) ?? [];
  const fix = FixId.safeParse(fixText);
  const plan = PlanId.safeParse(planText);
  return fix.success && plan.success ? { fix: fix.data, plan: plan.data } : null;
}
