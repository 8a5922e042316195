/**
 * A process that is killed: `node crash-child.ts <database> <acknowledgements> <round> <write> <before|after>`. It takes deliveries through inbox, repair
 * and outbox, writes down each acknowledged write (synced), and kills itself right before or right after the write with that number.
 */
import { appendFileSync } from "node:fs";
import { openStore } from "../../../src/adapters/store/open-store.ts";
import type { Store } from "../../../src/ports/store/store.ts";
import { commentOf, decisionOf, deliveryOf, draftOf, later, opening, repairOf, request, wallClock } from "./samples.ts";

const [database = "", acknowledgements = "", roundText = "0", writeText = "0", moment = "before"] = process.argv.slice(2);
const round = Number(roundText);
const now = later(round * 60);
const holder = `worker-${round}`;
let writes = 0;

async function acknowledged<Result>(what: (result: Result) => string | null, write: () => Promise<Result>): Promise<Result> {
  writes += 1;
  if (writes === Number(writeText) && moment === "before") process.kill(process.pid, "SIGKILL");
  const result = await write();
  if (writes === Number(writeText) && moment === "after") process.kill(process.pid, "SIGKILL");
  const word = what(result);
  if (word !== null) appendFileSync(acknowledgements, `${word}\n`, { flush: true });
  return result;
}

const numberOf = (id: string): number => Number(id.slice(-4));

async function admitAll(store: Store): Promise<void> {
  for (const claimed of await acknowledged(() => null, () => store.inbox.claim(request({ now, holder, most: 100 })))) {
    const repair = repairOf(numberOf(claimed.delivery.guid));
    const admission = { opens: [opening(repair)], wakes: [], entries: [draftOf(repair, "repair_opened")], ignored: null };
    await acknowledged(() => `repair_opened ${repair.id}`, () => store.inbox.admit(claimed, admission, now));
  }
}

async function stepAll(store: Store): Promise<void> {
  for (const claimed of await acknowledged(() => null, () => store.repairs.claim(request({ now, holder, most: 100 })))) {
    const { repair } = claimed;
    if (repair.step !== "diagnose") { await store.repairs.commit(claimed, decisionOf({ ...repair, step: "closed" }), now); continue; }
    const decision = decisionOf({ ...repair, step: "collect", phase: "PLAN" }, { entries: [draftOf(repair, "phase_entered")], effects: [commentOf(repair, 1)] });
    await acknowledged(() => `phase_entered ${repair.id}`, () => store.repairs.commit(claimed, decision, now));
  }
}

async function relayAll(store: Store): Promise<void> {
  for (const claimed of await acknowledged(() => null, () => store.outbox.claim(request({ now, holder, most: 100 })))) {
    await acknowledged(() => `effect_done ${claimed.repairId}`, () => store.outbox.settle(claimed, { kind: "upsert_comment", comment_id: 1 }, now));
  }
}

const store = await openStore({ path: database, clock: wallClock });
await acknowledged(() => `delivery ${repairOf(round).id}`, () => store.inbox.append([deliveryOf(round)]));
await admitAll(store);
await stepAll(store);
await relayAll(store);
await stepAll(store);
await store.close();
