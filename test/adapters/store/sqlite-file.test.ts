/** Row Q13 and the schema's version: a database that could be another's, or of another time, is refused before anything is read. */
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import Connection from "better-sqlite3";
import { chmodSync, linkSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../../../src/adapters/store/open-store.ts";
import { row, statement } from "../../../src/adapters/store/script.ts";
import { openSqlite } from "../../../src/adapters/store/sqlite/open-sqlite.ts";
import type { Store } from "../../../src/ports/store/store.ts";
import { deliveryOf, stillClock } from "./samples.ts";

let folder = "";
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), "regreen-store-")); });
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });
const open = (name = "store.db"): Promise<Store> => openStore({ path: join(folder, name), clock: stillClock });
const unsafe = { code: "store-unsafe" };

test("the file and its folder are made for the owner alone", async () => {
  const store = await open("state/regreen/store.db");
  await store.inbox.append([deliveryOf(1)]);
  expect(statSync(join(folder, "state/regreen")).mode & 0o777).toBe(0o700);
  for (const name of ["store.db", "store.db-wal", "store.db-shm"]) expect(statSync(join(folder, "state/regreen", name)).mode & 0o777).toBe(0o600);
  await store.close();
});

test("what was stored is there when the store is opened again", async () => {
  const store = await open();
  await store.inbox.append([deliveryOf(1)]);
  await store.close();
  const again = await open();
  expect(await again.inbox.append([deliveryOf(1)])).toEqual(["duplicate"]);
  await again.close();
});

test("a symbolic link is refused as database, and as its folder", async () => {
  writeFileSync(join(folder, "real"), "", { mode: 0o600 });
  symlinkSync(join(folder, "real"), join(folder, "store.db"));
  await expect(open()).rejects.toMatchObject(unsafe);
  mkdirSync(join(folder, "place"), { mode: 0o700 });
  symlinkSync(join(folder, "place"), join(folder, "link"));
  await expect(open("link/store.db")).rejects.toMatchObject(unsafe);
});

test("a symbolic link in the place of the write-ahead log is refused", async () => {
  symlinkSync(join(folder, "elsewhere"), join(folder, "store.db-wal"));
  await expect(open()).rejects.toMatchObject(unsafe);
});

test("a folder that anyone may write to is refused", async () => {
  chmodSync(folder, 0o777);
  await expect(open()).rejects.toMatchObject({ ...unsafe, message: expect.stringContaining("anyone may write") });
});

test.each([0o644, 0o660, 0o606])("a database with mode %s is refused", async (mode) => {
  writeFileSync(join(folder, "store.db"), "");
  chmodSync(join(folder, "store.db"), mode);
  await expect(open()).rejects.toMatchObject({ ...unsafe, message: expect.stringContaining("others may read or write") });
});

test("a database with a second name, a folder in its place: refused", async () => {
  writeFileSync(join(folder, "one.db"), "", { mode: 0o600 });
  linkSync(join(folder, "one.db"), join(folder, "two.db"));
  await expect(open("one.db")).rejects.toMatchObject(unsafe);
  mkdirSync(join(folder, "store.db"));
  await expect(open()).rejects.toMatchObject(unsafe);
});

test("a schema newer than the program is refused, and left as it is", async () => {
  await (await open()).close();
  const raw = new Connection(join(folder, "store.db"));
  raw.prepare("insert into schema_versions (version, migrated_at) values (99, 'later')").run();
  raw.close();
  await expect(open()).rejects.toMatchObject({ code: "store-newer", message: expect.stringContaining("99") });
});

test("a file that is no database is unavailable, not overwritten", async () => {
  writeFileSync(join(folder, "store.db"), "this is a text, and long enough to be looked at as a header of a database", { mode: 0o600 });
  await expect(open()).rejects.toMatchObject({ code: "store-unavailable" });
});

test("stores opened at once on a new file bring its schema up once", async () => {
  const stores = await Promise.all(Array.from({ length: 4 }, () => open()));
  expect(await Promise.all(stores.map((store) => store.inbox.append([deliveryOf(1)])))).toHaveLength(4);
  await Promise.all(stores.map((store) => store.close()));
});

test("two stores on one file keep one chain", async () => {
  const [one, two] = [await open(), await open()];
  const draft = { at: stillClock.now(), repo: null, repair: null, kind: "stopped" as const, phase: null, payload: {}, evidence: [], prompt_sha256: null };
  for (let round = 0; round < 20; round += 1) await Promise.all([one.ledger.append([draft]), two.ledger.append([draft])]);
  expect(await one.ledger.head()).toMatchObject({ seq: 40 });
  await Promise.all([one.close(), two.close()]);
});

test("work that asks for its next write as soon as it has the one before lets the event loop turn between: doors are served and timers fall due", async () => {
  const database = openSqlite({ path: ":memory:", gate: { enter: () => null, leave: () => undefined }, checkpointPages: 1_000 });
  const one = statement<{ one: number }>("one", "select 1 as one");
  let [turns, writing] = [0, true];
  const turn = (): void => { turns += 1; if (writing) setImmediate(turn); };
  turn();
  for (let write = 0; write < 100; write += 1) await database.write(() => row(one));
  writing = false;
  await database.close();
  expect(turns).toBeGreaterThanOrEqual(100);
});
