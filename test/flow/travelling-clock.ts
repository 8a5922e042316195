/** A clock that tests can put forward: waits of minutes pass at once, in the order in which they were due. */
import { timestamp } from "../../src/core/identity/timestamp.ts";
import type { Clock } from "../../src/ports/clock.ts";

export interface TravellingClock extends Clock {
  /** Milliseconds since 1970, as the code under test sees them. */
  milliseconds(): number;
  forward(seconds: number): void;
}

interface Sleeper { readonly until: number; wake(): void }

export function createTravellingClock(): TravellingClock {
  const real = Date.now.bind(Date);
  const sleepers = new Set<Sleeper>();
  let ahead = 0;
  const milliseconds = (): number => real() + ahead;
  return {
    milliseconds,
    now: () => timestamp(milliseconds()),
    forward(seconds) {
      ahead += seconds * 1000;
      for (const sleeper of [...sleepers].toSorted((one, two) => one.until - two.until)) if (sleeper.until <= milliseconds()) sleeper.wake();
    },
    sleep: (seconds, signal) => new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        sleepers.delete(sleeper);
        signal?.removeEventListener("abort", wake);
        resolve();
      };
      const sleeper: Sleeper = { until: milliseconds() + seconds * 1000, wake };
      const timer = setTimeout(wake, seconds * 1000);
      sleepers.add(sleeper);
      if (signal?.aborted === true) wake();
      else signal?.addEventListener("abort", wake, { once: true });
    }),
  };
}
