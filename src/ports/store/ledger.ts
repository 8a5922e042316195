/** The chain of what was sworn to, and what is asked of it. */
import type { LedgerEntry, LedgerDraft } from "../../core/ledger/entry.ts";
import type { FixId } from "../../core/identity/identifier.ts";
import type { Digest } from "../../core/identity/digest.ts";
import type { Timestamp } from "../../core/identity/timestamp.ts";
import type { SpentAt } from "../../core/budget/meters.ts";

export interface Ledger {
  /** In order, from `fromSeq` on. */
  read(fromSeq: number): AsyncIterable<LedgerEntry>;
  ofRepair(id: FixId): Promise<readonly LedgerEntry[]>;
  head(): Promise<{ readonly seq: number; readonly hash: Digest } | null>;
  /** One entry by its number; null: there is none. */
  find(seq: number): Promise<LedgerEntry | null>;
  /** Changes of standing that were sworn to in a repository, newest first. */
  standings(asked: { readonly repo: string; readonly most: number }): Promise<readonly LedgerEntry[]>;
  /** Verdicts that were sworn to in a repository since a moment, newest first. */
  verdicts(asked: { readonly repo: string; readonly since: Timestamp; readonly most: number }): Promise<readonly LedgerEntry[]>;
  /** Entries that tell how well Regreen does (refusals, verdicts, endings, calls that needed another try), since a moment, in order. */
  measured(since: Timestamp): AsyncIterable<LedgerEntry>;
  /** Hash of the first entry; null when there is none. */
  origin(): Promise<Digest | null>;
  /** The latest entry of kind `checkpoint`; null when there is none. */
  latestCheckpoint(): Promise<LedgerEntry | null>;
  /** Sum of the amounts of a budget that were sworn to as spent in a repository since then. */
  spent(asked: { readonly repo: string; readonly budget: string; readonly since: Timestamp }): Promise<number>;
  /** The same one by one, of all budgets, oldest first. */
  spendings(asked: { readonly repo: string; readonly since: Timestamp }): Promise<readonly SpentAt[]>;
  /** For entries that belong to no step (checkpoints, human decisions at the door). One transaction. */
  append(drafts: readonly LedgerDraft[]): Promise<readonly LedgerEntry[]>;
}
