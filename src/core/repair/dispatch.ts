/** Asks for a run of the fix workflow: the plan goes with it, and the repair rests until that run has ended. */
import { after, type Timestamp } from "../identity/timestamp.ts";
import type { FixPlan } from "../fix/plan.ts";
import type { Decision } from "./decision.ts";
import { alter, ask } from "./draft.ts";
import type { EffectRequest } from "./effect.ts";
import { fixWorkflow } from "./fix-run.ts";
import type { Repair } from "./repair.ts";

/** If nobody tells us that the run ended, we look. */
export const LOOK_AGAIN_SECONDS = 60;

export function dispatch(decision: Decision, plan: FixPlan, at: Timestamp): Decision {
  const asked = ask(decision, [dispatchEffect(decision.repair, plan)]);
  const attempts = decision.repair.attempts + 1;
  const moved = alter(asked, { plan, step: "collect", status: "planned", attempts, reason: null, progressed_at: at });
  return { ...moved, due: after(at, LOOK_AGAIN_SECONDS) };
}

function dispatchEffect({ id, subject }: Repair, plan: FixPlan): EffectRequest {
  const inputs = { plan: JSON.stringify(plan), plan_id: plan.plan_id, fix_id: id, base_sha: plan.base_sha };
  return {
    key: `${id}:dispatch:${plan.plan_id}`,
    repository: subject.repository,
    effect: { kind: "dispatch_fix", workflow: fixWorkflow, ref: subject.repository.default_branch, inputs, plan_id: plan.plan_id, fix_id: id },
  };
}
