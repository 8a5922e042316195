/** What the suites of the store's contract claim, and read of the ledger. */
import type { Store } from "../../../src/ports/store/store.ts";
import type { ClaimedRepair } from "../../../src/ports/store/repairs.ts";
import { request } from "./samples.ts";
import type { ClaimedDelivery } from "../../../src/ports/store/inbox.ts";

export function only<Item>(items: readonly Item[]): Item {
  const [item] = items;
  if (item === undefined || items.length > 1) throw new Error(`one was expected, there are ${items.length}`);
  return item;
}

export const nothing = { opens: [], wakes: [], entries: [], ignored: null };

export const claimRepair = async (store: Store, change = {}): Promise<ClaimedRepair> => only(await store.repairs.claim(request({ most: 1, ...change })));

export const claimDelivery = async (store: Store, change = {}): Promise<ClaimedDelivery> => only(await store.inbox.claim(request({ most: 1, ...change })));

export const kinds = async (store: Store): Promise<string[]> => {
  const found: string[] = [];
  for await (const entry of store.ledger.read(1)) found.push(entry.kind);
  return found;
};
