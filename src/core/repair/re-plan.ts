/** Plans again: the same steps on another commit or after a lost job, under a fresh nonce, so that no earlier result can answer for it. */
import type { Configuration } from "../configuration/configuration.ts";
import { sealPlan, type FixPlan } from "../fix/plan.ts";
import type { GitSha } from "../identity/identifier.ts";
import type { Timestamp } from "../identity/timestamp.ts";
import type { Pack } from "../policy/load-pack.ts";
import type { Decision } from "./decision.ts";
import { dispatch } from "./dispatch.ts";
import { alter, attest, swear, walk, walkBack } from "./draft.ts";
import { planFile, risksFile } from "./plan-files.ts";
import { evidenceDigest } from "./record.ts";
import type { Repair } from "./repair.ts";
import { wait } from "./wait.ts";

export interface RePlan {
  readonly plan: FixPlan;
  readonly base_sha: GitSha;
  readonly nonce: string;
  readonly configuration: Configuration;
  readonly others: readonly Repair[];
  readonly packs: readonly Pack[];
  readonly at: Timestamp;
  readonly reason: string;
}

const REFUSED_PAUSE_SECONDS = 60;

/** In: a decision on a repair in VERIFY or later. It goes back to PLAN, thinks again, and asks for another run. */
export function planAgain(decision: Decision, input: RePlan): Decision {
  const { at, reason, configuration, others, packs } = input;
  const plan = freshPlan(input);
  const back = walkBack(alter(decision, { plan }), { to: "PLAN", at, reason }, [planFile(decision.repair, plan)]);
  if (back.refusal !== null) return wait(back.decision, { at, seconds: REFUSED_PAUSE_SECONDS, reason: back.refusal.message });
  const risks = risksFile({ repair: back.decision.repair, plan, configuration, others, packs });
  const { decision: thought, refusal } = walk(back.decision, [{ phase: "THINK", files: [risks] }], { at, evidence: [] });
  return refusal === null ? dispatch(thought, plan, at) : wait(thought, { at, seconds: REFUSED_PAUSE_SECONDS, reason: refusal.message });
}

/**
 * The job was lost (cancelled, broken off, without a result): the same plan under a fresh nonce. No phase moves, since nothing was implemented;
 * the plan and its risks are recorded anew, and the attempt is counted.
 */
export function tryAgain(decision: Decision, input: RePlan): Decision {
  const { at, reason, configuration, others, packs } = input;
  const plan = freshPlan(input);
  const fresh = alter(decision, { plan });
  const files = [planFile(fresh.repair, plan), risksFile({ repair: fresh.repair, plan, configuration, others, packs })];
  const spent = swear(attest(fresh, files), { kind: "budget_spent", at, payload: { what: "attempt", attempts: fresh.repair.attempts, reason }, evidence: files.map(evidenceDigest) });
  return dispatch(spent, plan, at);
}

export function freshPlan({ plan, base_sha, nonce }: Pick<RePlan, "plan" | "base_sha" | "nonce">): FixPlan {
  const { plan_id: _, ...rest } = plan;
  return sealPlan({ ...rest, base_sha, nonce });
}
