/**
 * What jobs cost in Actions minutes, as GitHub counts them: each job by itself, rounded up to whole minutes. The multipliers of Windows and macOS, and
 * that runners of one's own are free, are not known here. (GitHub's own timing endpoint for runs gives no minutes on its present billing.)
 */
import { milliseconds, type Timestamp } from "../../identity/timestamp.ts";

export interface JobTimes { readonly startedAt: Timestamp | null; readonly completedAt: Timestamp | null }

/** A job that has not started costs nothing; one that has not ended costs what it took until `now`. */
export function minutesOf(jobs: readonly JobTimes[], now: Timestamp): number {
  return jobs.reduce((sum, { startedAt, completedAt }) => {
    if (startedAt === null) return sum;
    const taken = milliseconds(completedAt ?? now) - milliseconds(startedAt);
    return sum + Math.max(1, Math.ceil(taken / 60_000));
  }, 0);
}

export const MINUTES_BUDGET = "actions_minutes_per_day";

export interface MinutesSpent {
  /** `limits.actions_minutes_per_day`. */
  readonly limit: number;
  /** In this repository in the last 24 hours. */
  readonly spent: number;
  /** What the jobs that are to be run again took. */
  readonly expected: number;
}

/** Why they are not run again; null when they may be. */
export function whyTooDear({ limit, spent, expected }: MinutesSpent): string | null {
  if (spent + expected <= limit) return null;
  return `${inWords(spent)} were spent in the last 24 hours, the failed jobs took ${inWords(expected)}, and limits.${MINUTES_BUDGET} allows ${limit}: raise it, or run them again by hand`;
}

export function inWords(minutes: number): string {
  return `${minutes} Actions ${minutes === 1 ? "minute" : "minutes"}`;
}
