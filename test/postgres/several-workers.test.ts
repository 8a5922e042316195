/** Several processes on one PostgreSQL: each with a store of its own, as several workers have it (rows Q01, Q06). */
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { Client } from "pg";
import { openStore } from "../../src/adapters/store/open-store.ts";
import type { LedgerEntry } from "../../src/core/ledger/entry.ts";
import { verifyChain } from "../../src/core/ledger/verify-chain.ts";
import type { Store } from "../../src/ports/store/store.ts";
import { commentOf, decisionOf, deliveryOf, draftOf, offered, opening, repairOf, request, start, stillClock } from "../adapters/store/samples.ts";
import { emptyDatabase } from "./empty-database.ts";

const WORKERS = 4;
let url = "";
let drop = async (): Promise<void> => undefined;
let stores: Store[] = [];

beforeEach(async () => {
  ({ url, drop } = await emptyDatabase());
  stores = await Promise.all(Array.from({ length: WORKERS }, () => openStore({ url, clock: stillClock })));
});
afterEach(async () => {
  await Promise.all(stores.map((store) => store.close()));
  await drop();
});

const first = (): Store => stores[0] ?? Promise.reject(new Error("no store")) as never;

async function entriesOf(store: Store): Promise<LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  for await (const entry of store.ledger.read(1)) entries.push(entry);
  return entries;
}

test("stores opened at once bring the schema up once", async () => {
  expect(await first().inbox.count()).toEqual({ waiting: 0, done: 0, ignored: 0, dead: 0 });
});

test("one GUID that comes in at four doors at once is stored once", async () => {
  const outcomes = await Promise.all(stores.flatMap((store) => Array.from({ length: 5 }, () => store.inbox.append([deliveryOf(1)]))));
  expect(outcomes.flat().filter((outcome) => outcome === "stored")).toHaveLength(1);
});

test("four workers share a hundred repairs: each is stepped once, the chain has no fork, and no wake ends in a deadlock", async () => {
  const repairs = Array.from({ length: 100 }, (_, number) => repairOf(number, { step: "gate", offer: offered(number + 1, "c") }));
  await first().repairs.open(repairs.map(opening), [], start);
  const work = async (store: Store, worker: number): Promise<number> => {
    let done = 0;
    for (;;) {
      const claimed = await store.repairs.claim(request({ holder: `worker-${worker}`, most: 3 }));
      if (claimed.length === 0) return done;
      const outcomes = await Promise.all(claimed.map((one) => store.repairs.commit(one, decisionOf({ ...one.repair, step: "closed" }, { entries: [draftOf(one.repair, "stopped")], effects: [commentOf(one.repair, 1)] }), start)));
      await store.repairs.wake([{ by: "base_branch", repositoryId: 7, branch: "elsewhere" }], start);
      done += outcomes.filter((outcome) => outcome === "settled").length;
    }
  };
  const done = await Promise.all(stores.map(work));
  expect(done.reduce((sum, each) => sum + each, 0)).toBe(100);
  const entries = await entriesOf(first());
  expect(entries.filter(({ kind }) => kind === "stopped")).toHaveLength(100);
  expect(verifyChain(entries)).toMatchObject({ holds: true, entries: 200 });
});

test("wakes of the same repairs from all sides at once get through", async () => {
  await first().repairs.open(Array.from({ length: 20 }, (_, number) => opening(repairOf(number, { step: "gate", offer: offered(number + 1, "c") }))), [], start);
  const woken = await Promise.all(stores.flatMap((store) => Array.from({ length: 5 }, () => store.repairs.wake([{ by: "base_branch", repositoryId: 7, branch: "main" }], start))));
  expect(woken).toEqual(Array.from({ length: WORKERS * 5 }, () => 20));
});

test("a schema newer than the program is refused", async () => {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query("insert into schema_versions (version, migrated_at) values (99, 'later')");
  await client.end();
  await expect(openStore({ url, clock: stillClock })).rejects.toMatchObject({ code: "store-newer" });
});

test("a server that does not answer is a known fault", async () => {
  await expect(openStore({ url: "postgresql://regreen@127.0.0.1:1/none", clock: stillClock })).rejects.toMatchObject({ code: "store-unavailable" });
});
