/** Finds the key that signs checkpoints: the operator's own, else the one beside the database file, else the one kept in the database for several processes. */
import type { Store } from "../../ports/store/store.ts";
import { generateKey, keepKeyFile, keyFileOf, readKeyFile } from "./key-file.ts";

export interface KeyPlaces {
  /** PEM as the operator gave it; null: none was given. */
  readonly given: string | null;
  /** The SQLite file; null: the database is shared, or keeps nothing. */
  readonly databasePath: string | null;
  readonly keys: Store["keys"];
}

const NAME = "checkpoint";

/** Makes a key at the first start. */
export async function keepKey({ given, databasePath, keys }: KeyPlaces): Promise<string> {
  if (given !== null) return given;
  return databasePath === null ? keys.keep(NAME, generateKey()) : keepKeyFile(keyFileOf(databasePath));
}

/** Looks only; null: no key has been made yet. */
export async function findKey({ given, databasePath, keys }: KeyPlaces): Promise<string | null> {
  if (given !== null) return given;
  return databasePath === null ? keys.read(NAME) : readKeyFile(keyFileOf(databasePath));
}
