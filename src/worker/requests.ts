/** Works on requests: claims those that are due, has each answered under a heart-beat, commits the decision in one transaction. Nothing is written to GitHub here. */
import type { RequestDecision } from "../core/request/decision.ts";
import { decideUnanswerable } from "../core/request/answer/decide-request.ts";
import type { Request } from "../core/request/request.ts";
import type { ClaimedRequest } from "../ports/store/requests.ts";
import { claimRequest, dueIn, judgeReading, type WorkerContext } from "./context.ts";
import type { Crank } from "./crank.ts";
import { startHeartBeat } from "./heart-beat.ts";

/** From a request to what is decided about it; nothing is written. */
export type Answer = (request: Request) => Promise<RequestDecision>;

export function requestCrank(context: WorkerContext, answer: Answer): Crank<ClaimedRequest> {
  return {
    name: "requests",
    slots: 4,
    claim: (most) => context.store.requests.claim(claimRequest(context, most)),
    handle: (claimed) => handleRequest(claimed, answer, context),
  };
}

async function handleRequest(claimed: ClaimedRequest, answer: Answer, context: WorkerContext): Promise<void> {
  const { store, clock, leaseSeconds: seconds } = context;
  const beat = startHeartBeat({ clock, seconds, renew: () => store.requests.renew(claimed, clock.now(), seconds) });
  try {
    const decision = await decided(claimed, answer, context);
    if (decision !== null) await commit(claimed, decision, context);
  } finally {
    beat.stop();
  }
}

/** Null when it was given back to be tried again. One that cannot be answered ends, and keeps why. */
async function decided({ request, attempts, ...claimed }: ClaimedRequest, answer: Answer, context: WorkerContext): Promise<RequestDecision | null> {
  try {
    return await answer(request);
  } catch (thrown) {
    const judged = judgeReading(thrown, attempts, context);
    context.log.warn({ request: request.id, attempts, disposition: judged, error: thrown }, "request not answered");
    if (judged.kind === "stop") return decideUnanswerable(request, judged.reason);
    await context.store.requests.postpone({ request, attempts, ...claimed }, dueIn(judged.seconds, context), judged.reason);
    return null;
  }
}

async function commit(claimed: ClaimedRequest, decision: RequestDecision, { store, clock, log, pulses }: WorkerContext): Promise<void> {
  const settlement = await store.requests.commit(claimed, decision, clock.now());
  const { id, state, reason } = decision.request;
  const fields = { request: id, from: claimed.request.state, state, reason, opens: decision.opens.length, instructions: decision.instructions.length, effects: decision.effects.map(({ effect }) => effect.kind) };
  if (settlement === "lease_lost") return log.warn(fields, "the lease was lost: nothing was written");
  log.info(fields, "request answered");
  if (decision.effects.length > 0) pulses.effects.beat();
  if (decision.rulings.length > 0) pulses.requests.beat();
  if (decision.opens.length + decision.instructions.length + decision.orders.length > 0) pulses.repairs.beat();
}
