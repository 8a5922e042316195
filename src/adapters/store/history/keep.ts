/** Keeps what a step or a delivery saw, in its transaction: each row once, however often it is told. */
import { milliseconds } from "../../../core/identity/timestamp.ts";
import type { Occurrence } from "../../../core/history/occurrence.ts";
import type { RunOutcome, TestFailure } from "../../../core/history/run-outcome.ts";
import type { Seen } from "../../../core/history/seen.ts";
import { withoutNul } from "../lease.ts";
import { rows, statement, type Script } from "../script.ts";

const occurrence = statement("occurrence_keep", `
  insert into occurrences (fingerprint, repository_id, source, check_name, repo, branch, head_sha, workflow, failure_class, tool, pattern_name, seen_at)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict (fingerprint, repository_id, source, check_name) do nothing`);
const testFailure = statement("test_failure_keep", `
  insert into test_failures (repository_id, test, source, workflow, seen_at) values (?, ?, ?, ?, ?)
  on conflict (repository_id, test, source) do nothing`);
const run = statement("run_keep", `
  insert into runs (repository_id, source, repo, branch, head_sha, workflow, outcome, ended_at) values (?, ?, ?, ?, ?, ?, ?, ?)
  on conflict (repository_id, source) do nothing`);

export function* keepSeen({ occurrences, testFailures }: Seen): Script<void> {
  for (const seen of occurrences) yield* keepOccurrence(seen);
  for (const seen of testFailures) yield* keepTestFailure(seen);
}

function* keepOccurrence(seen: Occurrence): Script<void> {
  yield* rows(
    occurrence, seen.fingerprint, seen.repository_id, seen.source, withoutNul(seen.check), seen.repo, seen.branch, seen.head_sha,
    withoutNul(seen.workflow), seen.failure_class, seen.tool, seen.pattern_name, milliseconds(seen.seen_at),
  );
}

function* keepTestFailure({ repository_id, test, source, workflow, seen_at }: TestFailure): Script<void> {
  yield* rows(testFailure, repository_id, withoutNul(test), source, withoutNul(workflow), milliseconds(seen_at));
}

export function* keepRun(ran: RunOutcome): Script<void> {
  yield* rows(run, ran.repository_id, ran.source, ran.repo, withoutNul(ran.branch), ran.head_sha, withoutNul(ran.workflow), ran.outcome, milliseconds(ran.ended_at));
}
