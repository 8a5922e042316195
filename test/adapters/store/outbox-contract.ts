/** Effects: in order of their repair, settled once. */
import { test, expect } from "@jest/globals";
import type { Store } from "../../../src/ports/store/store.ts";
import { opening, repairOf, start, decisionOf, commentOf, request, later } from "./samples.ts";
import { claimRepair, only, kinds } from "./claimed.ts";

export function outboxSuite(get: () => Store): void {
  const asked = async (...numbers: number[]): Promise<void> => {
    await get().repairs.open([opening(repairOf(1))], [], start);
    const claimed = await claimRepair(get());
    await get().repairs.commit(claimed, decisionOf(claimed.repair, { effects: numbers.map((number) => commentOf(claimed.repair, number)) }), start);
  };

  test("effects of one repair come one at a time, in their order", async () => {
    await asked(1, 2);
    const first = only(await get().outbox.claim(request()));
    expect(first.effect).toEqual(commentOf(repairOf(1), 1).effect);
    expect(await get().outbox.claim(request())).toEqual([]);
    await get().outbox.settle(first, { kind: "upsert_comment", comment_id: 11 }, start);
    expect(only(await get().outbox.claim(request())).key).toBe(commentOf(repairOf(1), 2).key);
  });

  test("the same key asked for twice is one effect, sworn to once", async () => {
    await asked(1, 1);
    expect(await get().outbox.count()).toEqual({ waiting: 1, done: 0 });
    expect(await kinds(get())).toEqual(["effect_requested"]);
  });

  test("a settled effect keeps its receipt, is sworn to, and wakes its repair", async () => {
    await asked(1);
    expect(await get().repairs.claim(request())).toEqual([]);
    await get().outbox.settle(only(await get().outbox.claim(request())), { kind: "upsert_comment", comment_id: 11 }, later(1));
    expect(await get().outbox.receipts(repairOf(1).id)).toEqual([{ key: commentOf(repairOf(1), 1).key, effect: commentOf(repairOf(1), 1).effect, receipt: { kind: "upsert_comment", comment_id: 11 } }]);
    expect(await kinds(get())).toEqual(["effect_requested", "effect_done"]);
    expect(await get().repairs.claim(request({ now: later(1) }))).toHaveLength(1);
    expect(await get().outbox.count()).toEqual({ waiting: 0, done: 1 });
  });

  test("a postponed effect keeps its place before those that follow it", async () => {
    await asked(1, 2);
    await get().outbox.postpone(only(await get().outbox.claim(request())), later(60), "github-rate-limited");
    expect(await get().outbox.claim(request({ now: later(59) }))).toEqual([]);
    expect(only(await get().outbox.claim(request({ now: later(60) })))).toMatchObject({ key: commentOf(repairOf(1), 1).key, attempts: 2 });
  });

  test("a sender whose lease was taken over can neither settle, renew nor postpone", async () => {
    await asked(1);
    const stale = only(await get().outbox.claim(request()));
    const present = only(await get().outbox.claim(request({ holder: "relay-2", now: later(31) })));
    expect(await get().outbox.settle(stale, { kind: "upsert_comment", comment_id: 1 }, later(32))).toBe("lease_lost");
    expect(await get().outbox.renew(stale, later(32), 30)).toBe(false);
    expect(await get().outbox.postpone(stale, later(32), "late")).toBe("lease_lost");
    expect(await get().outbox.settle(present, { kind: "upsert_comment", comment_id: 2 }, later(33))).toBe("settled");
    expect(await get().outbox.settle(present, { kind: "upsert_comment", comment_id: 3 }, later(34))).toBe("lease_lost");
    expect((await get().outbox.receipts(repairOf(1).id)).map(({ receipt }) => receipt)).toEqual([{ kind: "upsert_comment", comment_id: 2 }]);
  });
}
