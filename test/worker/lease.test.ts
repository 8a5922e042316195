import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { systemClock } from "../../src/adapters/clock/system-clock.ts";
import { systemRandomness } from "../../src/adapters/clock/system-randomness.ts";
import { openStore } from "../../src/adapters/store/open-store.ts";
import { Fault } from "../../src/core/fault/fault.ts";
import { after } from "../../src/core/identity/timestamp.ts";
import { close } from "../../src/core/repair/close.ts";
import { draft } from "../../src/core/repair/draft.ts";
import { openRepair } from "../../src/core/repair/open-repair.ts";
import type { Repair } from "../../src/core/repair/repair.ts";
import type { Log } from "../../src/ports/log.ts";
import type { Store } from "../../src/ports/store/store.ts";
import { startWorker, type Worker } from "../../src/worker/start-worker.ts";
import type { Steps } from "../../src/worker/work.ts";
import { repairIn } from "../core/repair/a-repair.ts";

const [clock, randomness] = [systemClock, systemRandomness];
let store: Store;
let stop: AbortController;
let lines: string[];
beforeEach(async () => {
  store = await openStore({ path: ":memory:", clock });
  stop = new AbortController();
  lines = [];
});
// A test that fails leaves its worker running, and with it the process.
afterEach(() => { stop.abort(); return store.close(); });

const note = (_: unknown, message: string): void => { lines.push(message); };
const log: Log = { debug: note, info: note, warn: note, error: note };

function work(steps: Partial<Steps>, leaseSeconds = 30): Worker {
  const ending: Steps = { take: ({ repair }) => Promise.resolve(ended(repair)), stop: ({ repair }, { reason }) => Promise.resolve(ended(repair, reason)) };
  return startWorker({ store, steps: { ...ending, ...steps }, receive: () => Promise.reject(new Error("odd")), writer: null, clock, randomness, log, signal: stop.signal, leaseSeconds });
}

const ended = (repair: Repair, reason = "done"): ReturnType<typeof close> => close(draft(repair), { status: "closed", reason, at: clock.now() });

async function opened(number = 1): Promise<Repair> {
  const subject = { ...repairIn(null).subject, source: { kind: "check_run", check_run_id: number, name: "lint" } as const };
  const { opened: one, entry } = openRepair(subject, { at: clock.now(), seed: `seed${number}` });
  await store.repairs.open([one], [entry], clock.now());
  return one.repair;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 30_000; !(await holds());) {
    if (Date.now() > deadline) throw new Error(`not reached; said: ${lines.join("; ")}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const isClosed = (id: Repair["id"]) => async (): Promise<boolean> => (await store.repairs.find(id))?.step === "closed";

describe("a lease", () => {
  test("is renewed for as long as the step takes", async () => {
    const { id } = await opened();
    let taken = 0;
    const worker = work({ take: async ({ repair }) => { taken += 1; await clock.sleep(2.5); return ended(repair); } }, 1);
    await until(isClosed(id));
    expect(taken).toBe(1);
    stop.abort();
    await worker.finished;
  });

  test("lost in the middle tells the step, and its decision is refused", async () => {
    const { id } = await opened();
    let told = false;
    const worker = work({
      async take({ repair }, lost) {
        // Another worker, whose clock says that the lease is over, takes the repair and closes it.
        const [other] = await store.repairs.claim({ holder: "other", now: after(clock.now(), 60), seconds: 30, most: 1 });
        if (other !== undefined) await store.repairs.commit(other, ended(other.repair, "by the other"), clock.now());
        await clock.sleep(2, lost);
        told = lost.aborted;
        return ended(repair, "by me");
      },
    }, 0.15);
    await until(async () => Promise.resolve(lines.includes("the lease was lost: nothing was written")));
    expect([told, (await store.repairs.find(id))?.reason]).toEqual([true, "by the other"]);
    stop.abort();
    await worker.finished;
  });
});

test("Q09: a poisoned repair is set aside, and the others go on", async () => {
  const [poisoned, healthy] = [await opened(1), await opened(2)];
  let attempts = 0;
  const steps: Partial<Steps> = {
    take({ repair }) {
      if (repair.id !== poisoned.id) return Promise.resolve(ended(repair));
      attempts += 1;
      return Promise.reject(attempts < 3 ? new Fault("github-conflict", { retryAfterSeconds: 0 }) : new Fault("github-invalid", { detail: "poison" }));
    },
  };
  const worker = work(steps);
  await until(isClosed(healthy.id));
  await until(isClosed(poisoned.id));
  expect([attempts, (await store.repairs.find(poisoned.id))?.reason]).toEqual([3, expect.stringContaining("poison")]);
  stop.abort();
  await worker.finished;
});

test("a delivery that cannot be received is given back, and keeps its fault", async () => {
  const worker = work({});
  await store.inbox.append([{ guid: "one", event: "push", body: Buffer.from("{}"), receivedAt: clock.now(), installationId: 42 }]);
  worker.nudge();
  await until(async () => Promise.resolve(lines.includes("delivery not received")));
  expect(await store.inbox.count()).toMatchObject({ waiting: 1, dead: 0 });
  stop.abort();
  await worker.finished;
});

test("two workers on one store take each step once", async () => {
  const repairs = await Promise.all(Array.from({ length: 30 }, (_, index) => opened(index + 1)));
  const taken: string[] = [];
  const steps: Partial<Steps> = { take: async ({ repair }) => { taken.push(repair.id); await clock.sleep(0.005); return ended(repair); } };
  const workers = [work(steps), work(steps)];
  for (const { id } of repairs) await until(isClosed(id));
  expect(taken.toSorted()).toEqual(repairs.map(({ id }) => id).toSorted());
  stop.abort();
  await Promise.all(workers.map(({ finished }) => finished));
});

test("a repair that rests unwoken is looked at again by the sweep", async () => {
  const { id } = await opened();
  let looks = 0;
  const take: Steps["take"] = ({ repair }) => { looks += 1; return Promise.resolve(looks === 1 ? draft(repair) : ended(repair)); };
  const worker = startWorker({
    store, steps: { take, stop: () => Promise.reject(new Error("odd")) }, receive: () => Promise.reject(new Error("odd")), writer: null, clock, randomness, log, signal: stop.signal,
    sweep: { everySeconds: 0.05, restSeconds: 0, stuckSeconds: 600 },
  });
  await until(isClosed(id));
  expect(looks).toBe(2);
  stop.abort();
  await worker.finished;
});

test("stopping finishes the step in flight, and claims nothing more", async () => {
  const first = await opened(1);
  let started = false;
  const worker = work({ take: async ({ repair }) => { started = true; await clock.sleep(0.1); return ended(repair); } });
  await until(async () => Promise.resolve(started));
  stop.abort();
  const late = await opened(2);
  await worker.finished;
  expect([(await store.repairs.find(first.id))?.step, (await store.repairs.find(late.id))?.step]).toEqual(["closed", "diagnose"]);
});

test("without a writer nothing leaves the outbox: the relay is not started", async () => {
  const { id } = await opened();
  const effect = { key: "k", repository: repairIn(null).subject.repository, effect: { kind: "upsert_issue", marker: "m", title: "t", body: "b", labels: [], state: "open" } } as const;
  const worker = work({ take: ({ repair }) => Promise.resolve({ ...ended(repair), effects: [{ ...effect, effect: { ...effect.effect, labels: [] } }] }) });
  await until(isClosed(id));
  await clock.sleep(0.1);
  expect(await store.outbox.count()).toMatchObject({ waiting: 1, done: 0 });
  stop.abort();
  await worker.finished;
});
