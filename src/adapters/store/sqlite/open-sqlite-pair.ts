import type { Appending } from "../database.ts";
import { Appender } from "./appender.ts";
import { openSqlite } from "./open-sqlite.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";
import { gateMemory, MainGate } from "./write-gate.ts";

/** 24 MB: beyond what the appending thread lets stand, so that the main thread copies nothing while that one does. */
const CHECKPOINT_PAGES = 6_000;

export interface SqlitePair { readonly database: SqliteDatabase; readonly appending?: Appending }

/** The connection of the main thread, and for a file a thread that stores deliveries, started by the first of them. `:memory:` is one connection's alone. */
export function openSqlitePair(path: string): SqlitePair {
  const gate = gateMemory();
  const database = openSqlite({ path, gate: new MainGate(gate), checkpointPages: CHECKPOINT_PAGES });
  return path === ":memory:" ? { database } : { database, appending: new Appender({ path, gate }) };
}
