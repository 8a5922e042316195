/** The store, watched for the worker's pulse: every claim shows that its loops turn. */
import type { Timestamp } from "../core/identity/timestamp.ts";
import type { Clock } from "../ports/clock.ts";
import type { Store } from "../ports/store/store.ts";

export interface WatchedStore {
  readonly store: Store;
  /** When work was last asked for; null before the first time. */
  lastClaim(): Timestamp | null;
}

export function watchStore(store: Store, clock: Clock): WatchedStore {
  let last: Timestamp | null = null;
  const noting = <Request, Claimed>(claim: (request: Request) => Promise<Claimed>) => (request: Request): Promise<Claimed> => {
    last = clock.now();
    return claim(request);
  };
  return {
    store: {
      ...store,
      ping: () => store.ping(),
      close: () => store.close(),
      inbox: { ...store.inbox, claim: noting((request) => store.inbox.claim(request)) },
      repairs: { ...store.repairs, claim: noting((request) => store.repairs.claim(request)) },
      outbox: { ...store.outbox, claim: noting((request) => store.outbox.claim(request)) },
    },
    lastClaim: () => last,
  };
}
