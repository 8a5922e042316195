/** Reads what was seen of a failure before: its occurrences, the runs of its workflow, the failures of its tests, and which pull requests are open. */
import { sourceKey, workflowOf } from "../../core/history/run-outcome.ts";
import { LONGEST_TEST } from "../../core/history/seen-in.ts";
import type { Past } from "../../core/history/past.ts";
import type { GitSha } from "../../core/identity/identifier.ts";
import type { Digest } from "../../core/identity/digest.ts";
import type { Subject } from "../../core/repair/repair.ts";
import type { StepContext } from "./context.ts";

export interface Asked {
  readonly fingerprint: Digest;
  readonly failing_tests: readonly string[];
}

const MOST_FINGERPRINTS = 50;
const MOST_TESTS = 20;
const MOST_OCCURRENCES = 500;
const MOST_RUNS = 500;

export async function readPast(subject: Subject, asked: readonly Asked[], { store, reader }: Pick<StepContext, "store" | "reader">): Promise<Past> {
  const { repository, source } = subject;
  const repositoryId = repository.id;
  const fingerprints = distinct(asked.map(({ fingerprint }) => fingerprint)).slice(0, MOST_FINGERPRINTS);
  const tests = distinct(asked.flatMap(({ failing_tests }) => failing_tests)).slice(0, MOST_TESTS);
  const [occurrences, testFailures, runs] = await Promise.all([
    Promise.all(fingerprints.map(async (fingerprint) => [fingerprint, await store.history.occurrences({ repositoryId, fingerprint, most: MOST_OCCURRENCES })] as const)),
    Promise.all(tests.map(async (test) => [test, await store.history.testFailures({ repositoryId, test: test.slice(0, LONGEST_TEST), most: MOST_RUNS })] as const)),
    store.history.runs({ repositoryId, workflow: workflowOf(source), most: MOST_RUNS }),
  ]);
  const elsewhere = occurrences.some(([, seen]) => seen.some(({ branch, source: other }) => branch !== subject.branch && other !== sourceKey(source)));
  const openHeads = elsewhere ? await readOpenHeads(subject, reader) : [];
  return { occurrences: new Map(occurrences), testFailures: new Map(testFailures), runs, openHeads: new Set(openHeads) };
}

async function readOpenHeads({ repository }: Subject, reader: StepContext["reader"]): Promise<readonly GitSha[]> {
  return (await reader.openPullRequests(repository)).map(({ headSha }) => headSha);
}

function distinct<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)];
}
