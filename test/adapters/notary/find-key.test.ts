import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createNotary } from "../../../src/adapters/notary/create-notary.ts";
import { findKey, keepKey } from "../../../src/adapters/notary/find-key.ts";
import { generateKey } from "../../../src/adapters/notary/key-file.ts";
import { openStore } from "../../../src/adapters/store/open-store.ts";
import type { Store } from "../../../src/ports/store/store.ts";
import { stillClock } from "../store/samples.ts";

let folder = "";
let store: Store;
const databasePath = (): string => join(folder, "regreen.db");
const keyFile = (): string => join(folder, "checkpoint-key.pem");
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "regreen-key-"));
  store = await openStore({ path: databasePath(), clock: stillClock });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

test("the first start makes a key beside the database, for its owner alone; the next one finds it", async () => {
  const places = { given: null, databasePath: databasePath(), keys: store.keys };
  expect(await findKey(places)).toBeNull();
  const made = await keepKey(places);
  expect(statSync(keyFile()).mode & 0o777).toBe(0o600);
  expect([await keepKey(places), await findKey(places)]).toEqual([made, made]);
  expect(readdirSync(folder).filter((name) => name.includes("key"))).toEqual(["checkpoint-key.pem"]);
  expect(createNotary(made).publicKey).toMatch(/^-----BEGIN PUBLIC KEY-----/);
});

test("the operator's own key counts, and none is made", async () => {
  const given = generateKey();
  expect(await keepKey({ given, databasePath: databasePath(), keys: store.keys })).toBe(given);
  expect(readdirSync(folder)).not.toContain("checkpoint-key.pem");
});

test("several processes on one database share the key that was kept first", async () => {
  const places = { given: null, databasePath: null, keys: store.keys };
  const kept = await Promise.all([keepKey(places), keepKey(places), keepKey(places)]);
  expect(new Set(kept).size).toBe(1);
  expect(await findKey(places)).toBe(kept[0]);
});

test.each([
  ["others may read", () => { writeFileSync(keyFile(), generateKey()); chmodSync(keyFile(), 0o640); }],
  ["is a link", () => { writeFileSync(join(folder, "elsewhere"), generateKey(), { mode: 0o600 }); symlinkSync("elsewhere", keyFile()); }],
])("a key file that %s is refused", async (_, make) => {
  make();
  await expect(keepKey({ given: null, databasePath: databasePath(), keys: store.keys })).rejects.toMatchObject({ code: "store-unsafe" });
});

test("a key of another kind is refused by name", () => {
  expect(() => createNotary("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")).toThrow("not an Ed25519 private key");
});
