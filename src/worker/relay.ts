/**
 * The relay alone writes to GitHub: it claims effects in order, has each performed (the writer looks first whether it stands already),
 * and settles it with the receipt. What GitHub refuses for good is a receipt too: the repair's next step decides what follows.
 */
import type { Receipt } from "../core/repair/effect.ts";
import type { GitHubWriter } from "../ports/github.ts";
import type { OperationRunner } from "../ports/operations.ts";
import type { ClaimedEffect } from "../ports/store.ts";
import { claimRequest, dueIn, judge, type WorkerContext } from "./context.ts";
import type { Crank } from "./crank.ts";
import { startHeartBeat } from "./heart-beat.ts";
import { withSignedHead } from "./sign-head.ts";

/** Who performs what is claimed; `operations` null: the operator has none. */
export interface Performers { readonly writer: GitHubWriter; readonly operations: OperationRunner | null }

export function effectCrank(context: WorkerContext, performers: Performers): Crank<ClaimedEffect> {
  return {
    name: "effects",
    slots: 8,
    claim: (most) => context.store.outbox.claim(claimRequest(context, most)),
    handle: (claimed) => handleEffect(claimed, performers, context),
  };
}

async function handleEffect(claimed: ClaimedEffect, performers: Performers, context: WorkerContext): Promise<void> {
  const { store, clock, leaseSeconds: seconds } = context;
  const beat = startHeartBeat({ clock, seconds, renew: () => store.outbox.renew(claimed, clock.now(), seconds) });
  try {
    const receipt = await performed(claimed, performers, context);
    if (receipt !== null) await settle(claimed, receipt, context);
  } finally {
    beat.stop();
  }
}

/** Null when the effect was given back to be tried again. */
async function performed(claimed: ClaimedEffect, { writer, operations }: Performers, context: WorkerContext): Promise<Receipt | null> {
  try {
    if (claimed.effect.kind === "run_operation" && operations !== null) return await operations.run(claimed.repository, claimed.effect);
    return await writer.perform(claimed.repository, await withSignedHead(claimed, context));
  } catch (thrown) {
    const judged = judge(thrown, claimed.attempts, context);
    context.log.warn({ repair: claimed.repairId, effect: claimed.effect.kind, key: claimed.key, attempts: claimed.attempts, disposition: judged, error: thrown }, "effect not performed");
    if (judged.kind === "stop") return { kind: "refused", code: judged.code, message: judged.reason };
    await context.store.outbox.postpone(claimed, dueIn(judged.seconds, context), judged.reason);
    return null;
  }
}

async function settle(claimed: ClaimedEffect, receipt: Receipt, { store, clock, log, pulses }: WorkerContext): Promise<void> {
  const settlement = await store.outbox.settle(claimed, receipt, clock.now());
  log.info({ repair: claimed.repairId, effect: claimed.effect.kind, key: claimed.key, settlement, receipt }, "effect settled");
  pulses.repairs.beat();
}
