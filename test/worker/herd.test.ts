/** Attack R12: what failed together comes back spread out, and never more of it at a time than there are slots. */
import { expect, test } from "@jest/globals";
import { systemClock } from "../../src/adapters/clock/system-clock.ts";
import { openStore } from "../../src/adapters/store/open-store.ts";
import { ignoring } from "../../src/core/event/admission.ts";
import { Fault } from "../../src/core/fault/fault.ts";
import { milliseconds } from "../../src/core/identity/timestamp.ts";
import { startWorker } from "../../src/worker/start-worker.ts";
import { chanceOf, randomnessOf } from "../simulation/random.ts";

const HERD = 200;
/** The worker handles so many deliveries at a time. */
const SLOTS = 16;

test("R12: two hundred deliveries that an outage threw back together come again over half a second, sixteen at a time at most, and all are admitted", async () => {
  const store = await openStore({ path: ":memory:", clock: systemClock });
  const stop = new AbortController();
  const pauses: number[] = [];
  const seen = new Set<string>();
  let [now, most] = [0, 0];
  await store.inbox.append(Array.from({ length: HERD }, (_, index) => ({ guid: `guid-${index}`, event: "ping", body: new TextEncoder().encode("{}"), receivedAt: systemClock.now(), installationId: 42 })));
  const worker = startWorker({
    store: { ...store, inbox: { ...store.inbox, postpone: (claimed, due, fault) => { pauses.push(milliseconds(due) - Date.now()); return store.inbox.postpone(claimed, due, fault); } } },
    async receive({ guid }) {
      most = Math.max(most, now += 1);
      await new Promise((resolve) => { setImmediate(resolve); });
      now -= 1;
      if (seen.has(guid)) return ignoring("ping: the webhook is connected");
      seen.add(guid);
      throw new Fault("github-unavailable");
    },
    steps: { take: () => Promise.reject(new Error("no repair is due")), stop: () => Promise.reject(new Error("no repair is due")) },
    writer: null, clock: systemClock, randomness: randomnessOf(chanceOf(12, 1)), log: { debug() {}, info() {}, warn() {}, error() {} }, signal: stop.signal,
  });
  worker.nudge();
  while ((await store.inbox.count()).waiting > 0) await new Promise((resolve) => { setTimeout(resolve, 20); });
  stop.abort();
  await worker.finished;
  await store.close();
  const inTenth = Array.from({ length: 10 }, (_, tenth) => pauses.filter((pause) => Math.min(9, Math.max(0, Math.floor((pause - 500) / 50))) === tenth).length);
  expect([pauses.length, most]).toEqual([HERD, SLOTS]);
  // Evenly, each tenth of the spread would have twenty of them.
  expect(Math.min(...inTenth)).toBeGreaterThanOrEqual(8);
  expect(Math.max(...inTenth)).toBeLessThanOrEqual(40);
});
