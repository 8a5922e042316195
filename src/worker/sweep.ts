/** Looks after repairs that rest and that nobody has woken for a while: an event may have been lost. Waking one twice costs a look, and changes nothing. */
import { after } from "../core/identity/timestamp.ts";
import type { Wake } from "../ports/store.ts";
import type { WorkerContext } from "./context.ts";

export interface SweepTiming {
  /** Between two sweeps. */
  readonly everySeconds: number;
  /** A repair that has rested longer is looked at again. */
  readonly restSeconds: number;
}

/** At most this many a sweep, so that a long outage does not wake everything at once. */
const MOST_WOKEN = 100;

/** Resolves when the signal aborts. */
export async function sweep(context: WorkerContext, timing: SweepTiming, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sweepOnce(context, timing).catch((thrown: unknown) => { context.log.warn({ error: thrown }, "sweep failed; trying again"); });
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
