/** What was seen of failures, runs and tests. */
import type { PendingFix } from "../../core/failure/pending-fix.ts";
import type { Digest } from "../../core/identity/digest.ts";
import type { Occurrence, FingerprintSummary } from "../../core/history/occurrence.ts";
import type { RunOutcome, TestFailure } from "../../core/history/run-outcome.ts";

export interface PendingFixes {
  list(filter: { readonly repo?: string; readonly most: number }): Promise<readonly PendingFix[]>;
}

/** What was seen of failures, runs and tests. Written with the decision or the admission that saw it, each once. */
export interface History {
  /** Of one repository, newest first. */
  occurrences(asked: { readonly repositoryId: number; readonly fingerprint: Digest; readonly most: number }): Promise<readonly Occurrence[]>;
  /** One for each fingerprint, that seen last first. `repo`: only what was seen there. */
  summaries(asked: { readonly repo?: string; readonly most: number }): Promise<readonly FingerprintSummary[]>;
  /** Ends of runs of one workflow (or of one check of another CI), newest first. */
  runs(asked: { readonly repositoryId: number; readonly workflow: string; readonly most: number }): Promise<readonly RunOutcome[]>;
  /** Runs that found the test failing, newest first. */
  testFailures(asked: { readonly repositoryId: number; readonly test: string; readonly most: number }): Promise<readonly TestFailure[]>;
}
