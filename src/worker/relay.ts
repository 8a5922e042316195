/**
 * The relay alone writes to GitHub: it claims effects in order, has each performed (the writer looks first whether it stands already),
 * and settles it with the receipt. What GitHub refuses for good is a receipt too: the repair's next step decides what follows.
 */
import { Fault } from "../core/fault/fault.ts";
import { milliseconds } from "../core/identity/timestamp.ts";
import type { Receipt } from "../core/repair/effect.ts";
import type { GitHubWriter } from "../ports/github.ts";
import type { Announcer } from "../ports/announcer.ts";
import type { OperationRunner } from "../ports/operations.ts";
import type { ClaimedEffect } from "../ports/store/outbox.ts";
import { claimRequest, dueIn, judge, type WorkerContext } from "./context.ts";
import type { Crank } from "./crank.ts";
import { startHeartBeat } from "./heart-beat.ts";
import { withSignedHead } from "./sign-head.ts";

/** Who performs what is claimed; `operations`, `announcer` null: the operator has none. */
export interface Performers { readonly writer: GitHubWriter; readonly operations: OperationRunner | null; readonly announcer: Announcer | null }

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

/** Effects of a repair keep their order: a chat that does not answer must not hold up what is to be written to GitHub. */
const MOST_ANNOUNCEMENTS = 3;

/** Null when the effect was given back to be tried again. */
async function performed(claimed: ClaimedEffect, { writer, operations, announcer }: Performers, context: WorkerContext): Promise<Receipt | null> {
  try {
    if (claimed.effect.kind === "run_operation" && operations !== null) return await operations.run(claimed.repository, claimed.effect);
    if (claimed.effect.kind === "announce" && announcer !== null) return await announcer.announce(claimed.repository, claimed.effect);
    await notPaused(claimed, context);
    await untilListed(claimed, context);
    return await writer.perform(claimed.repository, await withSignedHead(claimed, context), () => stillHeld(claimed, context));
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.code === "lease-lost") return lost(claimed, context);
    if (claimed.effect.kind === "announce" && claimed.attempts >= MOST_ANNOUNCEMENTS) return { kind: "announce", channel: claimed.effect.channel, delivered: false, status: 0, reason: (thrown instanceof Error ? thrown.message : String(thrown)).slice(0, 500) };
    const judged = judge(thrown, claimed.attempts, context);
    context.log.warn({ repair: claimed.repairId, request: claimed.requestId, effect: claimed.effect.kind, key: claimed.key, attempts: claimed.attempts, disposition: judged, error: thrown }, "effect not performed");
    if (judged.kind === "stop") return { kind: "refused", code: judged.code, message: judged.reason };
    await context.store.outbox.postpone(claimed, dueIn(judged.seconds, context), judged.reason);
    return null;
  }
}

/** The database alone knows. An answer that took long to be heard is no answer: the lease may be over by now. */
async function stillHeld(claimed: ClaimedEffect, context: WorkerContext): Promise<void> {
  const { store, clock, leaseSeconds: seconds } = context;
  for (;;) {
    const asked = clock.now();
    if (!(await store.outbox.renew(claimed, asked, seconds))) throw new Fault("lease-lost", { detail: claimed.key });
    await roomToWrite(claimed, context);
    if (milliseconds(clock.now()) - milliseconds(asked) < seconds * 1000 / 3) return;
  }
}

/** What GitHub asked of one process holds for all, and after a restart. */
async function notPaused({ repository }: ClaimedEffect, { store, clock }: WorkerContext): Promise<void> {
  const seconds = await store.pace.secondsToWait(repository.installation_id, clock.now());
  if (seconds > 0) throw new Fault("github-rate-limited", { detail: "still waiting, nothing was sent", retryAfterSeconds: seconds });
}

/**
 * Before another try at what GitHub may have done without our hearing of it: so long is waited by this process's own count. Neither the lease nor the moment until which an
 * effect was put off says that the time has passed: both are read off a clock that may have been set meanwhile.
 */
async function untilListed({ effect, attempts }: ClaimedEffect, { clock, listedSeconds }: WorkerContext): Promise<void> {
  if (effect.kind === "dispatch_fix" && attempts > 1) await clock.sleep(listedSeconds);
}

/** At most 80 requests that write in a minute, and 500 in an hour (attack R07): what finds no room comes again when there is some. */
async function roomToWrite({ repository }: ClaimedEffect, { store, clock }: WorkerContext): Promise<void> {
  const seconds = await store.pace.takeRoom(repository.installation_id, clock.now());
  if (seconds > 0) throw new Fault("github-rate-limited", { detail: "so much was written lately that GitHub's limits leave no room", retryAfterSeconds: seconds });
}

/** Nothing more is sent, and nothing settled: the effect is another worker's. */
async function lost({ key, effect, repository, repairId, requestId, claim }: ClaimedEffect, { store, clock, log }: WorkerContext): Promise<null> {
  log.warn({ repair: repairId, effect: effect.kind, key }, "the lease was lost: nothing more was sent");
  const payload = { of: key, holder: claim.holder, token: claim.token, ...(requestId === null ? {} : { request: requestId }) };
  await store.ledger.append([{ at: clock.now(), repo: repository.name, repair: repairId, kind: "lease_contended", phase: null, payload, evidence: [], prompt_sha256: null }]);
  return null;
}

async function settle(claimed: ClaimedEffect, receipt: Receipt, { store, clock, log, pulses }: WorkerContext): Promise<void> {
  const settlement = await store.outbox.settle(claimed, receipt, clock.now());
  log.info({ repair: claimed.repairId, request: claimed.requestId, effect: claimed.effect.kind, key: claimed.key, settlement, receipt }, "effect settled");
  pulses.repairs.beat();
}
