/** Effects that are to be performed on GitHub, each once. */
import type { FixId, RequestId } from "../../core/identity/identifier.ts";
import type { Repository } from "../../core/repair/repair.ts";
import type { Effect, Receipt, EffectRequest } from "../../core/repair/effect.ts";
import type { Claim, ClaimRequest, Settlement } from "./claim.ts";
import type { ClaimedRepair } from "./repairs.ts";
import type { Timestamp } from "../../core/identity/timestamp.ts";

export interface ClaimedEffect {
  readonly id: number;
  /** Whose it is: a repair's, or a request's; the other is null. */
  readonly repairId: FixId | null;
  readonly requestId: RequestId | null;
  readonly key: string;
  readonly repository: Repository;
  readonly effect: Effect;
  readonly claim: Claim;
  readonly attempts: number;
}

export interface StoredReceipt { readonly key: string; readonly effect: Effect; readonly receipt: Receipt }

export interface Outbox {
  /** Asks for effects while a repair's step still runs: what it is at, which decides nothing. Guarded by the claim's token; false: the lease is lost, nothing was asked. */
  ask(claimed: ClaimedRepair, requests: readonly EffectRequest[], now: Timestamp): Promise<boolean>;
  /** Only the first unfinished effect of each repair is claimed: effects of one repair keep their order. */
  claim(request: ClaimRequest): Promise<readonly ClaimedEffect[]>;
  renew(claimed: ClaimedEffect, now: Timestamp, seconds: number): Promise<boolean>;
  /** One transaction: receipt kept, `effect_done` in the ledger, the repair woken. */
  settle(claimed: ClaimedEffect, receipt: Receipt, now: Timestamp): Promise<Settlement>;
  postpone(claimed: ClaimedEffect, due: Timestamp, fault: string): Promise<Settlement>;
  /** Receipts of a repair's effects, oldest first. */
  receipts(repair: FixId): Promise<readonly StoredReceipt[]>;
  /** Requests of a repair that are not finished yet. */
  unfinished(repair: FixId): Promise<readonly EffectRequest[]>;
  count(): Promise<{ readonly waiting: number; readonly done: number }>;
}
