/** A worker that takes a repair, keeps its lease by the heart-beat, and never ends: to be killed. Arguments: SQLite file, seconds of the lease. */
import { systemClock } from "../../../src/adapters/clock/system-clock.ts";
import { systemRandomness } from "../../../src/adapters/clock/system-randomness.ts";
import { openStore } from "../../../src/adapters/store/open-store.ts";
import { startWorker } from "../../../src/worker/start-worker.ts";

const [path = "", seconds = "3"] = process.argv.slice(2);
const store = await openStore({ path, clock: systemClock });
const forever = new Promise<never>(() => undefined);
startWorker({
  store, writer: null, clock: systemClock, randomness: systemRandomness, signal: new AbortController().signal, leaseSeconds: Number(seconds),
  receive: () => forever, steps: { take: () => { process.stdout.write("taken\n"); return forever; }, stop: () => forever },
  log: { debug() {}, info() {}, warn() {}, error() {} },
});
