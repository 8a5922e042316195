/** A wake during a step, and what people tell a repair. */
import { test, expect } from "@jest/globals";
import type { Store } from "../../../src/ports/store/store.ts";
import { repairOf, offered, opening, start, request, later, decisionOf, sha } from "./samples.ts";
import { claimRepair } from "./claimed.ts";

export function wakeSuite(get: () => Store): void {
  test("an event wakes the repair that it concerns, and no other", async () => {
    const repairs = [repairOf(1, { step: "gate", offer: offered(1, "c") }), repairOf(2, { step: "gate", offer: offered(2, "d") })];
    await get().repairs.open(repairs.map((repair) => ({ ...opening(repair), due: null })), [], start);
    const woken = async (): Promise<string[]> => {
      const claimed = await get().repairs.claim(request({ now: later(10) }));
      for (const one of claimed) await get().repairs.commit(one, decisionOf(one.repair), later(10));
      return claimed.map(({ repair }) => repair.id).sort();
    };
    expect(await woken()).toEqual([]);
    await get().repairs.wake([{ by: "offer_commit", repositoryId: 7, sha: sha("d") }], later(1));
    expect(await woken()).toEqual([repairOf(2).id]);
    await get().repairs.wake([{ by: "pull_request", repositoryId: 7, number: 1 }], later(1));
    expect(await woken()).toEqual([repairOf(1).id]);
    expect(await get().repairs.wake([{ by: "base_branch", repositoryId: 7, branch: "main" }], later(1))).toBe(2);
    expect(await woken()).toEqual([repairOf(1).id, repairOf(2).id]);
    expect(await get().repairs.wake([{ by: "installation", installationId: 42 }], later(1))).toBe(2);
    expect(await woken()).toEqual([repairOf(1).id, repairOf(2).id]);
    expect(await get().repairs.wake([{ by: "base_branch", repositoryId: 8, branch: "main" }, { by: "pull_request", repositoryId: 7, number: 9 }, { by: "installation", installationId: 43 }], later(1))).toBe(0);
  });

  test("a policy wakes what is judged by it, in one repository or in all of an installation, and nothing that is not at a gate", async () => {
    const other = { ...repairOf(3).subject, repository: { ...repairOf(3).subject.repository, id: 8, name: "octo/other" as never } };
    const repairs = [repairOf(1, { step: "gate", offer: offered(1, "c") }), repairOf(2, { step: "collect" }), repairOf(3, { step: "guard", subject: other, offer: offered(3, "d") }), repairOf(4, { step: "closed", status: "merged", offer: offered(4, "e") })];
    await get().repairs.open(repairs.map((repair) => ({ ...opening(repair), due: null })), [], start);
    const woken = async (repositoryId: number | null, installationId = 42): Promise<number> => get().repairs.wake([{ by: "policy", installationId, repositoryId }], later(1));
    expect([await woken(7), await woken(8), await woken(null), await woken(9), await woken(null, 43)]).toEqual([1, 1, 2, 0, 0]);
  });

  test("a wake brings a later due time forward, and never puts it off", async () => {
    await get().repairs.open([{ ...opening(repairOf(1)), due: later(500) }], [], start);
    await get().repairs.wake([{ by: "fix", id: repairOf(1).id }], later(5));
    await get().repairs.wake([{ by: "fix", id: repairOf(1).id }], later(50));
    expect(await get().repairs.claim(request({ now: later(5) }))).toHaveLength(1);
  });

  test("a wake during a step is not lost: the repair is due again at once", async () => {
    await get().repairs.open([opening(repairOf(1))], [], start);
    const claimed = await claimRepair(get());
    await get().repairs.wake([{ by: "fix", id: repairOf(1).id }], later(1));
    expect(await get().repairs.claim(request({ holder: "worker-2", now: later(2) }))).toEqual([]);
    await get().repairs.commit(claimed, decisionOf(repairOf(1, { step: "gate" })), later(3));
    expect((await claimRepair(get(), { now: later(3) })).repair.step).toBe("gate");
  });
}
