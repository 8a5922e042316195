/**
 * Works on repairs: claims those that are due, takes each one's step under a heart-beat, commits its decision in one transaction.
 * Reading and deciding happen in the step; nothing is written to GitHub here.
 */
import type { Decision } from "../core/repair/decision.ts";
import { signalsOf } from "../core/telemetry/signals.ts";
import type { Step } from "../core/repair/repair.ts";
import type { ClaimedRepair } from "../ports/store/repairs.ts";
import { claimRequest, dueIn, judge, type WorkerContext } from "./context.ts";
import type { Answer } from "./requests.ts";
import type { Crank } from "./crank.ts";
import type { Guarding } from "./guarding.ts";
import type { Stage } from "../core/repair/tell/stage.ts";
import { startHeartBeat } from "./heart-beat.ts";
import { startStages } from "./stages.ts";

/** Says what a step is at; null: at nothing that is worth telling. */
export type Tell = (stage: Stage | null) => void;

/** The steps of a repair, as the worker sees them: a claimed repair in, a decision out, nothing written. */
export interface Steps {
  /** Where guards are opened; not given: wherever a delivery asks for one. */
  readonly guarding?: Guarding;
  /** The step of a request; not given: this worker answers none. */
  readonly answer?: Answer;
  take(claimed: ClaimedRepair, lost: AbortSignal, tell?: Tell): Promise<Decision>;
  /** The decision that ends a repair whose step cannot go on: handed to a person, or closed where nothing can be written any more. */
  stop(claimed: ClaimedRepair, stopped: { readonly code: string; readonly reason: string }): Promise<Decision>;
}

export function repairCrank(context: WorkerContext, steps: Steps): Crank<ClaimedRepair> {
  return {
    name: "repairs",
    slots: context.takes.length === 0 ? 0 : 8,
    claim: (most) => context.store.repairs.claim({ ...claimRequest(context, most), steps: stepsTaken(context.takes) }),
    handle: (claimed) => handleRepair(claimed, steps, context),
  };
}

/** A repair that is over is due again only where a person approved the patch that it kept; that is collected. */
function stepsTaken(takes: readonly Step[]): readonly Step[] {
  return takes.includes("collect") ? [...takes, "closed"] : takes;
}

async function handleRepair(claimed: ClaimedRepair, steps: Steps, context: WorkerContext): Promise<void> {
  const { store, clock, leaseSeconds: seconds } = context;
  const beat = startHeartBeat({ clock, seconds, renew: () => store.repairs.renew(claimed, clock.now(), seconds) });
  const stages = startStages(claimed, context);
  try {
    const decision = await decided(claimed, steps, { context, lost: beat.lost, tell: stages.tell });
    await stages.stop();
    if (decision !== null) await commit(claimed, decision, context);
  } finally {
    await stages.stop();
    beat.stop();
  }
}

/** Null when the step was given back to be tried again. */
async function decided(claimed: ClaimedRepair, steps: Steps, { context, lost, tell }: { readonly context: WorkerContext; readonly lost: AbortSignal; readonly tell: Tell }): Promise<Decision | null> {
  try {
    return await steps.take(claimed, lost, tell);
  } catch (thrown) {
    const { id, step } = claimed.repair;
    const judged = judge(thrown, claimed.attempts, context);
    context.log.warn({ repair: id, step, attempts: claimed.attempts, disposition: judged, error: thrown }, "step not taken");
    if (judged.kind === "stop") return steps.stop(claimed, judged);
    await context.store.repairs.postpone(claimed, dueIn(judged.seconds, context), judged.reason);
    return null;
  }
}

async function commit(claimed: ClaimedRepair, decision: Decision, { store, clock, log, pulses, telemetry }: WorkerContext): Promise<void> {
  const at = clock.now();
  const settlement = await store.repairs.commit(claimed, decision, at);
  const { id, step, phase, status, reason } = decision.repair;
  const fields = { repair: id, from: claimed.repair.step, step, phase, status, reason, effects: decision.effects.map(({ effect }) => effect.kind) };
  if (settlement === "lease_lost") return log.warn(fields, "the lease was lost: nothing was written");
  log.info(fields, "step committed");
  telemetry?.record(signalsOf(claimed.repair, decision, at));
  pulses.requests.beat();
  if (decision.effects.length > 0) pulses.effects.beat();
  if (decision.opens.length > 0 || decision.due !== null) pulses.repairs.beat();
}
