/** Evidence, pending fixes and the ledger of a repair. */
import { test, expect } from "@jest/globals";
import type { Store } from "../../../src/ports/store/store.ts";
import { opening, repairOf, start, decisionOf, evidenceOf, pendingFixOf, draftOf } from "./samples.ts";
import { claimRepair } from "./claimed.ts";
import { digestOf } from "../../../src/core/identity/digest.ts";

export function recordSuite(get: () => Store): void {
  test("content is found by its digest, and what is not there is null", async () => {
    await get().repairs.open([opening(repairOf(1))], [], start);
    await get().repairs.commit(await claimRepair(get()), decisionOf(repairOf(1), { evidence: [evidenceOf("first"), evidenceOf("second")] }), start);
    expect(Buffer.from(await get().evidence.content(digestOf("first")) ?? []).toString()).toBe("first");
    expect(await get().evidence.ofRepair(repairOf(1).id)).toEqual([{ phase: "PLAN", file: "plan.json", sha256: digestOf("second") }]);
    expect([...(await get().evidence.contents([digestOf("first"), digestOf("third"), digestOf("first")])).keys()]).toEqual([digestOf("first")]);
    expect(await get().evidence.content(digestOf("third"))).toBeNull();
  });

  test("a pending fix told again replaces the older word", async () => {
    await get().repairs.open([opening(repairOf(1))], [], start);
    const told = pendingFixOf(repairOf(1), digestOf("one"));
    await get().repairs.commit(await claimRepair(get()), decisionOf(repairOf(1), { due: start, pendingFixes: [told] }), start);
    await get().repairs.commit(await claimRepair(get()), decisionOf(repairOf(1), { pendingFixes: [{ ...told, status: "proposed" }] }), start);
    expect(await get().pendingFixes.list({ repo: "octo/hello", most: 5 })).toEqual([{ ...told, status: "proposed" }]);
    expect(await get().pendingFixes.list({ repo: "octo/other", most: 5 })).toEqual([]);
  });

  test("appends from many sides at once make one chain without a fork", async () => {
    await Promise.all(Array.from({ length: 25 }, (_, number) => get().ledger.append([draftOf(repairOf(number), "human_decision", { number }), draftOf(repairOf(number), "stopped")])));
    let head = { seq: 0, hash: "0".repeat(64) };
    for await (const entry of get().ledger.read(1)) {
      expect({ seq: entry.seq - 1, hash: entry.prev }).toEqual(head);
      head = { seq: entry.seq, hash: entry.hash };
    }
    expect(await get().ledger.head()).toEqual(head);
    expect(head.seq).toBe(50);
  });

  test("an empty ledger has no head", async () => {
    expect(await get().ledger.head()).toBeNull();
  });

  test("a store that stands answers", async () => {
    await expect(get().ping()).resolves.toBeUndefined();
  });
}
