/** A decision is what a step wants: the repair as it shall be, what to swear, what to keep, what to ask of GitHub. It is committed whole or not at all. */
import type { Digest } from "../identity/digest.ts";
import type { Timestamp } from "../identity/timestamp.ts";
import type { PendingFix } from "../failure/pending-fix.ts";
import type { Seen } from "../history/seen.ts";
import type { FailureLog } from "../replay/recording.ts";
import type { SkillRecord } from "../skill/standing/record.ts";
import type { LedgerDraft } from "../ledger/entry.ts";
import type { EffectRequest } from "./effect.ts";
import type { Phase } from "./phase.ts";
import type { Repair } from "./repair.ts";

/** A file of evidence: bytes with secrets already masked. `sha256` is over `content`. */
export interface EvidenceFile {
  readonly phase: Phase;
  readonly file: string;
  readonly content: Uint8Array;
  readonly sha256: Digest;
}

export interface Decision {
  readonly repair: Repair;
  /** When to run the repair's step again without being woken; null: rest until an event or the sweep wakes it. */
  readonly due: Timestamp | null;
  /** Repairs that this one opens beside it: the failures that no skill covers. */
  readonly opens: readonly OpenedRepair[];
  readonly entries: readonly LedgerDraft[];
  readonly evidence: readonly EvidenceFile[];
  readonly effects: readonly EffectRequest[];
  readonly pendingFixes: readonly PendingFix[];
  /** Instructions of people that this step took. */
  readonly taken?: readonly number[];
  /** What this step saw of failures and tests, for their history. */
  readonly seen?: Seen;
  /** Logs of the failures that a plan was made for, so that they can be met again. */
  readonly logs?: readonly FailureLog[];
  /** What this step learnt of its skills: executions, and what became of earlier ones. */
  readonly skills?: SkillRecord;
}

export interface OpenedRepair {
  readonly repair: Repair;
  readonly due: Timestamp | null;
  /** Unique; a second opening under the same key does nothing. */
  readonly key: string;
}
