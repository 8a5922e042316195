/**
 * One life of a worker on a store and a GitHub that are files: it dies by SIGKILL at the n-th thing that it does, before or after that thing is done, or ends when
 * the offer has its check.
 */
import { join } from "node:path";
import { systemClock } from "../../src/adapters/clock/system-clock.ts";
import { steadyTime } from "../../src/adapters/clock/steady-clock.ts";
import { timestamp } from "../../src/core/identity/timestamp.ts";
import type { Clock } from "../../src/ports/clock.ts";
import type { Store } from "../../src/ports/store/store.ts";
import { openBenchTop, type BenchTop } from "./bench-top.ts";
import { endFixJob, failOn, runCompleted } from "./red-repository.ts";
import { fileCell, type Cell } from "./scripted-github.ts";

/** `point`: `<n>:before` or `<n>:after`; `none` lives on. `url` of a database instead of the file; empty: the file. */
export interface Life { readonly folder: string; readonly point: string; readonly url: string }

type Dying = <T>(work: () => Promise<T>) => Promise<T>;

/** Dies before or after the work, when its number comes up. A claim that finds nothing does nothing. */
function dyingAt(point: string): Dying {
  const [numberText = "0", when = "before"] = point.split(":");
  let left = point === "none" ? Infinity : Number(numberText);
  return async (work) => {
    left -= 1;
    const mine = left === 0;
    if (mine && when === "before") process.kill(process.pid, "SIGKILL");
    const result = await work();
    if (mine) process.kill(process.pid, "SIGKILL");
    return result;
  };
}

function wrap(store: Store, doomed: Dying): Store {
  // A claim counts once something was claimed: it dies with the lease in its hands.
  const claiming = async <T>(work: () => Promise<readonly T[]>): Promise<readonly T[]> => {
    const claimed = await work();
    return claimed.length === 0 ? claimed : doomed(() => Promise.resolve(claimed));
  };
  return {
    ...store,
    close: () => store.close(),
    inbox: { ...store.inbox, claim: (...all) => claiming(() => store.inbox.claim(...all)), admit: (...all) => doomed(() => store.inbox.admit(...all)), append: (...all) => doomed(() => store.inbox.append(...all)) },
    repairs: { ...store.repairs, claim: (...all) => claiming(() => store.repairs.claim(...all)), commit: (...all) => doomed(() => store.repairs.commit(...all)) },
    outbox: { ...store.outbox, claim: (...all) => claiming(() => store.outbox.claim(...all)), settle: (...all) => doomed(() => store.outbox.settle(...all)), unfinished: (...all) => doomed(() => store.outbox.unfinished(...all)) },
    evidence: { ...store.evidence, contents: (...all) => doomed(() => store.evidence.contents(...all)) },
  };
}

/** Longer than a lease: told more often, the deliveries alone would use up a life while the lease of the one before it runs out, and no story would get on. */
const TELL_AGAIN_MS = 300;

/** A clock takes the machine's time when it is made, and follows it slowly: one made with the snapshot would begin each life at the same moment, before what the lives before it left. */
function clockOfThisLife(): Clock {
  const time = steadyTime({ wall: Date.now, monotonic: () => performance.now() });
  return { ...systemClock, now: () => timestamp(time()) };
}

export async function live({ folder, point, url }: Life): Promise<void> {
  const cell = fileCell(join(folder, "github.json"));
  const doomed = dyingAt(point);
  if (cell.read().runs.length === 0) failOn(cell);
  const top = await openBenchTop({
    cell, clock: clockOfThisLife(), wrap: (store) => wrap(store, doomed), leaseSeconds: 0.2, ...(url === "" ? { path: join(folder, "store.sqlite") } : { url }),
    writer: (writer) => ({ perform: (repository, effect) => doomed(() => writer.perform(repository, effect)) }),
  });
  await top.tell("workflow_run", runCompleted(cell, 900), "failed");
  let toldAt = -Infinity;
  while (!(await isOver(cell, top))) {
    const fix = await endedFix(cell);
    if (fix !== null && performance.now() - toldAt > TELL_AGAIN_MS) {
      await top.tell("workflow_run", runCompleted(cell, fix), "fixed");
      toldAt = performance.now();
    }
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
  await top.close();
}

async function isOver(cell: Cell, { store }: BenchTop): Promise<boolean> {
  return cell.read().writes.some((write) => write.startsWith("check")) && (await store.outbox.count()).waiting === 0;
}

/** The rest of the world: the fix job ends. Its run's id; null while none has been dispatched. */
async function endedFix(cell: Cell): Promise<number | null> {
  if (cell.read().runs.some(({ status }) => status === "queued")) await endFixJob(cell);
  return cell.read().runs.find(({ event, status }) => event === "workflow_dispatch" && status === "completed")?.id ?? null;
}
