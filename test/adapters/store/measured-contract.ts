/** What every store must tell of itself: the entries that objectives are measured by, repairs that ended, calls that needed another try. */
import { expect, test } from "@jest/globals";
import type { Receipt } from "../../../src/core/repair/effect.ts";
import type { Store } from "../../../src/ports/store/store.ts";
import { commentOf, decisionOf, draftOf, later, opening, repairOf, request, start } from "./samples.ts";

async function all<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

export function measuredSuite(get: () => Store): void {
  test("of the entries since a moment, those come that tell how well it goes, in order", async () => {
    const at = (seconds: number, kind: Parameters<typeof draftOf>[1], payload: Parameters<typeof draftOf>[2] = {}) => ({ ...draftOf(repairOf(1), kind, payload), at: later(seconds) });
    await get().ledger.append([
      at(0, "backtracked"), at(60, "phase_refused", { rule: "skip" }), at(61, "phase_entered"), at(62, "effect_done", { recovered_seconds: 4 }), at(63, "effect_done"), at(64, "stopped", { status: "merged" }),
    ]);
    expect((await all(get().ledger.measured(later(60)))).map(({ kind, seq }) => [seq, kind])).toEqual([[2, "phase_refused"], [4, "effect_done"], [6, "stopped"]]);
  });

  test("more entries than a page come all the same, each once", async () => {
    await get().ledger.append(Array.from({ length: 2_001 }, () => draftOf(repairOf(1), "backtracked")));
    expect(new Set((await all(get().ledger.measured(start))).map(({ seq }) => seq)).size).toBe(2_001);
  });

  test("repairs that ended since a moment come, the latest first; open ones and guards do not", async () => {
    const { repairs } = get();
    const guard = repairOf(4);
    const guardKey = `7:guard:pull:4:${guard.subject.head_sha}`;
    await repairs.open([opening(repairOf(1)), opening(repairOf(2)), opening(repairOf(3)), { ...opening(guard), key: guardKey }], [], start);
    for (const claimed of await repairs.claim(request({ most: 10 }))) {
      const number = Number(claimed.repair.id.slice(-4));
      if (number !== 3) await repairs.commit(claimed, decisionOf({ ...claimed.repair, step: "closed", status: "merged" }), later(number));
    }
    expect((await repairs.ended(start, 10)).map(({ id }) => id.slice(-1))).toEqual(["2", "1"]);
    expect((await repairs.ended(later(2), 10)).map(({ id }) => id.slice(-1))).toEqual(["2"]);
    expect(await repairs.ended(start, 1)).toHaveLength(1);
  });

  test("a call done at the second try tells how long it took from being asked for; one done at once, or refused, does not", async () => {
    const { repairs, outbox, ledger } = get();
    await repairs.open([opening(repairOf(1))], [], start);
    const [claimed] = await repairs.claim(request());
    if (claimed === undefined) throw new Error("nothing to claim");
    await repairs.commit(claimed, decisionOf(claimed.repair, { effects: [commentOf(claimed.repair, 1), commentOf(claimed.repair, 2), commentOf(claimed.repair, 3)] }), start);
    const receipt: Receipt = { kind: "upsert_comment", comment_id: 5 };
    const take = async (seconds: number) => { const [effect] = await outbox.claim(request({ now: later(seconds) })); if (effect === undefined) throw new Error("no effect"); return effect; };
    await outbox.postpone(await take(0), later(10), "GitHub does not answer");
    await outbox.settle(await take(10), receipt, later(12));
    await outbox.settle(await take(13), receipt, later(14));
    await outbox.postpone(await take(15), later(20), "GitHub does not answer");
    await outbox.settle(await take(20), { kind: "refused", code: "github-invalid", message: "no" }, later(21));
    expect((await ledger.ofRepair(claimed.repair.id)).filter(({ kind }) => kind === "effect_done").map(({ payload }) => payload["recovered_seconds"])).toEqual([12, undefined, undefined]);
  });
}
