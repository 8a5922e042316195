/** Hands each stored delivery on, and commits what it asks for. A delivery that cannot be received is tried again, then buried: it stays to be looked at. */
import type { Admission } from "../core/event/admission.ts";
import type { ClaimedDelivery, Delivery } from "../ports/store/inbox.ts";
import { claimRequest, dueIn, judgeReading, type WorkerContext } from "./context.ts";
import type { Crank } from "./crank.ts";

/** From a stored delivery to what it asks for. Throws when it cannot say. */
export type Receive = (delivery: Delivery) => Promise<Admission>;

export function deliveryCrank(context: WorkerContext, receive: Receive): Crank<ClaimedDelivery> {
  return {
    name: "deliveries",
    slots: 16,
    claim: (most) => context.store.inbox.claim(claimRequest(context, most)),
    handle: (claimed) => handleDelivery(claimed, receive, context),
  };
}

async function handleDelivery(claimed: ClaimedDelivery, receive: Receive, context: WorkerContext): Promise<void> {
  const { store, clock, log, pulses } = context;
  const { guid, event } = claimed.delivery;
  let admission: Admission;
  try {
    admission = await receive(claimed.delivery);
  } catch (thrown) {
    return giveBack(claimed, thrown, context);
  }
  const settlement = await store.inbox.admit(claimed, admission, clock.now());
  log.info({ delivery: guid, event, settlement, opens: admission.opens.map(({ repair }) => repair.id), wakes: admission.wakes.length, ignored: admission.ignored }, "delivery admitted");
  if (admission.ignored === null) pulses.repairs.beat();
  if (admission.requests !== undefined) pulses.requests.beat();
}

async function giveBack(claimed: ClaimedDelivery, thrown: unknown, context: WorkerContext): Promise<void> {
  const judged = judgeReading(thrown, claimed.attempts, context);
  const { guid, event } = claimed.delivery;
  context.log.warn({ delivery: guid, event, attempts: claimed.attempts, disposition: judged, error: thrown }, "delivery not received");
  if (judged.kind === "stop") await context.store.inbox.bury(claimed, judged.reason);
  else await context.store.inbox.postpone(claimed, dueIn(judged.seconds, context), judged.reason);
}
