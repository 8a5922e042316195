/** Deliveries: stored once, admitted once, given back, set aside. */
import { test, expect } from "@jest/globals";
import type { Store } from "../../../src/ports/store/store.ts";
import { deliveryOf, opening, repairOf, draftOf, start, request, later } from "./samples.ts";
import { claimDelivery, nothing, claimRepair, kinds } from "./claimed.ts";

export function inboxSuite(get: () => Store): void {
  test("a delivery comes out as it went in, bytes and all", async () => {
    const body = Buffer.from([0, 255, 123, 10, 13, 0]);
    await get().inbox.append([deliveryOf(1, { body, installationId: null })]);
    const { delivery, attempts } = await claimDelivery(get());
    expect({ ...delivery, body: Buffer.from(delivery.body) }).toEqual(deliveryOf(1, { body, installationId: null }));
    expect(attempts).toBe(1);
  });

  test("a GUID seen before is a duplicate, in the same batch and in the next", async () => {
    expect(await get().inbox.append([deliveryOf(1), deliveryOf(2), deliveryOf(1)])).toEqual(["stored", "stored", "duplicate"]);
    expect(await get().inbox.append([deliveryOf(2)])).toEqual(["duplicate"]);
    expect(await get().inbox.count()).toEqual({ waiting: 2, done: 0, ignored: 0, dead: 0 });
  });

  test("of many appends of one GUID at once, one is stored", async () => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => get().inbox.append([deliveryOf(1)])));
    expect(outcomes.flat().filter((outcome) => outcome === "stored")).toHaveLength(1);
  });

  test("an admitted delivery opens repairs, swears to them and is done, and is not claimed again", async () => {
    await get().inbox.append([deliveryOf(1)]);
    const claimed = await claimDelivery(get());
    const admission = { ...nothing, opens: [opening(repairOf(1))], entries: [draftOf(repairOf(1), "repair_opened")] };
    expect(await get().inbox.admit(claimed, admission, start)).toBe("settled");
    expect(await get().inbox.claim(request({ now: later(999) }))).toEqual([]);
    expect((await claimRepair(get())).repair).toEqual(repairOf(1));
    expect(await kinds(get())).toEqual(["repair_opened"]);
  });

  test("two deliveries that tell the same failure open one repair, and it is sworn to once", async () => {
    await get().inbox.append([deliveryOf(1), deliveryOf(2)]);
    for (const [index, claimed] of (await get().inbox.claim(request())).entries()) {
      const repair = repairOf(index + 1);
      await get().inbox.admit(claimed, { ...nothing, opens: [{ repair, due: start, key: "the same" }], entries: [draftOf(repair, "repair_opened")] }, start);
    }
    expect(await get().repairs.list({ most: 10 })).toHaveLength(1);
    expect(await kinds(get())).toEqual(["repair_opened"]);
  });

  test("an ignored delivery is counted as ignored", async () => {
    await get().inbox.append([deliveryOf(1)]);
    await get().inbox.admit(await claimDelivery(get()), { ...nothing, ignored: "not a failure" }, start);
    expect(await get().inbox.count()).toEqual({ waiting: 0, done: 0, ignored: 1, dead: 0 });
  });

  test("a postponed delivery comes back when it is due, and its attempts are counted", async () => {
    await get().inbox.append([deliveryOf(1)]);
    expect(await get().inbox.postpone(await claimDelivery(get()), later(60), "github-unavailable\u0000")).toBe("settled");
    expect(await get().inbox.claim(request({ now: later(59) }))).toEqual([]);
    expect((await claimDelivery(get(), { now: later(60) })).attempts).toBe(2);
  });

  test("a buried delivery is dead and stays", async () => {
    await get().inbox.append([deliveryOf(1)]);
    await get().inbox.bury(await claimDelivery(get()), "a bug");
    expect(await get().inbox.claim(request({ now: later(9999) }))).toEqual([]);
    expect(await get().inbox.count()).toEqual({ waiting: 0, done: 0, ignored: 0, dead: 1 });
  });

  test("a holder whose delivery was taken over can neither admit, postpone nor bury it", async () => {
    await get().inbox.append([deliveryOf(1)]);
    const stale = await claimDelivery(get());
    await claimDelivery(get(), { holder: "worker-2", now: later(31) });
    expect(await get().inbox.admit(stale, { ...nothing, opens: [opening(repairOf(1))] }, start)).toBe("lease_lost");
    expect(await get().inbox.postpone(stale, start, "late")).toBe("lease_lost");
    expect(await get().inbox.bury(stale, "late")).toBe("lease_lost");
    expect(await get().repairs.list({ most: 10 })).toEqual([]);
  });

  test("installations take turns, however long the queue of one is", async () => {
    const busy = Array.from({ length: 50 }, (_, index) => deliveryOf(index, { installationId: 1 }));
    await get().inbox.append([...busy, deliveryOf(90, { installationId: 2 }), deliveryOf(91, { installationId: 3 })]);
    const claimed = await get().inbox.claim(request({ most: 6 }));
    expect(claimed.map(({ delivery }) => delivery.installationId).sort()).toEqual([1, 1, 1, 1, 2, 3]);
  });

  test("claiming one at a time serves each installation in turn", async () => {
    await get().inbox.append([1, 1, 1, 2, 2, 3].map((installationId, index) => deliveryOf(index, { installationId })));
    const order: (number | null)[] = [];
    for (let turn = 0; turn < 6; turn += 1) order.push((await claimDelivery(get())).delivery.installationId);
    expect(order).toEqual([1, 2, 3, 1, 2, 1]);
  });
}
