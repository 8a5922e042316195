/** What a delivery asks for, as a value: repairs to open, resting repairs to wake, or the named reason why nothing. */
import type { FixId, GitSha, RepositoryName } from "../identity/identifier.ts";
import type { Timestamp } from "../identity/timestamp.ts";
import type { RunOutcome } from "../history/run-outcome.ts";
import type { LedgerDraft } from "../ledger/entry.ts";
import type { OpenedRepair } from "../repair/decision.ts";
import type { Repository } from "../repair/repair.ts";
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
  /** The default branch moved, and what the gate governs may have changed with it. */
  readonly resettled?: Repository;
  /** Commits that this push takes back, or the pull request that a merged one takes back. */
  readonly reverts?: readonly Reverted[];
  /** What somebody asks for in words. */
  readonly requests?: readonly OpenedRequest[];
}

/** What was taken back: a commit on a base branch, as git words it; or a pull request, as GitHub words it where a squash leaves no commit's name. */
export type Reverted =
  | { readonly repo: RepositoryName; readonly commit: GitSha; readonly at: Timestamp }
  | { readonly repo: RepositoryName; readonly repositoryId: number; readonly pull: number; readonly at: Timestamp };

/** Which resting repairs an event concerns. Only repairs that are not closed are woken. */
export type Wake =
  | { readonly by: "fix"; readonly id: FixId }
  | { readonly by: "offer_commit"; readonly repositoryId: number; readonly sha: GitSha }
  | { readonly by: "pull_request"; readonly repositoryId: number; readonly number: number }
  | { readonly by: "base_branch"; readonly repositoryId: number; readonly branch: string }
  | { readonly by: "installation"; readonly installationId: number }
  /** What open pull requests are judged by may have changed: of one repository, or (null) of all repositories of the account. */
  | { readonly by: "policy"; readonly installationId: number; readonly repositoryId: number | null };

/** Nothing to do, and why: the reason is shown with the delivery. */
export function ignoring(reason: string): Admission {
  return { opens: [], wakes: [], entries: [], ignored: reason };
}

export function waking(wakes: readonly Wake[]): Admission {
  return { opens: [], wakes, entries: [], ignored: null };
}
