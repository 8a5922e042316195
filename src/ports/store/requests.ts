/** What people ask for, and what of it stands: waivers and modes. */
import type { Request } from "../../core/request/request.ts";
import type { Claim, ClaimRequest, Settlement } from "./claim.ts";
import type { Timestamp } from "../../core/identity/timestamp.ts";
import type { RequestDecision, Ruling } from "../../core/request/decision.ts";
import type { OpenedRequest } from "../../core/request/open-request.ts";
import type { RequestId } from "../../core/identity/identifier.ts";
import type { StandingOrder } from "../../core/request/order.ts";

export interface ClaimedRequest {
  readonly request: Request;
  readonly claim: Claim;
  readonly attempts: number;
  readonly wakes: number;
}

/** What people ask for in words. Claimed in place like repairs; only `commit` moves one. */
export interface Requests {
  claim(request: ClaimRequest): Promise<readonly ClaimedRequest[]>;
  renew(claimed: ClaimedRequest, now: Timestamp, seconds: number): Promise<boolean>;
  /** One transaction, guarded by the claim's token: request, opened repairs, what repairs are told, standing orders, what other requests are ruled, ledger entries, effects, lease released. */
  commit(claimed: ClaimedRequest, decision: RequestDecision, now: Timestamp): Promise<Settlement>;
  postpone(claimed: ClaimedRequest, due: Timestamp, fault: string): Promise<Settlement>;
  /** Opens without a delivery (the watched folder, the CLI). Counts those that were new. */
  open(opened: readonly OpenedRequest[], now: Timestamp): Promise<number>;
  /** A person's word about what a machine asked for; false: it does not wait for that. */
  rule(ruling: Ruling, now: Timestamp): Promise<boolean>;
  find(id: RequestId): Promise<Request | null>;
  /** Newest first. */
  list(most: number): Promise<readonly Request[]>;
  /** Of a comment, a comment on lines or a review with this number, oldest first. */
  ofComment(repositoryId: number, commentId: number): Promise<readonly Request[]>;
}

/** Waivers and modes that people set by a request. */
export interface Orders {
  /** Of one repository, oldest first; those that have ended too. */
  of(repositoryId: number): Promise<readonly StandingOrder[]>;
}
