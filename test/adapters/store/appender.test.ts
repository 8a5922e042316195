/** Deliveries are stored on a thread of their own: it may die, it may be slow, and nothing that was acknowledged is lost. */
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Connection from "better-sqlite3";
import { openStore } from "../../../src/adapters/store/open-store.ts";
import { Appender } from "../../../src/adapters/store/sqlite/appender.ts";
import { gateMemory, MainGate, ThreadGate } from "../../../src/adapters/store/sqlite/write-gate.ts";
import { verifyChain } from "../../../src/core/ledger/verify-chain.ts";
import type { LedgerEntry } from "../../../src/core/ledger/entry.ts";
import type { Store } from "../../../src/ports/store/store.ts";
import { deliveryOf, draftOf, repairOf, request, stillClock } from "./samples.ts";

let folder = "";
let path = "";
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "regreen-appender-"));
  path = join(folder, "store.db");
  store = await openStore({ path, clock: stillClock });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

test("a body comes out of the thread as it went in, whether it was handed over or copied", async () => {
  const whole = Buffer.from(new Uint8Array(30_000).fill(7).buffer);
  const part = Buffer.from("a part of a larger piece of memory");
  expect(await store.inbox.append([deliveryOf(1, { body: whole }), deliveryOf(2, { body: part })])).toEqual(["stored", "stored"]);
  expect(whole.length).toBe(0);
  expect(part.toString()).toBe("a part of a larger piece of memory");
  const [one, two] = await store.inbox.claim(request({ most: 2 }));
  expect(Buffer.from(one?.delivery.body ?? []).equals(Buffer.alloc(30_000, 7))).toBe(true);
  expect(Buffer.from(two?.delivery.body ?? []).toString()).toBe("a part of a larger piece of memory");
});

test("a body that was handed over before is refused, never stored empty", async () => {
  const body = Buffer.from(new Uint8Array(30_000).buffer);
  await store.inbox.append([deliveryOf(1, { body })]);
  await expect(store.inbox.append([deliveryOf(2, { body })])).rejects.toThrow("was handed over before");
  expect(await store.inbox.count()).toMatchObject({ waiting: 1 });
});

test("appends and steps at the same time leave one chain and every delivery", async () => {
  for (let round = 0; round < 20; round += 1) {
    await Promise.all([store.inbox.append([deliveryOf(round)]), store.ledger.append([draftOf(repairOf(1), "stopped")]), store.inbox.append([deliveryOf(100 + round)])]);
  }
  const entries: LedgerEntry[] = [];
  for await (const entry of store.ledger.read(1)) entries.push(entry);
  expect(verifyChain(entries)).toMatchObject({ holds: true });
  expect(entries).toHaveLength(20);
  expect(await store.inbox.count()).toMatchObject({ waiting: 40 });
});

test("a store closed while it appends has stored what it was asked for", async () => {
  const asked = store.inbox.append([deliveryOf(1)]);
  await store.close();
  expect(await asked).toEqual(["stored"]);
  store = await openStore({ path, clock: stillClock });
  expect(await store.inbox.count()).toMatchObject({ waiting: 1 });
});

test("a database that another process holds keeps the thread waiting, not this one", async () => {
  await store.inbox.append([deliveryOf(1)]);
  const other = new Connection(path);
  other.exec("begin immediate");
  const asked = store.inbox.append([deliveryOf(2)]);
  const before = performance.now();
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(performance.now() - before).toBeLessThan(300);
  other.exec("commit");
  other.close();
  expect(await asked).toEqual(["stored"]);
});

test("when the thread dies, what it had not acknowledged is refused, what it had stands, and the next append starts another", async () => {
  const gate = gateMemory();
  const appender = new Appender({ path, gate });
  expect(await appender.append([deliveryOf(1)])).toEqual(["stored"]);
  // The thread waits at the gate, and dies there.
  const main = new MainGate(gate);
  expect(main.enter()).toBeNull();
  const lost = appender.append([deliveryOf(2)]);
  await Promise.all([expect(lost).rejects.toMatchObject({ code: "store-unavailable" }), appender.kill()]);
  main.leave();
  expect(await appender.append([deliveryOf(1), deliveryOf(3)])).toEqual(["duplicate", "stored"]);
  await appender.close();
});

test("a thread that cannot open its database refuses, and does so again", async () => {
  const appender = new Appender({ path: join(folder, "nothing", "\u0000"), gate: gateMemory() });
  for (const number of [1, 2]) await expect(appender.append([deliveryOf(number)])).rejects.toMatchObject({ code: "store-unavailable" });
});

test("a gate that a dead thread held opens again", async () => {
  const memory = gateMemory();
  const [main, thread] = [new MainGate(memory), new ThreadGate(memory)];
  thread.enter();
  const waiting = main.enter();
  expect(waiting).not.toBeNull();
  main.forgetThread();
  await waiting;
  expect(main.enter()).toBeNull();
});
