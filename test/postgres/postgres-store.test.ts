import { openStore } from "../../src/adapters/store/open-store.ts";
import type { Store } from "../../src/ports/store/store.ts";
import { stillClock } from "../adapters/store/samples.ts";
import { describeStore } from "../adapters/store/store-contract.ts";
import { emptyDatabase } from "./empty-database.ts";

async function openEmpty(): Promise<Store> {
  const { url, drop } = await emptyDatabase();
  const store = await openStore({ url, clock: stillClock });
  return { ...store, close: async () => { await store.close(); await drop(); } };
}

describeStore("PostgreSQL", openEmpty);
