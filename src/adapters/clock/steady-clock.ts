/**
 * Time that never jumps (attack Q04): leases and waits are told by it, and a clock that is set an hour forward must not end a lease whose holder is at work.
 * It starts with the machine's clock, runs with the machine's monotonic one, and draws near to a clock that was set by running a quarter faster or slower.
 */
export interface TimeSources {
  /** Milliseconds since 1970; may be set at any time. */
  wall(): number;
  /** Milliseconds since some moment; only grows. */
  monotonic(): number;
}

/** An hour of difference is made up in four; a lease of 30 seconds still lasts 24 by any other clock. */
const DRIFT = 0.25;

/** Gives the time in milliseconds since 1970, each time it is asked. */
export function steadyTime({ wall, monotonic }: TimeSources): () => number {
  let [time, seen] = [wall(), monotonic()];
  return () => {
    const now = monotonic();
    const passed = Math.max(0, now - seen);
    seen = now;
    time += Math.min(passed * (1 + DRIFT), Math.max(passed * (1 - DRIFT), wall() - time));
    return time;
  };
}
