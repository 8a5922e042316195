import type { Told } from "../core/crawl/told.ts";
import type { Timestamp } from "../core/identity/timestamp.ts";
import type { Store } from "../ports/store/store.ts";

export interface Telling { readonly store: Store; readonly now: Timestamp; readonly installationId: number }

/** Puts what was found into the inbox, as deliveries; gives how many were new. */
export async function tellInbox(told: readonly Told[], { store, now, installationId }: Telling): Promise<number> {
  if (told.length === 0) return 0;
  const stored = await store.inbox.append(told.map(({ guid, event, payload }) => ({ guid, event, body: new TextEncoder().encode(JSON.stringify(payload)), receivedAt: now, installationId })));
  return stored.filter((one) => one === "stored").length;
}
