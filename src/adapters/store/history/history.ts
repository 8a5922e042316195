import { FingerprintSummary, Occurrence } from "../../../core/history/occurrence.ts";
import { RunOutcome, TestFailure } from "../../../core/history/run-outcome.ts";
import { timestamp } from "../../../core/identity/timestamp.ts";
import type { History } from "../../../ports/store/history.ts";
import type { Database } from "../database.ts";
import { rows, statement } from "../script.ts";
import { summaries } from "./summaries.ts";

type Stored<Noun, Moment extends keyof Noun> = Omit<Noun, Moment> & Readonly<Record<Moment, number>>;

const occurrences = statement<Stored<Occurrence, "seen_at">>("occurrences_of", `
  select fingerprint, repository_id, repo, branch, head_sha, source, workflow, check_name as "check", failure_class, tool, pattern_name, seen_at
  from occurrences where repository_id = ? and fingerprint = ? order by seen_at desc, source desc, check_name limit cast(? as bigint)`);
const runs = statement<Stored<RunOutcome, "ended_at">>("runs_of", `
  select repository_id, repo, branch, head_sha, source, workflow, outcome, ended_at
  from runs where repository_id = ? and workflow = ? order by ended_at desc, source desc limit cast(? as bigint)`);
const failures = statement<Stored<TestFailure, "seen_at">>("test_failures_of", `
  select repository_id, test, source, workflow, seen_at from test_failures where repository_id = ? and test = ? order by seen_at desc, source desc limit cast(? as bigint)`);

export function openHistory(database: Database): History {
  return {
    occurrences: async ({ repositoryId, fingerprint, most }) => (await database.read(() => rows(occurrences, repositoryId, fingerprint, most)))
      .map((stored) => Occurrence.parse({ ...stored, seen_at: timestamp(stored.seen_at) })),
    runs: async ({ repositoryId, workflow, most }) => (await database.read(() => rows(runs, repositoryId, workflow, most)))
      .map((stored) => RunOutcome.parse({ ...stored, ended_at: timestamp(stored.ended_at) })),
    testFailures: async ({ repositoryId, test, most }) => (await database.read(() => rows(failures, repositoryId, test, most)))
      .map((stored) => TestFailure.parse({ ...stored, seen_at: timestamp(stored.seen_at) })),
    summaries: async (asked) => (await database.read(() => summaries(asked))).map((summary) => FingerprintSummary.parse(summary)),
  };
}
