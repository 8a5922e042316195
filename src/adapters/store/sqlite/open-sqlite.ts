import Connection from "better-sqlite3";
import { SqliteDatabase, translated } from "./sqlite-database.ts";
import { guardFile } from "./guard-file.ts";

const BUSY_MILLISECONDS = 5_000;

/** Opens (or makes) the database file; `:memory:` keeps nothing. Faults: `store-unsafe` where the file could be another's, `store-unavailable` where it is no database. */
export function openSqlite(path: string): SqliteDatabase {
  return translated(() => new SqliteDatabase(connect(path)));
}

function connect(path: string): Connection.Database {
  const connection = new Connection(path === ":memory:" ? path : guardFile(path), { timeout: BUSY_MILLISECONDS });
  connection.pragma("journal_mode = WAL");
  connection.pragma("synchronous = FULL");
  connection.pragma("foreign_keys = ON");
  connection.pragma("trusted_schema = OFF");
  return connection;
}
