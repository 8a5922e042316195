/** The store of Regreen without a server: restored from what the repository keeps, and packed again afterwards. */
import { readFileSync, writeFileSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";
import { migrate } from "../adapters/store/migrations/migrate.ts";
import { appendDeliveries } from "../adapters/store/inbox/append.ts";
import { storeOver } from "../adapters/store/open-store.ts";
import { openNodeSqlite } from "../adapters/store/sqlite/open-node-sqlite.ts";
import { Fault } from "../core/fault/fault.ts";
import type { Clock } from "../ports/clock.ts";
import type { Store } from "../ports/store/store.ts";

/** Unpacked. What is larger is no record of one repository. */
const MOST_BYTES = 512 * 1024 * 1024;
/** Packed: what GitHub takes for one file over its interface, with room (https://docs.github.com/rest/git/blobs). */
const MOST_PACKED_BYTES = 35 * 1024 * 1024;

/** `packed` null: an empty one. Faults: `store-unavailable` where the bytes are no record, `store-newer`. */
export async function openKeptStore(path: string, packed: Uint8Array | null, clock: Clock): Promise<Store> {
  writeFileSync(path, packed === null ? new Uint8Array() : unpack(packed), { mode: 0o600 });
  const database = openNodeSqlite(path);
  try {
    await migrate(database, clock.now());
  } catch (error) {
    await database.close();
    if (error instanceof Fault) throw error;
    throw new Fault("store-unavailable", { detail: "the branch regreen/state holds no record that can be read; delete the branch to begin anew", cause: error });
  }
  return storeOver(database, { append: (deliveries) => database.write(() => appendDeliveries(deliveries)), close: () => Promise.resolve() });
}

function unpack(packed: Uint8Array): Uint8Array {
  try {
    return gunzipSync(packed, { maxOutputLength: MOST_BYTES });
  } catch (cause) {
    throw new Fault("store-unavailable", { detail: "the branch regreen/state holds no record that can be read; delete the branch to begin anew", cause });
  }
}

/** Of a store that is closed. Fault `store-unavailable` where it has grown beyond what GitHub takes. */
export function packStore(path: string): Uint8Array {
  const packed = gzipSync(readFileSync(path));
  if (packed.length > MOST_PACKED_BYTES) throw new Fault("store-unavailable", { detail: `the record is ${String(Math.ceil(packed.length / 1024 / 1024))} MB, more than GitHub keeps in one file; use the App, or delete the branch regreen/state to begin anew` });
  return packed;
}
