/** Attacks R05 and R07 on a working relay: never more than GitHub takes, whatever is asked for at once, and its word to wait outlives the process. */
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { systemRandomness as randomness } from "../../src/adapters/clock/system-randomness.ts";
import { openStore } from "../../src/adapters/store/open-store.ts";
import { after } from "../../src/core/identity/timestamp.ts";
import { close } from "../../src/core/repair/close.ts";
import { draft } from "../../src/core/repair/draft.ts";
import type { GitHubWriter } from "../../src/ports/github.ts";
import type { Log } from "../../src/ports/log.ts";
import type { Store } from "../../src/ports/store/store.ts";
import { startWorker } from "../../src/worker/start-worker.ts";
import { commentOf, opening, repairOf } from "../adapters/store/samples.ts";
import { createTravellingClock, type TravellingClock } from "../flow/travelling-clock.ts";

const log: Log = { debug() {}, info() {}, warn() {}, error() {} };
let clock: TravellingClock;
let store: Store;
let stop: AbortController;
let running: Promise<void>;
beforeEach(async () => { clock = createTravellingClock(); store = await openStore({ path: ":memory:", clock }); stop = new AbortController(); });
afterEach(async () => { stop.abort(); await running; await store.close(); });

/** When each write was sent, in milliseconds; one request each. */
function relay(): number[] {
  const sent: number[] = [];
  const writer: GitHubWriter = { async perform(_, effect, held) { await held?.(); sent.push(clock.milliseconds()); return { kind: "upsert_comment", comment_id: effect.kind.length }; } };
  const worker = startWorker({
    store, writer, clock, randomness, log, signal: stop.signal, receive: () => Promise.reject(new Error("odd")),
    steps: { take: ({ repair }) => Promise.resolve({ ...close(draft(repair), { status: "closed", reason: "done", at: clock.now() }), effects: [commentOf(repair, 1)] }), stop: () => Promise.reject(new Error("odd")) },
  });
  running = worker.finished;
  return sent;
}

async function until(holds: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 20_000; !holds();) {
    if (Date.now() > deadline) throw new Error("waited in vain");
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
}

async function ask(count: number): Promise<void> {
  await store.repairs.open(Array.from({ length: count }, (_, number) => { const repair = repairOf(number + 1); return opening({ ...repair, opened_at: clock.now() }); }), [], clock.now());
}

test("a hundred comments at once: eighty are sent, the rest when the minute is over, and none is lost", async () => {
  await ask(100);
  const sent = relay();
  await until(() => sent.length === 80);
  await new Promise((resolve) => { setTimeout(resolve, 300); });
  expect(sent).toHaveLength(80);
  for (let minute = 0; minute < 3; minute += 1) { clock.forward(40); await new Promise((resolve) => { setTimeout(resolve, 200); }); }
  await until(() => sent.length === 100);
  const most = Math.max(...sent.map((from) => sent.filter((at) => at >= from && at < from + 60_000).length));
  expect(most).toBeLessThanOrEqual(80);
});

test("GitHub's word to wait, told to an earlier process, holds for this one: nothing is sent before", async () => {
  await store.pace.pause(42, after(clock.now(), 60));
  await ask(3);
  const began = clock.milliseconds();
  const sent = relay();
  await new Promise((resolve) => { setTimeout(resolve, 300); });
  expect(sent).toEqual([]);
  clock.forward(75);
  await until(() => sent.length === 3);
  expect(Math.min(...sent) - began).toBeGreaterThanOrEqual(60_000);
});
