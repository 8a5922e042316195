/** What a delivery asks for, as a value: repairs to open, resting repairs to wake, or the named reason why nothing. */
import type { FixId, GitSha, RepositoryName } from "../identity/identifier.ts";
import type { Timestamp } from "../identity/timestamp.ts";
import type { RunOutcome } from "../history/run-outcome.ts";
import type { LedgerDraft } from "../ledger/entry.ts";
import type { OpenedRepair } from "../repair/decision.ts";
import type { OpenedRequest } from "../request/open-request.ts";

/** What a delivery asks for: repairs to open, resting repairs to wake, or why nothing. */
export interface Admission {
  readonly opens: readonly OpenedRepair[];
  readonly wakes: readonly Wake[];
  readonly entries: readonly LedgerDraft[];
  /** Named reason when it asks for nothing. */
  readonly ignored: string | null;
  /** The run that the delivery tells the end of, for the history of its checks and tests. */
  readonly ran?: RunOutcome;
  /** Commits that this push takes back. */
  readonly reverts?: readonly Reverted[];
  /** What somebody asks for in words. */
  readonly requests?: readonly OpenedRequest[];
}

/** A commit on a base branch that a later one reverts, as git words it. */
export interface Reverted { readonly repo: RepositoryName; readonly commit: GitSha; readonly at: Timestamp }

/** Which resting repairs an event concerns. Only repairs that are not closed are woken. */
export type Wake =
  | { readonly by: "fix"; readonly id: FixId }
  | { readonly by: "offer_commit"; readonly repositoryId: number; readonly sha: GitSha }
  | { readonly by: "pull_request"; readonly repositoryId: number; readonly number: number }
  | { readonly by: "base_branch"; readonly repositoryId: number; readonly branch: string }
  | { readonly by: "installation"; readonly installationId: number };

/** Nothing to do, and why: the reason is shown with the delivery. */
export function ignoring(reason: string): Admission {
  return { opens: [], wakes: [], entries: [], ignored: reason };
}

export function waking(wakes: readonly Wake[]): Admission {
  return { opens: [], wakes, entries: [], ignored: null };
}
