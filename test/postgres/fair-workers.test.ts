/** Attack Q10 on several workers over one PostgreSQL: whoever fills the queue does not hold up the others. */
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { systemClock as clock } from "../../src/adapters/clock/system-clock.ts";
import { systemRandomness as randomness } from "../../src/adapters/clock/system-randomness.ts";
import { openStore } from "../../src/adapters/store/open-store.ts";
import { ignoring } from "../../src/core/event/admission.ts";
import { close } from "../../src/core/repair/close.ts";
import { draft } from "../../src/core/repair/draft.ts";
import type { Log } from "../../src/ports/log.ts";
import type { Store } from "../../src/ports/store/store.ts";
import { startWorker } from "../../src/worker/start-worker.ts";
import { deliveryOf, opening, repairOf } from "../adapters/store/samples.ts";
import { emptyDatabase } from "./empty-database.ts";

const WORKERS = 3;
let url = "";
let drop = async (): Promise<void> => undefined;
let stores: Store[] = [];
beforeEach(async () => {
  ({ url, drop } = await emptyDatabase());
  stores = await Promise.all(Array.from({ length: WORKERS + 1 }, () => openStore({ url, clock })));
});
afterEach(async () => {
  await Promise.all(stores.map((store) => store.close()));
  await drop();
});

/** Seconds that each item of the second installation waited, while those of the first were worked on. */
async function waitsBeside(told: (fields: Readonly<Record<string, unknown>>) => string, ask: (door: Store, number: number) => Promise<string>): Promise<readonly number[]> {
  const [asked, waits, stop] = [new Map<string, number>(), [] as number[], new AbortController()];
  const note: Log["info"] = (fields) => { const since = asked.get(told(fields)); if (since !== undefined) waits.push((performance.now() - since) / 1000); };
  const log: Log = { debug() {}, info: note, warn() {}, error() {} };
  const [door, ...others] = stores;
  if (door === undefined) throw new Error("no store");
  const workers = others.map((store) => startWorker({
    store, writer: null, clock, randomness, log, signal: stop.signal, receive: () => Promise.resolve(ignoring("nothing to do")),
    steps: { take: async ({ repair }) => { await clock.sleep(0.02); return close(draft(repair), { status: "closed", reason: "done", at: clock.now() }); }, stop: () => Promise.reject(new Error("odd")) },
  }));
  for (let number = 0; number < 60; number += 1) {
    const key = await ask(door, number);
    asked.set(key, performance.now());
    await clock.sleep(0.05);
  }
  for (const deadline = Date.now() + 30_000; waits.length < asked.size && Date.now() < deadline;) await clock.sleep(0.02);
  stop.abort();
  await Promise.all(workers.map(({ finished }) => finished));
  expect(waits).toHaveLength(60);
  return waits.toSorted((one, other) => one - other);
}

test("twenty thousand deliveries of one installation, and more as they are worked off: another one's are admitted within two seconds", async () => {
  let [sent, fewest] = [0, Infinity];
  const send = async (count: number): Promise<void> => {
    for (const end = sent + count; sent < end; sent += 500) await stores[0]?.inbox.append(Array.from({ length: 500 }, (_, index) => deliveryOf(sent + index, { installationId: 1, receivedAt: clock.now() })));
  };
  await send(20_000);
  const waits = await waitsBeside(({ delivery }) => String(delivery), async (door, number) => {
    const { waiting } = await door.inbox.count();
    fewest = Math.min(fewest, waiting);
    if (waiting < 10_000) await send(1_000);
    const delivery = deliveryOf(1_000_000 + number, { installationId: 2, receivedAt: clock.now() });
    await door.inbox.append([delivery]);
    return delivery.guid;
  });
  expect(waits[Math.floor(waits.length * 0.95)]).toBeLessThan(2);
  expect(fewest).toBeGreaterThan(0);
});

test("three thousand repairs of one installation: another one's are taken within two seconds", async () => {
  const ofInstallation = (number: number, installation: number) => {
    const repair = repairOf(number);
    return opening({ ...repair, opened_at: clock.now(), subject: { ...repair.subject, repository: { ...repair.subject.repository, id: installation, installation_id: installation } } });
  };
  await stores[0]?.repairs.open(Array.from({ length: 3_000 }, (_, number) => ofInstallation(number, 1)), [], clock.now());
  const waits = await waitsBeside(({ repair }) => String(repair), async (door, number) => {
    const opened = ofInstallation(9_000 + number, 2);
    await door.repairs.open([opened], [], clock.now());
    return opened.repair.id;
  });
  expect(waits[Math.floor(waits.length * 0.95)]).toBeLessThan(2);
});
