/** What was known of a failure when its diagnosis began: facts for priority, flakiness and alerts. Read once, before anything is decided. */
import type { GitSha } from "../identity/identifier.ts";
import { milliseconds, type Timestamp } from "../identity/timestamp.ts";
import type { Occurrence } from "./occurrence.ts";
import type { RunOutcome, TestFailure } from "./run-outcome.ts";

export interface Past {
  /** By fingerprint, of this repository, newest first; the run at hand may be among them when a step is taken again. */
  readonly occurrences: ReadonlyMap<string, readonly Occurrence[]>;
  /** Ends of runs of the same workflow, newest first. */
  readonly runs: readonly RunOutcome[];
  /** By test: the runs that found it failing, newest first. */
  readonly testFailures: ReadonlyMap<string, readonly TestFailure[]>;
  /** Head commits of the open pull requests. */
  readonly openHeads: ReadonlySet<GitSha>;
}

export const noPast: Past = { occurrences: new Map(), runs: [], testFailures: new Map(), openHeads: new Set() };

/** Where and when a failure is seen now. */
export interface Moment {
  readonly source: string;
  readonly branch: string;
  readonly at: Timestamp;
}

/** Earlier sightings of a failure, without the run at hand. */
export function earlier(past: Past, fingerprint: string, { source }: Pick<Moment, "source">): readonly Occurrence[] {
  return (past.occurrences.get(fingerprint) ?? []).filter((occurrence) => occurrence.source !== source);
}

/** In how many runs a failure was seen, this time included. */
export function timesSeen(past: Past, fingerprint: string, moment: Pick<Moment, "source">): number {
  return 1 + new Set(earlier(past, fingerprint, moment).map(({ source }) => source)).size;
}

/** Since when it has failed on this branch without a green run of the workflow between; now, when it did not fail before. */
export function redSince(past: Past, fingerprint: string, moment: Moment): Timestamp {
  const green = past.runs.find(({ branch, outcome }) => branch === moment.branch && outcome === "passed");
  const after = green === undefined ? 0 : milliseconds(green.ended_at);
  const streak = earlier(past, fingerprint, moment).filter(({ branch, seen_at }) => branch === moment.branch && milliseconds(seen_at) > after);
  return streak.at(-1)?.seen_at ?? moment.at;
}

/** Open pull requests, this branch's own left out, whose head fails for the same reason. */
export function othersBlocked(past: Past, fingerprint: string, moment: Moment): number {
  const blocked = earlier(past, fingerprint, moment).filter(({ branch, head_sha }) => branch !== moment.branch && past.openHeads.has(head_sha));
  return new Set(blocked.map(({ branch }) => branch)).size;
}
