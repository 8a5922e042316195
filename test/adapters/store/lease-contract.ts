/** Leases: held by one, renewed, lost, and nothing written by who lost one. */
import { test, expect } from "@jest/globals";
import type { Store } from "../../../src/ports/store/store.ts";
import type { ClaimedRepair } from "../../../src/ports/store/repairs.ts";
import { opening, repairOf, start, request, later, decisionOf, draftOf, commentOf, evidenceOf } from "./samples.ts";
import { claimRepair, kinds } from "./claimed.ts";
import { digestOf } from "../../../src/core/identity/digest.ts";

export function leaseSuite(get: () => Store): void {
  const opened = async (): Promise<ClaimedRepair> => { await get().repairs.open([opening(repairOf(1))], [], start); return claimRepair(get()); };

  test("a held repair is not claimed by another before its lease runs out", async () => {
    await opened();
    expect(await get().repairs.claim(request({ holder: "worker-2", now: later(29) }))).toEqual([]);
    expect((await claimRepair(get(), { holder: "worker-2", now: later(30) })).claim).toEqual({ holder: "worker-2", token: 2, until: later(60) });
  });

  test("a heart-beat prolongs the lease", async () => {
    const claimed = await opened();
    expect(await get().repairs.renew(claimed, later(20), 30)).toBe(true);
    expect(await get().repairs.claim(request({ holder: "worker-2", now: later(49) }))).toEqual([]);
  });

  test("a stale holder can neither renew, commit nor postpone, and nothing of it is written but that it came too late", async () => {
    const stale = await opened();
    await claimRepair(get(), { holder: "worker-2", now: later(31) });
    const before = await kinds(get());
    const decision = decisionOf(repairOf(1, { step: "gate" }), { entries: [draftOf(repairOf(1), "stopped")], opens: [opening(repairOf(2))], effects: [commentOf(repairOf(1), 1)], evidence: [evidenceOf("late")] });
    expect(await get().repairs.commit(stale, decision, later(32))).toBe("lease_lost");
    expect(await get().repairs.renew(stale, later(32), 30)).toBe(false);
    expect(await get().repairs.postpone(stale, later(32), "late")).toBe("lease_lost");
    expect(await kinds(get())).toEqual([...before, "lease_contended"]);
    expect((await get().ledger.ofRepair(repairOf(1).id)).at(-1)?.payload).toEqual({ of: "repair", holder: "worker-1", token: 1 });
    expect(await get().repairs.list({ most: 9 })).toEqual([repairOf(1)]);
    expect(await get().outbox.count()).toEqual({ waiting: 0, done: 0 });
    expect(await get().evidence.content(digestOf("late"))).toBeNull();
  });

  test("a holder that has committed holds it no more", async () => {
    const claimed = await opened();
    await get().repairs.commit(claimed, decisionOf(claimed.repair), start);
    expect(await get().repairs.commit(claimed, decisionOf(claimed.repair), start)).toBe("lease_lost");
  });

  test("a take-over is sworn to: who lost the lease, who has it now", async () => {
    await opened();
    await claimRepair(get(), { holder: "worker-2", now: later(31) });
    const entries = await get().ledger.ofRepair(repairOf(1).id);
    expect(entries.map(({ kind, payload }) => [kind, payload.holder, payload.token])).toEqual([["lease_lost", "worker-1", 1], ["lease_acquired", "worker-2", 2]]);
  });

  test("many claims at once share the work out: each repair is held once", async () => {
    await get().repairs.open(Array.from({ length: 30 }, (_, number) => opening(repairOf(number))), [], start);
    const claims = await Promise.all(Array.from({ length: 10 }, (_, worker) => get().repairs.claim(request({ holder: `worker-${worker}`, most: 5 }))));
    const held = claims.flat().map(({ repair }) => repair.id);
    expect(new Set(held).size).toBe(held.length);
    expect(held.length).toBeGreaterThan(0);
  });
}
