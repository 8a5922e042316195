/** The ledger is anchored also where no evidence is stored: every so often a signed checkpoint goes to the log. */
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { systemClock } from "../../src/adapters/clock/system-clock.ts";
import { systemRandomness } from "../../src/adapters/clock/system-randomness.ts";
import { createNotary } from "../../src/adapters/notary/create-notary.ts";
import { generateKey } from "../../src/adapters/notary/key-file.ts";
import { openStore } from "../../src/adapters/store/open-store.ts";
import { Checkpoint } from "../../src/core/ledger/checkpoint.ts";
import { verifyLedger } from "../../src/core/ledger/verify-ledger.ts";
import type { Log } from "../../src/ports/log.ts";
import type { Store } from "../../src/ports/store/store.ts";
import { startWorker } from "../../src/worker/start-worker.ts";
import { draftOf, repairOf } from "../adapters/store/samples.ts";

let store: Store;
let stop: AbortController;
beforeEach(async () => {
  store = await openStore({ path: ":memory:", clock: systemClock });
  stop = new AbortController();
});
// A test that fails leaves its worker running, and with it the process.
afterEach(() => { stop.abort(); return store.close(); });

test("what was sworn to is signed within the time, once, and not again while nothing is sworn to", async () => {
  const signed: Checkpoint[] = [];
  const note = (fields: object, message: string): void => { if (message === "ledger checkpoint" && "checkpoint" in fields) signed.push(Checkpoint.parse(fields.checkpoint)); };
  const log: Log = { debug: note, info: note, warn: note, error: note };
  const never = (): Promise<never> => Promise.reject(new Error("not asked"));
  await store.ledger.append([draftOf(repairOf(1), "repair_opened"), draftOf(repairOf(1), "stopped")]);
  const worker = startWorker({
    store, steps: { take: never, stop: never }, receive: never, writer: null, notary: createNotary(generateKey()), clock: systemClock, randomness: systemRandomness, log, signal: stop.signal, checkpointSeconds: 0.02,
  });
  for (const deadline = Date.now() + 5000; signed.length === 0 && Date.now() < deadline;) await systemClock.sleep(0.01);
  await systemClock.sleep(0.15);
  stop.abort();
  await worker.finished;
  expect(signed.map(({ seq }) => seq)).toEqual([2]);
  expect(await verifyLedger(store.ledger.read(1), signed[0] ?? null)).toMatchObject({ holds: true, entries: 3 });
  expect(await store.ledger.latestCheckpoint()).toMatchObject({ seq: 3, repo: null, payload: { seq: 2, to: "log" } });
});
