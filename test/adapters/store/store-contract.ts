/** What every store must do, whichever database it stands on: run on SQLite in `npm test`, on PostgreSQL in test/postgres. */
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { digestOf } from "../../../src/core/identity/digest.ts";
import type { LedgerDraft } from "../../../src/core/ledger/entry.ts";
import { openObservation } from "../../../src/core/log-source/open-observation.ts";
import type { Timestamp } from "../../../src/core/identity/timestamp.ts";
import type { ClaimedRepair } from "../../../src/ports/store/repairs.ts";
import type { ClaimedDelivery } from "../../../src/ports/store/inbox.ts";
import type { Store } from "../../../src/ports/store/store.ts";
import { crawlSuite } from "./crawl-contract.ts";
import { historySuite } from "./history-contract.ts";
import { measuredSuite } from "./measured-contract.ts";
import { operationSuite } from "./operation-contract.ts";
import { replaySuite } from "./replay-contract.ts";
import { paceSuite } from "./pace-contract.ts";
import { requestSuite } from "./request-contract.ts";
import { skillSuite } from "./skill-contract.ts";
import { commentOf, decisionOf, deliveryOf, draftOf, evidenceOf, later, offered, opening, pendingFixOf, repairOf, repository, request, sha, start } from "./samples.ts";

/** `open` gives a store over an empty database. */
export function describeStore(name: string, open: () => Promise<Store>): void {
  describe(`a store on ${name}`, () => {
    let store: Store;
    beforeEach(async () => { store = await open(); });
    afterEach(async () => { await store.close(); });
    inboxSuite(() => store);
    repairSuite(() => store);
    leaseSuite(() => store);
    wakeSuite(() => store);
    keySuite(() => store);
    outboxSuite(() => store);
    recordSuite(() => store);
    historySuite(() => store);
    skillSuite(() => store);
    replaySuite(() => store);
    measuredSuite(() => store);
    operationSuite(() => store);
    paceSuite(() => store);
    crawlSuite(() => store);
    requestSuite(() => store);
  });
}

function only<Item>(items: readonly Item[]): Item {
  const [item] = items;
  if (item === undefined || items.length > 1) throw new Error(`one was expected, there are ${items.length}`);
  return item;
}

const nothing = { opens: [], wakes: [], entries: [], ignored: null };
const claimRepair = async (store: Store, change = {}): Promise<ClaimedRepair> => only(await store.repairs.claim(request({ most: 1, ...change })));
const claimDelivery = async (store: Store, change = {}): Promise<ClaimedDelivery> => only(await store.inbox.claim(request({ most: 1, ...change })));
const kinds = async (store: Store): Promise<string[]> => {
  const found: string[] = [];
  for await (const entry of store.ledger.read(1)) found.push(entry.kind);
  return found;
};

function inboxSuite(get: () => Store): void {
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

function repairSuite(get: () => Store): void {
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

function leaseSuite(get: () => Store): void {
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

function keySuite(get: () => Store): void {
  test("of keys kept under one name the first counts, for everybody", async () => {
    expect(await get().keys.read("checkpoint")).toBeNull();
    const kept = await Promise.all(["one", "two", "three"].map((pem) => get().keys.keep("checkpoint", pem)));
    expect(new Set(kept).size).toBe(1);
    expect(await get().keys.read("checkpoint")).toBe(kept[0]);
    expect(await get().keys.keep("other", "four")).toBe("four");
  });

  test("the ledger knows its first entry and its latest checkpoint", async () => {
    const { ledger } = get();
    expect([await ledger.origin(), await ledger.latestCheckpoint()]).toEqual([null, null]);
    const entries = await ledger.append((["repair_opened", "checkpoint", "checkpoint", "stopped"] as const).map((kind) => draftOf(repairOf(1), kind)));
    expect(await ledger.origin()).toBe(entries[0]?.hash);
    expect(await ledger.latestCheckpoint()).toEqual(entries[2]);
  });
}

function wakeSuite(get: () => Store): void {
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

function outboxSuite(get: () => Store): void {
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

function recordSuite(get: () => Store): void {
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
