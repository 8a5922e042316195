/**
 * Whether a test is flaky (row D10): code that did not change, and a test that both passed and failed on it. A commit counts when the workflow
 * ran on it at least twice with a known end for the test: it passed where the whole run passed, it failed where the run named it as failing.
 * Of a red run that does not name it nothing is known.
 */
import type { RunOutcome, TestFailure } from "./run-outcome.ts";
import { wilson, type Interval } from "./wilson.ts";

export interface FlakyFacts {
  readonly test: string;
  /** Runs of the workflow. */
  readonly runs: readonly RunOutcome[];
  /** Runs that named the test as failing. */
  readonly failures: readonly TestFailure[];
}

export interface FlakyVerdict {
  readonly test: string;
  /** `flaky`: of commits that were run again, more than one in twenty shows both outcomes, at 97.5 %. `suspect`: at least one commit showed both. `steady`: none did. `unknown`: no commit was run twice. */
  readonly verdict: "flaky" | "suspect" | "steady" | "unknown";
  /** Commits with both outcomes, of those that were run at least twice. */
  readonly disagreed: number;
  readonly repeated: number;
  /** 95 % interval of that share. */
  readonly share: Interval;
}

/** A share of disagreeing commits above which a test is called flaky. */
const TOLERATED = 0.05;

export function judgeFlaky({ test, runs, failures }: FlakyFacts): FlakyVerdict {
  const failed = new Set(failures.map(({ source }) => source));
  const commits = new Map<string, { passed: number; failed: number }>();
  for (const { head_sha, source, outcome } of runs) {
    const known = commits.get(head_sha) ?? { passed: 0, failed: 0 };
    if (outcome === "passed") known.passed++;
    else if (failed.has(source)) known.failed++;
    commits.set(head_sha, known);
  }
  const repeated = [...commits.values()].filter((commit) => commit.passed + commit.failed > 1);
  const disagreed = repeated.filter((commit) => commit.passed > 0 && commit.failed > 0).length;
  const share = wilson(disagreed, repeated.length);
  return { test, verdict: verdictOf(disagreed, repeated.length, share), disagreed, repeated: repeated.length, share };
}

function verdictOf(disagreed: number, repeated: number, share: Interval): FlakyVerdict["verdict"] {
  if (repeated === 0) return "unknown";
  if (disagreed === 0) return "steady";
  return share.low > TOLERATED ? "flaky" : "suspect";
}

/** `passed and failed on the same commit 3 of 20 times (5 % to 36 %)`; null where there is nothing to say. */
export function flakyText({ verdict, disagreed, repeated, share }: FlakyVerdict): string | null {
  if (verdict === "unknown" || verdict === "steady") return null;
  const percent = (part: number): string => `${String(Math.round(100 * part))} %`;
  return `passed and failed on the same commit ${String(disagreed)} of ${String(repeated)} times (95 % interval: ${percent(share.low)} to ${percent(share.high)})`;
}
