/**
 * Attacks Q10 and Q12: one installation's backlog of 100,000 deliveries is drained while another one's arrive one by one; how long those wait, from the door to
 * their admission, and how much memory it takes.
 */
import { join } from "node:path";
import { systemClock } from "../../src/adapters/clock/system-clock.ts";
import { systemRandomness } from "../../src/adapters/clock/system-randomness.ts";
import { openStore } from "../../src/adapters/store/open-store.ts";
import type { Store } from "../../src/ports/store/store.ts";
import { receiveDelivery } from "../../src/worker/receive-delivery.ts";
import { startWorker } from "../../src/worker/start-worker.ts";
import { atLeast, atMost, type Bench } from "./bench.ts";
import { inScratch } from "./scratch.ts";
import { amount } from "./smoke.ts";
import { quantile } from "./statistics.ts";

const BACKLOG = amount(100_000, 500);
const AT_ONCE = 500;
const MILLISECONDS_BETWEEN = amount(50, 5);
const megabyte = 1024 * 1024;

/** As GitHub sends them most: a run that ended well. */
const body = new TextEncoder().encode(JSON.stringify({
  action: "completed", repository: { id: 7, full_name: "octo/hello", default_branch: "main" }, installation: { id: 42 },
  workflow_run: { id: 900, run_attempt: 1, path: ".github/workflows/ci.yml", event: "pull_request_target", display_title: "change", conclusion: "success", head_sha: "a".repeat(40), head_branch: "topic", head_repository: { id: 8 }, pull_requests: [] },
}));

const delivery = (guid: string, installationId: number) => ({ guid, event: "workflow_run", body: body.slice(), receivedAt: systemClock.now(), installationId });

async function fill(store: Store): Promise<void> {
  for (let from = 0; from < BACKLOG; from += AT_ONCE) await store.inbox.append(Array.from({ length: AT_ONCE }, (_, index) => delivery(`late-${from + index}`, 1)));
}

/** The other installation's deliveries come one by one; each is timed by the log line of its admission. */
async function drain(store: Store): Promise<{ readonly waits: readonly number[]; readonly seconds: number; readonly grown: number }> {
  const [stop, asked, waits] = [new AbortController(), new Map<string, number>(), [] as number[]];
  let settled = 0;
  const admitted = (fields: Readonly<Record<string, unknown>>): void => {
    const since = asked.get(String(fields["delivery"]));
    if (since === undefined) settled += 1;
    else waits.push(performance.now() - since);
  };
  const before = process.memoryUsage().rss;
  let most = before;
  const begun = performance.now();
  const worker = startWorker({
    store, writer: null, receive: receiveDelivery({ clock: systemClock, randomness: systemRandomness }), clock: systemClock, randomness: systemRandomness, signal: stop.signal,
    steps: { take: () => Promise.reject(new Error("no repair is due")), stop: () => Promise.reject(new Error("no repair is due")) },
    log: { debug() {}, info: admitted, warn() {}, error() {} },
  });
  for (let number = 0; settled < BACKLOG; number += 1) {
    const guid = `prompt-${number}`;
    asked.set(guid, performance.now());
    await store.inbox.append([delivery(guid, 2)]);
    worker.nudge();
    await systemClock.sleep(MILLISECONDS_BETWEEN / 1000);
    most = Math.max(most, process.memoryUsage().rss);
  }
  const seconds = (performance.now() - begun) / 1000;
  while (waits.length < asked.size) await systemClock.sleep(0.01);
  stop.abort();
  await worker.finished;
  return { waits, seconds, grown: (most - before) / megabyte };
}

export const bench: Bench = {
  name: "Backlog of one installation, another one beside it",
  run: () => inScratch(async (folder) => {
    const store = await openStore({ path: join(folder, "store.db"), clock: systemClock });
    await fill(store);
    const { waits, seconds, grown } = await drain(store);
    if ((await store.inbox.count()).waiting !== 0) throw new Error("something still waits");
    await store.close();
    const note = `${waits.length} deliveries beside a backlog of ${BACKLOG.toLocaleString("en")}; durable SQLite`;
    return [
      atMost("the other installation's deliveries, door to admission, p95", quantile(waits, 0.95) / 1000, { most: 2, unit: "s", note }),
      { what: "the same, p50", value: quantile(waits, 0.5) / 1000, unit: "s" },
      atLeast("backlog drained", BACKLOG / seconds, { least: 500, unit: "deliveries/s" }),
      atMost("memory that the draining takes", grown, { most: 150, unit: "MB", note: "resident, above what the process had before" }),
    ];
  }),
};
