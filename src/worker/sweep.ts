/** Looks after repairs that rest and that nobody has woken for a while: an event may have been lost. Waking one twice costs a look, and changes nothing. */
import { after } from "../core/identity/timestamp.ts";
import { standStill } from "../core/repair/no-worker.ts";
import { workSteps } from "./work-steps.ts";
import type { Wake } from "../core/event/admission.ts";
import type { WorkerContext } from "./context.ts";

export interface SweepTiming {
  /** Between two sweeps. */
  readonly everySeconds: number;
  /** A repair that has rested longer is looked at again. */
  readonly restSeconds: number;
  /** A repair that has been due for longer, and that nobody takes, is stuck. */
  readonly stuckSeconds: number;
}

/** At most this many a sweep, so that a long outage does not wake everything at once. */
const MOST_WOKEN = 100;

/** Resolves when the signal aborts. */
export async function sweep(context: WorkerContext, timing: SweepTiming, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await Promise.all([sweepOnce(context, timing), tellStuck(context, timing)]).catch((thrown: unknown) => { context.log.warn({ error: thrown }, "sweep failed; trying again"); });
    await context.clock.sleep(timing.everySeconds, signal);
  }
}

async function sweepOnce({ store, clock, log, pulses }: WorkerContext, { restSeconds }: SweepTiming): Promise<void> {
  const now = clock.now();
  const resting = await store.repairs.resting(after(now, -restSeconds), MOST_WOKEN);
  if (resting.length === 0) return;
  const woken = await store.repairs.wake(resting.map(({ id }): Wake => ({ by: "fix", id })), now);
  log.info({ resting: resting.length, woken }, "resting repairs woken");
  pulses.repairs.beat();
}

/**
 * Steps that this worker does not take, and that no other has taken for so long: whoever looks sees what to start. The claim is made as of then, so that what
 * became due or was claimed since is left alone; its token guards the commit as ever.
 */
async function tellStuck({ store, clock, log, holder, takes }: WorkerContext, { stuckSeconds }: SweepTiming): Promise<void> {
  const others = workSteps.filter((step) => !takes.includes(step));
  if (others.length === 0) return;
  const now = clock.now();
  const stuck = await store.repairs.claim({ holder, now: after(now, -stuckSeconds), seconds: stuckSeconds, most: MOST_WOKEN, steps: others });
  for (const claimed of stuck) {
    const decision = standStill(claimed.repair, now);
    const settlement = await store.repairs.commit(claimed, decision, now);
    log.warn({ repair: claimed.repair.id, step: claimed.repair.step, settlement, reason: decision.repair.reason }, "no worker takes this step");
  }
}
