/**
 * The database's time, for workers that share one (attack Q04): leases are told by it, so machines whose clocks differ, or are set, do not take each other's work.
 * It is asked for at the start and every minute; in between the machine's monotonic clock counts on.
 */
import { timestamp, milliseconds } from "../../core/identity/timestamp.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import type { Store } from "../../ports/store/store.ts";
import { steadyTime } from "./steady-clock.ts";

const SECONDS_BETWEEN_LOOKS = 60;

export interface DatabaseClockOptions {
  readonly store: Pick<Store, "time">;
  /** Only its sleep is used. */
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Rejects with Fault `store-unavailable` when the database does not tell its time at the start. */
export async function openDatabaseClock({ store, clock, log, signal }: DatabaseClockOptions): Promise<Clock> {
  const monotonic = (): number => performance.now();
  let offset = await offsetNow(store, monotonic);
  const time = steadyTime({ wall: () => monotonic() + offset, monotonic });
  void (async () => {
    while (!signal.aborted) {
      await clock.sleep(SECONDS_BETWEEN_LOOKS, signal);
      offset = await offsetNow(store, monotonic).catch((error: unknown) => { log.warn({ error }, "the database did not tell its time; counting on"); return offset; });
    }
  })();
  return { now: () => timestamp(time()), sleep: (seconds, stop) => clock.sleep(seconds, stop) };
}

/** Half of the way there and back belongs to the question. */
async function offsetNow({ time }: Pick<Store, "time">, monotonic: () => number): Promise<number> {
  const asked = monotonic();
  const told = milliseconds(await time());
  return told - (asked + monotonic()) / 2;
}
