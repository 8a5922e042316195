/** Keys kept in the database: who may write there could take another in their place, so they prove no more than that the database was ours (SECURITY.md). */
import type { Keys } from "../../ports/store/keys.ts";
import type { Database } from "./database.ts";
import { row, rows, statement, type Script } from "./script.ts";

const insert = statement("key_insert", "insert into signing_keys (name, pem) values (?, ?) on conflict (name) do nothing");
const select = statement<{ pem: string }>("key_read", "select pem from signing_keys where name = ?");

export function openKeys(database: Database): Keys {
  return {
    keep: (name, pem) => database.write(() => keepKey(name, pem)),
    read: async (name) => (await database.read(() => row(select, name)))?.pem ?? null,
  };
}

/** Of several processes that start at once, the first one's key is everybody's. */
function* keepKey(name: string, pem: string): Script<string> {
  yield* rows(insert, name, pem);
  return (yield* row(select, name))?.pem ?? pem;
}
