/** When the crawler looks where, and how far back. All times in seconds. */
import { after, milliseconds, type Timestamp } from "../identity/timestamp.ts";

/** A repository without a configuration is silent; whether it has one by now is looked at each hour. */
export const SILENT_SECONDS = 3_600;

/** Where nobody looked before: an outage of 4.5 hours that began before the repository was known is still seen whole. */
const FIRST_LOOK_SECONDS = 5 * 3_600;

/**
 * GitHub lists runs by when they were created, and they fail later: a job may take six hours, which is what GitHub allows it
 * (https://docs.github.com/actions/reference/limits), and queues come before that. What is seen twice is told once.
 */
const OVERLAP_SECONDS = 8 * 3_600;

/** A look asks GitHub about seven things. A fifth of the 5,000 requests that GitHub grants an installation in an hour may go into looking. */
const SECONDS_PER_REPOSITORY = 25;

export function firstLook(now: Timestamp): Timestamp {
  return after(now, -FIRST_LOOK_SECONDS);
}

/** Since when runs are listed, `seen` being the last look. */
export function runsSince(seen: Timestamp): Timestamp {
  return after(seen, -OVERLAP_SECONDS);
}

/** The next look: every `everySeconds`, or less often in an installation with many repositories. */
export function nextLook(now: Timestamp, { everySeconds, watched }: { readonly everySeconds: number; readonly watched: number }): Timestamp {
  return after(now, Math.max(everySeconds, watched * SECONDS_PER_REPOSITORY));
}

/** Whether something ended since the last look, or may have: GitHub's clock and ours may differ by minutes. */
export function endedSince(endedAt: Timestamp | null | undefined, seen: Timestamp): boolean {
  return endedAt == null || milliseconds(endedAt) >= milliseconds(after(seen, -CLOCKS_APART_SECONDS));
}

const CLOCKS_APART_SECONDS = 900;
