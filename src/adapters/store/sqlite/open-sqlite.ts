import Connection from "better-sqlite3";
import { SqliteDatabase, translated } from "./sqlite-database.ts";
import { guardFile } from "./guard-file.ts";
import type { Gate } from "./write-gate.ts";

const BUSY_MILLISECONDS = 5_000;

export interface SqliteOptions {
  /** The file, made where it is missing; `:memory:` keeps nothing. */
  readonly path: string;
  readonly gate: Gate;
  /** How long the write-ahead log may grow, in pages of 4 KB, before a commit on this connection copies it into the file. */
  readonly checkpointPages: number;
}

/** Faults: `store-unsafe` where the file could be another's, `store-unavailable` where it is no database. */
export function openSqlite(options: SqliteOptions): SqliteDatabase {
  return translated(() => new SqliteDatabase(connect(options), options.gate));
}

function connect({ path, checkpointPages }: SqliteOptions): Connection.Database {
  const connection = new Connection(path === ":memory:" ? path : guardFile(path), { timeout: BUSY_MILLISECONDS });
  connection.pragma("journal_mode = WAL");
  connection.pragma("synchronous = FULL");
  connection.pragma(`wal_autocheckpoint = ${checkpointPages}`);
  connection.pragma("foreign_keys = ON");
  connection.pragma("trusted_schema = OFF");
  return connection;
}
