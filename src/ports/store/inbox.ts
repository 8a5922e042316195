/** Deliveries between the door and the worker. */
import type { Timestamp } from "../../core/identity/timestamp.ts";
import type { Claim, ClaimRequest, Settlement } from "./claim.ts";
import type { Admission } from "../../core/event/admission.ts";

export interface Delivery {
  /** GitHub's `X-GitHub-Delivery`, unique. */
  readonly guid: string;
  readonly event: string;
  readonly body: Uint8Array;
  readonly receivedAt: Timestamp;
  readonly installationId: number | null;
}

export interface ClaimedDelivery { readonly delivery: Delivery; readonly claim: Claim; readonly attempts: number }

export interface Inbox {
  /**
   * Stores all of them durably in one transaction, together with what else comes in meanwhile (group commit); a GUID seen before is `duplicate`.
   * The bodies are handed over: their bytes may be gone afterwards. Fault `store-unavailable`: nothing of them is acknowledged, send them again.
   */
  append(deliveries: readonly Delivery[]): Promise<readonly ("stored" | "duplicate")[]>;
  claim(request: ClaimRequest): Promise<readonly ClaimedDelivery[]>;
  /** One transaction: repairs opened (once per key), repairs woken, ledger entries, the run's outcome, delivery done. */
  admit(delivery: ClaimedDelivery, admission: Admission, now: Timestamp): Promise<Settlement>;
  /** Gives it back until `due`; the fault is kept. After `most` attempts it is set aside as dead, and stays to be looked at. */
  postpone(delivery: ClaimedDelivery, due: Timestamp, fault: string): Promise<Settlement>;
  bury(delivery: ClaimedDelivery, fault: string): Promise<Settlement>;
  count(): Promise<{ readonly waiting: number; readonly done: number; readonly ignored: number; readonly dead: number }>;
}
