/** Row E4: a worker takes only what it can, and what nobody takes is not lost in silence. */
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { systemClock as clock } from "../../src/adapters/clock/system-clock.ts";
import { systemRandomness as randomness } from "../../src/adapters/clock/system-randomness.ts";
import { openStore } from "../../src/adapters/store/open-store.ts";
import { after } from "../../src/core/identity/timestamp.ts";
import { close } from "../../src/core/repair/close.ts";
import { draft } from "../../src/core/repair/draft.ts";
import { resumed, standStill } from "../../src/core/repair/no-worker.ts";
import type { Repair, Step } from "../../src/core/repair/repair.ts";
import type { Log } from "../../src/ports/log.ts";
import type { Store } from "../../src/ports/store/store.ts";
import { startWorker } from "../../src/worker/start-worker.ts";
import { at, repairIn } from "../core/repair/a-repair.ts";

const log: Log = { debug() {}, info() {}, warn() {}, error() {} };
let store: Store;
let stop: AbortController;
let running: Promise<void>[];
beforeEach(async () => { store = await openStore({ path: ":memory:", clock }); stop = new AbortController(); running = []; });
afterEach(async () => { stop.abort(); await Promise.all(running); await store.close(); });

const repairAt = (step: Step, number: number): Repair => repairIn("THINK", { id: `fix_20261120_213000_aaa${number}` as Repair["id"], step, offer: null });

async function opened(repair: Repair, dueSecondsAgo: number): Promise<void> {
  await store.repairs.open([{ repair, due: after(clock.now(), -dueSecondsAgo), key: repair.id }], [], clock.now());
}

/** Gives the steps that the worker was given. */
function work(takes: readonly Step[]): Step[] {
  const taken: Step[] = [];
  const worker = startWorker({
    store, writer: null, clock, randomness, log, signal: stop.signal, takes, receive: () => Promise.reject(new Error("odd")), sweep: { everySeconds: 0.05, restSeconds: 600, stuckSeconds: 60 },
    steps: { take: ({ repair }) => { taken.push(repair.step); return Promise.resolve(close(draft(repair), { status: "closed", reason: "done", at: clock.now() })); }, stop: () => Promise.reject(new Error("odd")) },
  });
  running.push(worker.finished);
  return taken;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 20_000; !(await holds());) {
    if (Date.now() > deadline) throw new Error("waited in vain");
    await clock.sleep(0.01);
  }
}

const isClosed = ({ id }: Repair) => async (): Promise<boolean> => (await store.repairs.find(id))?.step === "closed";

test("each worker is given the steps that it takes, and no others", async () => {
  const repairs = [repairAt("diagnose", 1), repairAt("collect", 2), repairAt("gate", 3), repairAt("collect", 4)];
  for (const repair of repairs) await opened(repair, 1);
  const [collector, others] = [work(["collect"]), work(["diagnose", "gate"])];
  for (const repair of repairs) await until(isClosed(repair));
  expect([collector, others.toSorted()]).toEqual([["collect", "collect"], ["diagnose", "gate"]]);
});

test("a step that no worker takes is called so after a while, once in the ledger; the first worker that can, goes on with it", async () => {
  const [stuck, fresh] = [repairAt("collect", 1), repairAt("collect", 2)];
  await opened(stuck, 61);
  await opened(fresh, 1);
  work(["diagnose", "gate"]);
  await until(async () => (await store.repairs.find(stuck.id))?.held_by === "no_worker");
  expect(await store.repairs.find(stuck.id)).toMatchObject({ status: "waiting_approval", step: "collect", reason: "no worker takes the step collect: start one with `regreen serve --role worker --take collect`" });
  expect((await store.ledger.ofRepair(stuck.id)).filter(({ kind }) => kind === "stopped")).toHaveLength(1);
  expect(await store.repairs.find(fresh.id)).toMatchObject({ held_by: null });
  expect(work(["collect"])).toEqual([]);
  await until(isClosed(stuck));
  await until(isClosed(fresh));
});

test("what stood still goes on as it was", () => {
  const before = repairIn("THINK", { step: "collect", status: "planned" });
  const still = standStill(before, at);
  expect(still).toMatchObject({ due: at, entries: [{ kind: "stopped" }], repair: { status: "waiting_approval", held_by: "no_worker" } });
  expect(standStill(still.repair, at).entries).toEqual([]);
  expect(resumed(still.repair)).toEqual({ ...before, reason: still.repair.reason });
});
