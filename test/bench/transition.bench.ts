/** One phase transition, durable: fence check, compare and set, chained ledger entries, an effect, one transaction; beside the disk's own fdatasync. */
import { fdatasyncSync, openSync, closeSync, writeSync } from "node:fs";
import { join } from "node:path";
import { openStore } from "../../src/adapters/store/open-store.ts";
import { verifyChain } from "../../src/core/ledger/verify-chain.ts";
import type { LedgerEntry } from "../../src/core/ledger/entry.ts";
import type { Store } from "../../src/ports/store/store.ts";
import { commentOf, decisionOf, draftOf, opening, repairOf, request, start, wallClock } from "../adapters/store/samples.ts";
import { atMost, type Bench, type Row } from "./bench.ts";
import { inScratch } from "./scratch.ts";
import { amount, rounds } from "./smoke.ts";
import { interleaved, median, quantile } from "./statistics.ts";

const ROUNDS = rounds(7);
const TRANSITIONS = amount(400, 20);
const PAGE = Buffer.alloc(4096, 1);

async function transitions(store: Store, round: number): Promise<number[]> {
  const times: number[] = [];
  for (let count = 0; count < TRANSITIONS; count += 1) {
    const [claimed] = await store.repairs.claim(request({ most: 1 }));
    if (claimed === undefined) throw new Error("the repair was not due");
    const repair = { ...claimed.repair, step: "collect" as const, phase: "PLAN" as const };
    const decision = decisionOf(repair, { due: start, entries: [draftOf(repair, "phase_entered", { from: "SPEC", to: "PLAN" })], effects: [commentOf(repair, round * TRANSITIONS + count + 1)] });
    const before = performance.now();
    if ((await store.repairs.commit(claimed, decision, start)) !== "settled") throw new Error("the transition was refused");
    times.push(performance.now() - before);
  }
  return times;
}

function syncs(file: number): number[] {
  const times: number[] = [];
  for (let count = 0; count < TRANSITIONS; count += 1) {
    const before = performance.now();
    writeSync(file, PAGE);
    fdatasyncSync(file);
    times.push(performance.now() - before);
  }
  return times;
}

async function assertWhole(store: Store): Promise<void> {
  const entries: LedgerEntry[] = [];
  for await (const entry of store.ledger.read(1)) entries.push(entry);
  if (!verifyChain(entries).holds || entries.length !== ROUNDS * TRANSITIONS * 2) throw new Error("the ledger does not hold");
}

export const bench: Bench = {
  name: "Phase transition with fsync (SQLite)",
  run: () => inScratch(async (folder) => {
    const store = await openStore({ path: join(folder, "store.db"), clock: wallClock });
    await store.repairs.open([opening(repairOf(1))], [], start);
    const file = openSync(join(folder, "plain"), "w");
    const { ours, disk } = await interleaved(ROUNDS, { ours: (round) => transitions(store, round), disk: async () => syncs(file) });
    await assertWhole(store);
    await store.close();
    closeSync(file);
    return rowsOf(ours, disk);
  }),
};

function rowsOf(ours: readonly number[][], disk: readonly number[][]): Row[] {
  const of = (runs: readonly number[][], part: number): number => median(runs.map((run) => quantile(run, part)));
  return [
    atMost("transition p50", of(ours, 0.5), { most: 0.25, unit: "ms" }),
    atMost("transition p95", of(ours, 0.95), { most: 0.4, unit: "ms" }),
    atMost("transition p99", of(ours, 0.99), { most: 0.6, unit: "ms" }),
    { what: "fdatasync of one 4 KB page, p50", value: of(disk, 0.5), unit: "ms" },
    atMost("transition against fdatasync, p50", median(ours.map((run, round) => quantile(run, 0.5) / quantile(disk[round] ?? [], 0.5))), { most: 1.6, unit: "×" }),
  ];
}
