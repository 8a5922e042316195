/** Literal histories for tests. */
import { digestOf } from "../../../src/core/identity/digest.ts";
import { GitSha, RepositoryName } from "../../../src/core/identity/identifier.ts";
import { after, Timestamp } from "../../../src/core/identity/timestamp.ts";
import type { Occurrence } from "../../../src/core/history/occurrence.ts";
import { noPast, type Moment, type Past } from "../../../src/core/history/past.ts";
import type { RunOutcome, TestFailure } from "../../../src/core/history/run-outcome.ts";

export const now = Timestamp.parse("2026-11-20T12:00:00.000Z");
export const hoursAgo = (hours: number): Timestamp => after(now, -3600 * hours);
export const fingerprint = digestOf("one");
export const moment: Moment = { source: "run:1000:1", branch: "main", at: now };
export const sha = (digit: string): GitSha => GitSha.parse(digit.repeat(40));

const place = { repository_id: 7, repo: RepositoryName.parse("octo/hello"), workflow: "ci.yml" } as const;

export function occurrence(run: number, seen: Timestamp, change: Partial<Occurrence> = {}): Occurrence {
  return { ...place, fingerprint, branch: "main", head_sha: sha("a"), source: `run:${run}:1`, check: "CI / test", failure_class: "test-failure", tool: "jest", pattern_name: "jest_failures", seen_at: seen, ...change };
}

export function run(number: number, outcome: RunOutcome["outcome"], ended: Timestamp, change: Partial<RunOutcome> = {}): RunOutcome {
  return { ...place, branch: "main", head_sha: sha("a"), source: `run:${number}:1`, outcome, ended_at: ended, ...change };
}

export const failure = (number: number, test: string): TestFailure => ({ repository_id: 7, workflow: "ci.yml", test, source: `run:${number}:1`, seen_at: now });

/** Newest first, as the store gives them. */
export function past(seen: readonly Occurrence[], change: Partial<Past> = {}): Past {
  return { ...noPast, occurrences: new Map([[fingerprint, seen.toSorted((one, other) => other.seen_at.localeCompare(one.seen_at))]]), ...change };
}
