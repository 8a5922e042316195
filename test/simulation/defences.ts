/** The defences that keep a story whole, each of which can be taken away to see that the simulator finds its absence. */
import type { Client, Reply, Session } from "../../src/adapters/github/client.ts";
import { requestEffects } from "../../src/adapters/store/outbox/request.ts";
import type { GitHubWriter } from "../../src/ports/github.ts";
import type { Store } from "../../src/ports/store/store.ts";
import type { SimulatedDatabase } from "./database.ts";

export interface Defences {
  store(store: Store, database: SimulatedDatabase): Store;
  client(client: Client): Client;
  writer(writer: GitHubWriter): GitHubWriter;
  /** Whether processes tell time by the steady clock instead of by the one that may be set. */
  readonly steadyClock: boolean;
}

export const intact: Defences = { store: (store) => store, client: (client) => client, writer: (writer) => writer, steadyClock: true };

/** Looked for before it is created: the lists of what may stand already. */
const lookUps: ReadonlySet<string> = new Set([
  "GET /repos/{owner}/{repo}/pulls", "GET /repos/{owner}/{repo}/issues", "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs", "GET /repos/{owner}/{repo}/commits/{ref}/check-runs",
]);

/** By the name of what is taken away. */
export const without = {
  /** A commit is taken from whoever brings it, whether or not the lease is still theirs. */
  "lease-fencing": {
    ...intact,
    store: (store, { tokenOf }) => ({ ...store, repairs: { ...store.repairs, commit: (claimed, decision, now) => store.repairs.commit({ ...claimed, claim: { ...claimed.claim, token: tokenOf(claimed.repair.id) } }, decision, now) } }),
  },
  /** What is created is not looked for before. */
  "look-up": {
    ...intact,
    client: (client) => ({ ...client, session: (repository, permissions) => blind(client.session(repository, permissions), permissions) }),
  },
  /** Whether the lease still holds is not asked before something is written to GitHub. */
  "fence-at-the-write": { ...intact, writer: (writer) => ({ perform: (repository, effect) => writer.perform(repository, effect) }) },
  /** A lease is never renewed, however long the work takes. */
  "heart-beat": {
    ...intact,
    store: (store) => ({ ...store, outbox: { ...store.outbox, renew: () => Promise.resolve(true) }, repairs: { ...store.repairs, renew: () => Promise.resolve(true) } }),
  },
  /** A clock that is set counts at once. */
  "steady-clock": { ...intact, steadyClock: false },
  /** Effects are asked for after the decision was committed, not with it. */
  "transactional-outbox": {
    ...intact,
    store: (store, { database }) => ({
      ...store,
      repairs: {
        ...store.repairs,
        async commit(claimed, decision, now) {
          const settled = await store.repairs.commit(claimed, { ...decision, effects: [] }, now);
          await new Promise((resolve) => { setImmediate(resolve); });
          if (settled === "settled" && Math.abs(claimed.claim.token % 7) !== 3) await database.write(() => requestEffects(decision.repair, decision.effects, now));
          return settled;
        },
      },
    }),
  },
} as const satisfies Readonly<Record<string, Defences>>;

export type Defence = keyof typeof without;

function blind(session: Session, permissions: Readonly<Record<string, string>>): Session {
  const isWriter = Object.values(permissions).includes("write");
  return {
    ...session,
    async ask(operation, parameters): Promise<Reply> {
      const reply = await session.ask(operation, parameters);
      if (!isWriter || !lookUps.has(operation)) return reply;
      return { ...reply, data: Array.isArray(reply.data) ? [] : { workflow_runs: [], check_runs: [] } };
    },
  };
}

