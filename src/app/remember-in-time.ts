/** What GitHub says of a repository, for pages and gauges: remembered, and never waited for longer than a moment. */
import { milliseconds } from "../core/identity/timestamp.ts";
import type { Repository } from "../core/repair/repair.ts";
import type { Clock } from "../ports/clock.ts";

/** GitHub is asked at most so often for one repository. */
const MILLISECONDS_KEPT = 300_000;
/** For so long nobody waits after somebody has waited in vain. */
const MILLISECONDS_SLOW = 60_000;
const SECONDS_FOR_GITHUB = 2;

export interface Remembering<Known> {
  /** Null: it cannot be read now. Never rejects. */
  readonly read: (repository: Repository) => Promise<Known | null>;
  /** Holds until something was read. */
  readonly otherwise: Known;
  readonly clock: Pick<Clock, "now" | "sleep">;
}

/**
 * Where GitHub does not answer, what was read before stands; where nothing was read yet, what holds otherwise. Whoever asks waits two seconds for
 * GitHub and no more, however many repositories there are: what waits for GitHub would be missing just when it is in trouble. What comes later is shown later.
 */
export function rememberInTime<Known>({ read, otherwise, clock }: Remembering<Known>): (repository: Repository) => Promise<Known> {
  const known = new Map<number, { readonly at: number; readonly value: Known }>();
  const underway = new Map<number, Promise<void>>();
  let slowUntil = 0;
  const refresh = (repository: Repository): Promise<void> => {
    const reading = underway.get(repository.id) ?? read(repository).then((value) => {
      known.set(repository.id, { at: milliseconds(clock.now()), value: value ?? known.get(repository.id)?.value ?? otherwise });
      underway.delete(repository.id);
    });
    underway.set(repository.id, reading);
    return reading;
  };
  return async (repository) => {
    const at = milliseconds(clock.now());
    const before = known.get(repository.id);
    if (before !== undefined && at - before.at < MILLISECONDS_KEPT) return before.value;
    const reading = refresh(repository);
    if (at >= slowUntil && !(await isInTime(reading, clock))) slowUntil = milliseconds(clock.now()) + MILLISECONDS_SLOW;
    return known.get(repository.id)?.value ?? otherwise;
  };
}

async function isInTime(reading: Promise<void>, clock: Pick<Clock, "sleep">): Promise<boolean> {
  const stop = new AbortController();
  const late = clock.sleep(SECONDS_FOR_GITHUB, stop.signal).then(() => false);
  const inTime = await Promise.race([reading.then(() => true), late]);
  stop.abort();
  return inTime;
}
