/**
 * Inbox, repairs, requests, outbox and crawls are claimed in place: a claim is a lease with a fencing token, and every write of its holder is refused
 * once the token has moved on. Terms: a *claim* is held until `until`; to *settle* is to finish it; to *postpone* is to give it back.
 */
import type { Timestamp } from "../../core/identity/timestamp.ts";

/** A lease on a row. `token` only grows; a holder whose token is not the row's any more has lost it. */
export interface Claim {
  readonly holder: string;
  readonly token: number;
  readonly until: Timestamp;
}

export interface ClaimRequest {
  readonly holder: string;
  readonly now: Timestamp;
  /** How long the lease holds without renewal. */
  readonly seconds: number;
  readonly most: number;
}

/** `lease_lost`: another holder has it, nothing was written. */
export type Settlement = "settled" | "lease_lost";
