/** What the doctor sees of a PostgreSQL: its schema's version, and nothing of its password. */
import { expect, test } from "@jest/globals";
import { migrations } from "../../src/adapters/store/migrations/migrate.ts";
import { openStore } from "../../src/adapters/store/open-store.ts";
import { probeStore } from "../../src/adapters/store/probe-store.ts";
import { stillClock } from "../adapters/store/samples.ts";
import { emptyDatabase } from "./empty-database.ts";

test("an empty database is of version 0, one that was opened of this program's", async () => {
  const { url, drop } = await emptyDatabase();
  expect((await probeStore({ url })).schema).toEqual({ version: 0, known: migrations.length, sound: true });
  await (await openStore({ url, clock: stillClock })).close();
  expect((await probeStore({ url })).schema).toEqual({ version: migrations.length, known: migrations.length, sound: true });
  await drop();
});

test("a server that does not answer is a known fault", async () => {
  await expect(probeStore({ url: "postgres://nobody:hidden@127.0.0.1:9/none" })).rejects.toMatchObject({ code: "store-unavailable" });
});

test("the password is not told", async () => {
  const { url, drop } = await emptyDatabase();
  const { place } = await probeStore({ url });
  expect(place).toMatch(/^PostgreSQL at [^@]+\/regreen_test_/);
  await drop();
});
