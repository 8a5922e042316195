/** Verification of a ledger: the fold over entries at hand, and from the database, reading included. */
import { join } from "node:path";
import { openStore } from "../../src/adapters/store/open-store.ts";
import type { LedgerEntry } from "../../src/core/ledger/entry.ts";
import { Verification } from "../../src/core/ledger/verify-chain.ts";
import type { Store } from "../../src/ports/store/store.ts";
import { draftOf, repairOf, wallClock } from "../adapters/store/samples.ts";
import { atLeast, type Bench } from "./bench.ts";
import { inScratch } from "./scratch.ts";
import { amount, rounds } from "./smoke.ts";
import { interleaved, median } from "./statistics.ts";

const ROUNDS = rounds(5);
const ENTRIES = amount(100_000, 4_000);
const BATCH = 2_000;

async function fill(store: Store): Promise<void> {
  for (let from = 0; from < ENTRIES; from += BATCH) {
    const drafts = Array.from({ length: BATCH }, (_, index) => draftOf(repairOf(index), "phase_entered", { from: "SPEC", to: "PLAN", attempt: index, evidence_sha256: "ab".repeat(32) }));
    await store.ledger.append(drafts);
  }
}

/** Entries per second. */
async function verify(entries: AsyncIterable<LedgerEntry> | Iterable<LedgerEntry>): Promise<number> {
  const verification = new Verification(null);
  const before = performance.now();
  if (Symbol.iterator in entries) for (const entry of entries) verification.push(entry);
  else for await (const entry of entries) verification.push(entry);
  const seconds = (performance.now() - before) / 1000;
  const verdict = verification.finish();
  if (!verdict.holds || verdict.entries !== ENTRIES) throw new Error("the ledger does not hold");
  return ENTRIES / seconds;
}

export const bench: Bench = {
  name: "Ledger verification",
  run: () => inScratch(async (folder) => {
    const store = await openStore({ path: join(folder, "store.db"), clock: wallClock });
    await fill(store);
    const entries: LedgerEntry[] = [];
    for await (const entry of store.ledger.read(1)) entries.push(entry);
    const { fold, stored } = await interleaved(ROUNDS, { fold: () => verify(entries), stored: () => verify(store.ledger.read(1)) });
    await store.close();
    return [
      atLeast("verified from the database (SQLite), reading included", median(stored), { least: 200_000, unit: "entries/s" }),
      { what: "verified, entries at hand", value: median(fold), unit: "entries/s" },
    ];
  }),
};
