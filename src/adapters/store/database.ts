/** One database, whichever dialect: runs scripts. A `read` needs no transaction; a `write` is one transaction, durable when it resolves. */
import type { Delivery } from "../../ports/store/inbox.ts";
import type { Outcome } from "./inbox/append.ts";
import type { DialectName, Script } from "./script.ts";

export interface Database {
  readonly dialect: DialectName;
  read<Result>(script: () => Script<Result>): Promise<Result>;
  /** The script may be run again from its start (deadlock, serialization), so it holds no state of its own. */
  write<Result>(script: () => Script<Result>): Promise<Result>;
  /**
   * A write that gives out or prolongs leases. On SQLite it is not synced by itself, but with the next write that is: what a crash of the machine
   * can take back with it is a lease whose holder, on the same machine, is gone too. On PostgreSQL holders live elsewhere, so it is as durable as any.
   */
  lease<Result>(script: () => Script<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** The way in for deliveries. */
export interface Appending {
  /** One transaction, durable when it resolves. */
  append(deliveries: readonly Delivery[]): Promise<readonly Outcome[]>;
  /** What was asked for is stored first. */
  close(): Promise<void>;
}
