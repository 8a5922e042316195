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

/** A look asks GitHub about seven things, and once an hour about a few more. A fifth of the 5,000 requests that GitHub grants an installation in an hour may go into looking. */
const SECONDS_PER_REPOSITORY = 25;

export function firstLook(now: Timestamp): Timestamp {
  return after(now, -FIRST_LOOK_SECONDS);
}

/** Since when runs are listed, `seen` being the last look. */
export function runsSince(seen: Timestamp): Timestamp {
  return after(seen, -OVERLAP_SECONDS);
}

/**
 * A run may be started again for 30 days, under its old id and moment of creation
 * (https://docs.github.com/actions/how-tos/manage-workflow-runs/re-run-workflows-and-jobs): such runs are listed by those 30 days, and told apart by when
 * their latest attempt began.
 */
const STARTED_AGAIN_DAYS = 30;
/** That list is long, so it is looked through with the first look of each hour, and with the first after an outage. */
const HOUR_SECONDS = 3_600;

/** Since when runs may have been created that were started again by now; null: that was looked through this hour. */
export function restartedSince(seen: Timestamp, now: Timestamp): Timestamp | null {
  const hourOf = (moment: Timestamp): number => Math.floor(milliseconds(moment) / 1000 / HOUR_SECONDS);
  return hourOf(seen) === hourOf(now) ? null : after(now, -STARTED_AGAIN_DAYS * 24 * HOUR_SECONDS);
}

/** Whether a later attempt of a run may have ended since the last such look; `startedAt`: when its latest attempt began. */
export function startedAgain({ attempt, startedAt }: { readonly attempt: number; readonly startedAt: Timestamp }, seen: Timestamp): boolean {
  return attempt > 1 && milliseconds(startedAt) >= milliseconds(after(runsSince(seen), -HOUR_SECONDS));
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
