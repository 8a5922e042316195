/** Repairs, claimed by one worker at a time. */
import type { Repair, Step, Repository } from "../../core/repair/repair.ts";
import type { Claim, ClaimRequest, Settlement } from "./claim.ts";
import type { Timestamp } from "../../core/identity/timestamp.ts";
import type { Decision, OpenedRepair } from "../../core/repair/decision.ts";
import type { LedgerDraft } from "../../core/ledger/entry.ts";
import type { Wake } from "../../core/event/admission.ts";
import type { FixId } from "../../core/identity/identifier.ts";
import type { GivenInstruction } from "../../core/repair/instruction.ts";

export interface ClaimedRepair {
  readonly repair: Repair;
  readonly claim: Claim;
  readonly attempts: number;
  /** How often the repair had been woken when it was claimed: a wake during the step makes it due again at once. */
  readonly wakes: number;
}

/** `steps`: only repairs that are to take one of these; all unless given. */
export interface RepairClaimRequest extends ClaimRequest { readonly steps?: readonly Step[] }

export interface Repairs {
  claim(request: RepairClaimRequest): Promise<readonly ClaimedRepair[]>;
  /** Heart-beat. False: the lease is lost. */
  renew(claimed: ClaimedRepair, now: Timestamp, seconds: number): Promise<boolean>;
  /** One transaction, guarded by the claim's token: repair, opened repairs, ledger entries, evidence, pending fixes, what was seen, effects, lease released. */
  commit(claimed: ClaimedRepair, decision: Decision, now: Timestamp): Promise<Settlement>;
  postpone(claimed: ClaimedRepair, due: Timestamp, fault: string): Promise<Settlement>;
  /** Opens without a delivery (the sweep, the CLI, tests). Counts those that were new. */
  open(opened: readonly OpenedRepair[], entries: readonly LedgerDraft[], now: Timestamp): Promise<number>;
  wake(wakes: readonly Wake[], now: Timestamp): Promise<number>;
  /** What people told it and it has not taken yet, oldest first. */
  instructions(id: FixId): Promise<readonly GivenInstruction[]>;
  find(id: FixId): Promise<Repair | null>;
  /** Newest first. Guards, onboardings and what watches a log, which mend nothing, are not among them. */
  list(filter: RepairFilter): Promise<readonly Repair[]>;
  /** Repositories that a repair was ever opened in (an onboarding is none), the one of the latest repair first, as they were then. */
  repositories(most: number): Promise<readonly Repository[]>;
  /** Guards of one pull request, newest first. */
  guards(pull: { readonly repositoryId: number; readonly number: number; readonly most: number }): Promise<readonly Repair[]>;
  /** Repairs that were closed since a moment, the latest first; guards are not among them. */
  ended(since: Timestamp, most: number): Promise<readonly Repair[]>;
  /** What watches a log source. */
  observing(): Promise<readonly Repair[]>;
  /** Repositories of an installation that were asked whether they want Regreen, by id, and how many of them have no pull request about it yet. */
  onboarded(installationId: number): Promise<{ readonly asked: readonly number[]; readonly waiting: number }>;
  /** Repairs not closed that have rested since before `since`: the sweep looks at them again. */
  resting(since: Timestamp, most: number): Promise<readonly Repair[]>;
}

export interface RepairFilter { readonly repositoryId?: number; readonly steps?: readonly Step[]; readonly most: number }
