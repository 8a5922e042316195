/**
 * SQLite by Node's own driver (https://nodejs.org/api/sqlite.html): for the Action, which has no installed modules. One process alone uses the file, in a folder
 * that ends with the job, so nothing is synced and nothing waits.
 */
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import type { SqlConnection } from "./connection.ts";
import { SqliteDatabase } from "./sqlite-database.ts";
import { gateMemory, MainGate } from "./write-gate.ts";

export function openNodeSqlite(path: string): SqliteDatabase {
  const database = new DatabaseSync(path, { enableForeignKeyConstraints: true });
  database.exec("pragma trusted_schema = OFF");
  return new SqliteDatabase(connectionOver(database), new MainGate(gateMemory()));
}

function connectionOver(database: DatabaseSync): SqlConnection {
  return {
    get inTransaction() { return database.isTransaction; },
    exec: (text) => { database.exec(text); },
    prepare(text) {
      const statement = database.prepare(text);
      return {
        reader: statement.columns().length > 0,
        all: (...values) => statement.all(...bound(values)),
        run: (...values) => statement.run(...bound(values)),
      };
    },
    close: () => { database.close(); },
  };
}

/** What a script binds is text, a number, bytes or null (`script.ts`). */
function bound(values: readonly unknown[]): SQLInputValue[] {
  return values as SQLInputValue[];
}
