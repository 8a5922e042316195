/** What the diagnosis of a run saw, as occurrences and test failures. */
import type { FailureReport } from "../failure/report.ts";
import type { Timestamp } from "../identity/timestamp.ts";
import type { Subject } from "../repair/repair.ts";
import type { Occurrence } from "./occurrence.ts";
import { sourceKey, workflowOf, type TestFailure } from "./run-outcome.ts";
import type { Seen } from "./seen.ts";

export interface SeenCheck { readonly name: string; readonly reports: readonly FailureReport[] }

/** A run that fails in more ways than these fails as a whole. */
const MOST_OCCURRENCES = 200;
const MOST_TESTS = 500;
/** Longer names are cut; no test is known by what stands further on. */
export const LONGEST_TEST = 500;

export function seenIn(subject: Subject, checks: readonly SeenCheck[], at: Timestamp): Seen {
  const told = checks.flatMap(({ name, reports }) => reports.filter(({ failure_class }) => failure_class !== "none").map((report) => ({ name, report })));
  const tests = new Set(told.flatMap(({ report }) => report.failing_tests.filter((test) => test !== "").map((test) => test.slice(0, LONGEST_TEST))));
  return {
    occurrences: told.slice(0, MOST_OCCURRENCES).map(({ name, report }) => occurrenceOf(subject, { check: name, report, at })),
    testFailures: [...tests].slice(0, MOST_TESTS).map((test): TestFailure => (
      { repository_id: subject.repository.id, test, source: sourceKey(subject.source), workflow: workflowOf(subject.source), seen_at: at })),
  };
}

function occurrenceOf({ repository, branch, head_sha, source }: Subject, { check, report, at }: { readonly check: string; readonly report: FailureReport; readonly at: Timestamp }): Occurrence {
  const { fingerprint, failure_class, tool, pattern_name } = report;
  return { fingerprint, repository_id: repository.id, repo: repository.name, branch, head_sha, source: sourceKey(source), workflow: workflowOf(source), check, failure_class, tool, pattern_name, seen_at: at };
}
