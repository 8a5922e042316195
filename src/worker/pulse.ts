/** A pulse wakes a loop before its pause is over. A beat during work is not lost: the next wait returns at once. */
import type { Clock } from "../ports/clock.ts";

export interface Pulse {
  beat(): void;
  /** Resolves at the next beat, after so many seconds, or when the signal aborts. */
  wait(seconds: number, signal: AbortSignal): Promise<void>;
}

/** A reason of our own: without one, every beat makes an error with a stack that nobody reads. */
const BEATEN = "beaten";

export function createPulse(clock: Clock): Pulse {
  let beaten = false;
  let wake: AbortController | null = null;
  return {
    beat() {
      beaten = true;
      wake?.abort(BEATEN);
    },
    async wait(seconds, signal) {
      if (!beaten && !signal.aborted) {
        const controller = new AbortController();
        const stop = (): void => { controller.abort(BEATEN); };
        wake = controller;
        signal.addEventListener("abort", stop, { once: true });
        await clock.sleep(seconds, controller.signal);
        signal.removeEventListener("abort", stop);
        wake = null;
      }
      beaten = false;
    },
  };
}
