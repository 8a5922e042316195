/** Repairs: opened once, committed whole or not at all, found and listed. */
import { test, expect } from "@jest/globals";
import type { Store } from "../../../src/ports/store/store.ts";
import { opening, repairOf, start, draftOf, decisionOf, evidenceOf, commentOf, pendingFixOf, later, request, repository, offered } from "./samples.ts";
import { kinds, claimRepair } from "./claimed.ts";
import { digestOf } from "../../../src/core/identity/digest.ts";
import { openObservation } from "../../../src/core/log-source/open-observation.ts";
import type { LedgerDraft } from "../../../src/core/ledger/entry.ts";
import type { Timestamp } from "../../../src/core/identity/timestamp.ts";

export function repairSuite(get: () => Store): void {
  const opened = async (...numbers: number[]): Promise<void> => { await get().repairs.open(numbers.map((number) => opening(repairOf(number))), [], start); };

  test("opening twice under one key opens once", async () => {
    expect(await get().repairs.open([opening(repairOf(1)), opening(repairOf(2))], [], start)).toBe(2);
    expect(await get().repairs.open([opening(repairOf(1))], [draftOf(repairOf(1), "repair_opened")], start)).toBe(0);
    expect(await kinds(get())).toEqual([]);
  });

  test("a decision is committed whole: repair, opened repairs, entries, evidence, pending fixes, effects", async () => {
    await opened(1);
    const claimed = await claimRepair(get());
    const repair = repairOf(1, { step: "collect", phase: "THINK", status: "planned" });
    const decision = decisionOf(repair, {
      opens: [opening(repairOf(2))], entries: [draftOf(repair, "phase_entered", { to: "THINK" })], evidence: [evidenceOf("a plan")],
      effects: [commentOf(repair, 1)], pendingFixes: [pendingFixOf(repair, digestOf("one"))],
    });
    expect(await get().repairs.commit(claimed, decision, later(1))).toBe("settled");
    expect(await get().repairs.find(repair.id)).toEqual(repair);
    expect(await get().repairs.find(repairOf(2).id)).toEqual(repairOf(2));
    expect(await kinds(get())).toEqual(["phase_entered", "effect_requested"]);
    expect(await get().evidence.ofRepair(repair.id)).toEqual([{ phase: "PLAN", file: "plan.json", sha256: digestOf("a plan") }]);
    expect(await get().pendingFixes.list({ most: 5 })).toEqual([pendingFixOf(repair, digestOf("one"))]);
    expect(await get().outbox.unfinished(repair.id)).toEqual([commentOf(repair, 1)]);
  });

  test("what fails within a commit leaves nothing behind, and the lease stands", async () => {
    await opened(1, 2);
    const [first] = await get().repairs.claim(request({ most: 2 }));
    if (first === undefined) throw new Error("nothing was claimed");
    const twin = { ...opening(repairOf(2)), key: "another key, the same id" };
    const decision = decisionOf({ ...first.repair, step: "gate" }, { opens: [twin], entries: [draftOf(first.repair, "stopped")] });
    await expect(get().repairs.commit(first, decision, later(1))).rejects.toThrow();
    expect((await get().repairs.find(first.repair.id))?.step).toBe("diagnose");
    expect(await kinds(get())).toEqual([]);
    expect(await get().repairs.renew(first, later(2), 30)).toBe(true);
  });

  test("a commit beside one that fails is not touched by it", async () => {
    await opened(1, 2);
    const [first, second] = await get().repairs.claim(request({ most: 2 }));
    if (first === undefined || second === undefined) throw new Error("two were expected");
    const broken = decisionOf(first.repair, { opens: [{ ...opening(second.repair), key: "another key, the same id" }] });
    const outcomes = await Promise.allSettled([get().repairs.commit(first, broken, start), get().repairs.commit(second, decisionOf({ ...second.repair, step: "gate" }), start)]);
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
    expect((await get().repairs.find(second.repair.id))?.step).toBe("gate");
  });

  test("a committed repair rests until it is due", async () => {
    await opened(1);
    await get().repairs.commit(await claimRepair(get()), decisionOf(repairOf(1, { step: "gate" }), { due: later(60) }), start);
    expect(await get().repairs.claim(request({ now: later(59) }))).toEqual([]);
    expect((await claimRepair(get(), { now: later(60) })).attempts).toBe(1);
  });

  test("a closed repair is never due", async () => {
    await opened(1);
    await get().repairs.commit(await claimRepair(get()), decisionOf(repairOf(1, { step: "closed", status: "merged" }), { due: later(1) }), start);
    expect(await get().repairs.wake([{ by: "fix", id: repairOf(1).id }], later(2))).toBe(0);
    expect(await get().repairs.claim(request({ now: later(9999) }))).toEqual([]);
  });

  test("a postponed repair comes back when it is due, its attempts counted, until one succeeds", async () => {
    await opened(1);
    await get().repairs.postpone(await claimRepair(get()), later(60), "github-unavailable");
    const again = await claimRepair(get(), { now: later(60) });
    expect(again.attempts).toBe(2);
    await get().repairs.commit(again, decisionOf(again.repair, { due: later(61) }), later(60));
    expect((await claimRepair(get(), { now: later(61) })).attempts).toBe(1);
  });

  test("a list is newest first, by repository and step", async () => {
    const other = { ...repository, id: 8 };
    const repairs = [repairOf(1), repairOf(2, { opened_at: later(1), step: "gate" }), repairOf(3, { opened_at: later(2), subject: { ...repairOf(3).subject, repository: other } })];
    await get().repairs.open(repairs.map(opening), [], start);
    expect((await get().repairs.list({ most: 10 })).map(({ id }) => id)).toEqual([3, 2, 1].map((number) => repairOf(number).id));
    expect((await get().repairs.list({ repositoryId: 7, steps: ["gate"], most: 10 })).map(({ id }) => id)).toEqual([repairOf(2).id]);
    expect(await get().repairs.list({ most: 2 })).toHaveLength(2);
  });

  test("what watches a log stands apart from repairs, by repository and name", async () => {
    const [first, second] = ["web", "api"].map((name) => openObservation({ repository, name }, { at: start, seed: `${name}0` }));
    if (first === undefined || second === undefined) throw new Error("two were made");
    expect(await get().repairs.open([first.opened, second.opened, first.opened], [first.entry, second.entry], start)).toBe(2);
    await get().repairs.open([opening(repairOf(1))], [], start);
    expect((await get().repairs.observing()).map(({ subject }) => subject.branch)).toEqual(["log:api", "log:web"]);
    expect((await get().repairs.list({ most: 10 })).map(({ id }) => id)).toEqual([repairOf(1).id]);
  });

  test("guards stand apart from repairs: by their pull request, newest first", async () => {
    const guards = [1, 2, 3].map((number) => repairOf(number, { opened_at: later(number), step: "guard", offer: offered(number === 3 ? 9 : 5, String(number)) }));
    await get().repairs.open(guards.map((guard, index) => ({ ...opening(guard), key: `7:guard:pull:5:${index}` })), [], start);
    await get().repairs.open([opening(repairOf(4, { offer: offered(5, "4") }))], [], start);
    expect((await get().repairs.list({ most: 10 })).map(({ id }) => id)).toEqual([repairOf(4).id]);
    expect((await get().repairs.guards({ repositoryId: 7, number: 5, most: 10 })).map(({ id }) => id)).toEqual([2, 1].map((number) => repairOf(number).id));
  });

  test("verdicts are those of one repository since a moment, newest first", async () => {
    const sworn = (number: number, change: object = {}): LedgerDraft => ({ ...draftOf(repairOf(1), "policy_evaluated", { number }), at: later(number), ...change });
    await get().ledger.append([sworn(1), sworn(2), draftOf(repairOf(1), "stopped"), sworn(3, { repo: "octo/other" }), sworn(4)]);
    const found = async (since: Timestamp, most = 10): Promise<readonly unknown[]> => (await get().ledger.verdicts({ repo: "octo/hello", since, most })).map(({ payload }) => payload["number"]);
    expect([await found(start), await found(later(2)), await found(start, 1)]).toEqual([[4, 2, 1], [4, 2], [4]]);
  });

  test("resting repairs are those neither due, held nor closed, and not moved since", async () => {
    await get().repairs.open([1, 2, 3].map((number) => ({ ...opening(repairOf(number)), due: number === 1 ? null : start })), [], start);
    await get().repairs.commit(await claimRepair(get()), decisionOf(repairOf(2, { step: "closed" })), start);
    expect((await get().repairs.resting(later(1), 10)).map(({ id }) => id)).toEqual([repairOf(1).id]);
    expect(await get().repairs.resting(start, 10)).toEqual([]);
  });
}
