/** What a commit status says: one line of at most 140 characters, by anybody who may write statuses. It is a guess at best. */
import type { FailureReport } from "../report.ts";
import { readCheck } from "./check.ts";

export interface StatusAccount {
  /** What posted it: `ci/circleci: lint`. */
  readonly context: string;
  readonly description: string | null;
  readonly failed: boolean;
  /** Line of the document where it stands, where it comes from one. */
  readonly at?: number;
}

/** Below the least confidence on which a skill is tried unless the repository lowers it (`fix.min_confidence`, 0.5). */
export const MOST_CONFIDENCE_IN_STATUS = 0.4;

/** Empty when the status is no failure. `workspace`: absolute path of the checkout that it speaks of, or null. */
export function readStatus({ context, description, failed, at }: StatusAccount, workspace: string | null): readonly FailureReport[] {
  const reports = readCheck({ name: context, failed, output: [description], annotations: [], ...(at === undefined ? {} : { at }) }, workspace);
  return reports.map((report) => ({ ...report, confidence: Math.min(report.confidence, MOST_CONFIDENCE_IN_STATUS) }));
}
