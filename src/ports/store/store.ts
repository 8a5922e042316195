/**
 * The store keeps deliveries, repairs, requests, the ledger, the outbox and evidence, on SQLite (one process) or PostgreSQL (several workers).
 * What is worked on is claimed in place: see claim.ts.
 */
import type { Inbox } from "./inbox.ts";
import type { Repairs } from "./repairs.ts";
import type { Requests, Orders } from "./requests.ts";
import type { Outbox } from "./outbox.ts";
import type { Ledger } from "./ledger.ts";
import type { Evidence } from "./evidence.ts";
import type { PendingFixes, History } from "./history.ts";
import type { SkillRecords, Replays } from "./skill-records.ts";
import type { OperationRuns } from "./operation-runs.ts";
import type { Keys } from "./keys.ts";
import type { Pace } from "./pace.ts";
import type { Crawls } from "./crawls.ts";
import type { Timestamp } from "../../core/identity/timestamp.ts";

export interface Store {
  readonly dialect: "sqlite" | "postgres";
  readonly inbox: Inbox;
  readonly repairs: Repairs;
  readonly requests: Requests;
  readonly orders: Orders;
  readonly outbox: Outbox;
  readonly ledger: Ledger;
  readonly evidence: Evidence;
  readonly pendingFixes: PendingFixes;
  readonly history: History;
  readonly skillRecords: SkillRecords;
  readonly replays: Replays;
  readonly operationRuns: OperationRuns;
  readonly keys: Keys;
  readonly pace: Pace;
  readonly crawls: Crawls;
  /** Resolves when the database answers; rejects with Fault `store-unavailable`. */
  ping(): Promise<void>;
  /** What time it is where the database runs. */
  time(): Promise<Timestamp>;
  /** When the next delivery, repair or effect is due; null: all of them rest. */
  nextDue(): Promise<Timestamp | null>;
  close(): Promise<void>;
}
