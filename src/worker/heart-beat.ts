/** Renews a lease while work goes on, every third of its time. When the lease is lost, the signal aborts: the work's result will be refused anyway. */
import type { Clock } from "../ports/clock.ts";

export interface HeartBeat {
  readonly lost: AbortSignal;
  stop(): void;
}

export interface Renewal {
  readonly clock: Clock;
  /** How long the lease holds without renewal. */
  readonly seconds: number;
  /** False: another holder has it. */
  renew(): Promise<boolean>;
}

/** A reason of our own: without one, every end makes an error with a stack that nobody reads. */
const STOPPED = "stopped";

export function startHeartBeat({ clock, seconds, renew }: Renewal): HeartBeat {
  const stopped = new AbortController();
  const lost = new AbortController();
  const beat = async (): Promise<void> => {
    await clock.sleep(seconds / 3, stopped.signal);
    if (stopped.signal.aborted) return;
    // A renewal that fails to be asked for is not a lost lease yet: the next beat comes before it runs out.
    if (await renew().catch(() => true)) return beat();
    lost.abort();
  };
  void beat();
  return { lost: lost.signal, stop: () => { stopped.abort(STOPPED); } };
}
