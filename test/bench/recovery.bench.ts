/** From the SIGKILL of the worker that holds a repair until another one has it in hand; the lease is all that is waited for. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { systemClock } from "../../src/adapters/clock/system-clock.ts";
import { systemRandomness } from "../../src/adapters/clock/system-randomness.ts";
import { openStore } from "../../src/adapters/store/open-store.ts";
import { close } from "../../src/core/repair/close.ts";
import { draft } from "../../src/core/repair/draft.ts";
import { startWorker } from "../../src/worker/start-worker.ts";
import { opening, repairOf, start } from "../adapters/store/samples.ts";
import { atMost, type Bench } from "./bench.ts";
import { inScratch } from "./scratch.ts";
import { rounds } from "./smoke.ts";
import { median } from "./statistics.ts";

const ROUNDS = rounds(5);
const LEASE_SECONDS = 3;

async function holder(path: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", join(import.meta.dirname, "recovery/lease-holder.ts"), path, String(LEASE_SECONDS)], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout ?? child, "data");
  // Somewhere between two heart-beats.
  await systemClock.sleep(LEASE_SECONDS / 2);
  return child;
}

async function recovery(path: string): Promise<number> {
  const store = await openStore({ path, clock: systemClock });
  await store.repairs.open([opening(repairOf(1))], [], start);
  const child = await holder(path);
  const stop = new AbortController();
  const taken = Promise.withResolvers<number>();
  const steps = { take: async ({ repair }: Parameters<Parameters<typeof startWorker>[0]["steps"]["take"]>[0]) => { taken.resolve(performance.now()); return Promise.resolve(close(draft(repair), { status: "closed" as const, reason: "done", at: systemClock.now() })); }, stop: () => Promise.reject(new Error("not stopped")) };
  const worker = startWorker({ store, writer: null, steps, receive: () => Promise.reject(new Error("none")), clock: systemClock, randomness: systemRandomness, log: { debug() {}, info() {}, warn() {}, error() {} }, signal: stop.signal, leaseSeconds: LEASE_SECONDS });
  const killed = performance.now();
  child.kill("SIGKILL");
  const seconds = ((await taken.promise) - killed) / 1000;
  stop.abort();
  await worker.finished;
  await store.close();
  return seconds;
}

export const bench: Bench = {
  name: "Recovery after a kill",
  run: () => inScratch(async (folder) => {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) times.push(await recovery(join(folder, `${round}.db`)));
    const note = `lease of ${LEASE_SECONDS} s (a serving worker's is 30 s), SQLite`;
    return [
      atMost("from the kill until another worker has the repair, median", median(times) / LEASE_SECONDS, { most: 1.5, unit: "× the lease", note }),
      atMost("the same, slowest", Math.max(...times) / LEASE_SECONDS, { most: 1.5, unit: "× the lease", note }),
    ];
  }),
};
