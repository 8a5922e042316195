import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { findKey } from "../../adapters/notary/find-key.ts";
import { openStore } from "../../adapters/store/open-store.ts";
import { checkpointKeyOf } from "../../settings/credentials.ts";
import { timestamp } from "../../core/identity/timestamp.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Store } from "../../ports/store/store.ts";
import type { Io } from "../command.ts";
import { stateFolder } from "../state-folder.ts";
import { UsageError } from "../usage-error.ts";

const clock: Clock = { now: () => timestamp(Date.now()), sleep: (seconds) => new Promise((done) => setTimeout(done, seconds * 1000)) };

export interface LedgerStore {
  readonly store: Store;
  /** The key that signs this ledger's checkpoints (PEM, private); null: none is at hand. */
  readonly key: string | null;
}

/**
 * Opens the store that is named (a SQLite file or a PostgreSQL URL), or else the one that the App uses under this environment.
 * It makes none: a UsageError says where it looked.
 */
export async function openLedgerStore(named: string | undefined, { environment, directory }: Pick<Io, "environment" | "directory">): Promise<LedgerStore> {
  const database = named ?? environment["DATABASE_URL"];
  if (database !== undefined && /^postgres(ql)?:\/\//.test(database)) return withKey(await openStore({ url: database, clock }), null, environment);
  const path = database === undefined ? join(stateFolder(environment), "regreen.db") : resolve(directory, database);
  if (!existsSync(path)) throw new UsageError(`There is no ledger yet: ${path} does not exist`, "Name another with --database, or set REGREEN_STATE or DATABASE_URL.");
  return withKey(await openStore({ path, clock }), path, environment);
}

async function withKey(store: Store, databasePath: string | null, environment: Io["environment"]): Promise<LedgerStore> {
  return { store, key: await findKey({ given: checkpointKeyOf(environment), databasePath, keys: store.keys }) };
}
