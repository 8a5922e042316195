/** Row Q01: a process killed (SIGKILL) before and after each write loses nothing that it acknowledged, and doubles nothing. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../../../src/adapters/store/open-store.ts";
import type { LedgerEntry } from "../../../src/core/ledger/entry.ts";
import { verifyChain } from "../../../src/core/ledger/verify-chain.ts";
import type { Store } from "../../../src/ports/store/store.ts";
import { repairOf, stillClock } from "./samples.ts";

const KILLS = Number(process.env.REGREEN_KILLS ?? 12);
/** A story has nine writes; each is a place to die before and after it. Seven and eighteen have no common factor, so that all places come up. */
const PLACES = 18;
const placeOf = (round: number): { write: number; moment: "before" | "after" } => {
  const place = (round * 7) % PLACES;
  return { write: 1 + (place >> 1), moment: place % 2 === 0 ? "before" : "after" };
};

const folder = mkdtempSync(join(tmpdir(), "regreen-crash-"));
const database = join(folder, "store.db");
const acknowledgements = join(folder, "acknowledged");
const program = createRequire(import.meta.url).resolve("./crash-child.ts");

let store: Store;
let entries: LedgerEntry[] = [];
let told: string[] = [];
let killed = 0;

async function live(round: number, { write, moment }: ReturnType<typeof placeOf>): Promise<void> {
  const child = spawn(process.execPath, [program, database, acknowledgements, String(round), String(write), moment], { stdio: ["ignore", "ignore", "inherit"] });
  const [code, signal] = await once(child, "exit");
  if (signal === "SIGKILL") killed += 1;
  else if (code !== 0) throw new Error(`the child ended with ${String(code)}`);
}

beforeAll(async () => {
  for (let round = 0; round < KILLS; round += 1) await live(round, placeOf(round));
  await live(KILLS, { write: 0, moment: "before" });
  store = await openStore({ path: database, clock: stillClock });
  for await (const entry of store.ledger.read(1)) entries.push(entry);
  told = existsSync(acknowledgements) ? readFileSync(acknowledgements, "utf8").trim().split("\n") : [];
}, 60_000);

afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const sworn = (word: string): LedgerEntry[] => entries.filter(({ kind, repair }) => `${kind} ${repair}` === word);

test("every life but the last ended by a kill", () => {
  expect(killed).toBe(KILLS);
});

test("the chain holds", () => {
  expect(verifyChain(entries)).toMatchObject({ holds: true });
});

test("what was acknowledged stands", async () => {
  expect(told.length).toBeGreaterThan(KILLS);
  for (const word of told.filter((each) => !each.startsWith("delivery "))) expect([word, sworn(word)]).toEqual([word, [expect.anything()]]);
  const stored = (await store.repairs.list({ most: 1_000 })).map(({ id }) => `delivery ${id}`);
  expect(stored).toEqual(expect.arrayContaining(told.filter((each) => each.startsWith("delivery "))));
});

test("nothing is doubled: each repair was opened, moved and its effect asked for and done once", async () => {
  for (const { id } of await store.repairs.list({ most: 1_000 })) {
    for (const kind of ["repair_opened", "phase_entered", "effect_requested", "effect_done"]) expect([kind, id, sworn(`${kind} ${id}`).length]).toEqual([kind, id, 1]);
  }
});

test("the last life finished all that the others left", async () => {
  expect(await store.inbox.count()).toMatchObject({ waiting: 0, dead: 0 });
  expect(await store.outbox.count()).toMatchObject({ waiting: 0 });
  expect((await store.repairs.find(repairOf(KILLS).id))?.step).toBe("closed");
});
