/** Requests, what repairs are told, and standing orders, on whichever database. */
import { describe, expect, test } from "@jest/globals";
import { digestOfJson } from "../../../src/core/identity/digest.ts";
import type { RequestId } from "../../../src/core/identity/identifier.ts";
import { restingRequest, type RequestDecision, type Ruling } from "../../../src/core/request/decision.ts";
import { openRequest, type OpenedRequest } from "../../../src/core/request/open-request.ts";
import type { Request } from "../../../src/core/request/request.ts";
import type { ClaimedRequest } from "../../../src/ports/store/requests.ts";
import type { Store } from "../../../src/ports/store/store.ts";
import { decisionOf, deliveryOf, later, opening, repairOf, repository, request, start } from "./samples.ts";

export function askedOf(number: number, lines: readonly string[] = ["/autofix"]): OpenedRequest {
  return openRequest({ repository, origin: { kind: "comment", comment_id: number, number: 7, pull: true }, actor: "octo", machine: false, lines, dryRun: false, occasion: "" }, { at: start, seed: `${number}${digestOfJson(lines).slice(0, 8)}` });
}

async function claimOne(store: Store, change = {}): Promise<ClaimedRequest> {
  const [claimed, ...others] = await store.requests.claim(request({ most: 1, ...change }));
  if (claimed === undefined || others.length > 0) throw new Error("one was expected");
  return claimed;
}

const decided = ({ request: asked }: ClaimedRequest, change: Partial<Request> = {}, more: Partial<RequestDecision> = {}): RequestDecision => ({ ...restingRequest({ ...asked, ...change }), ...more });
const ruling = (id: RequestId, by: string, how: Ruling["how"] = "approve", reason: string | null = null): Ruling => ({ request: id, how, by, reason });
const instruction = (asked: Request) => ({ how: "pause", by: "octo", reason: "later", at: start, request: asked.id, pull: null }) as const;

export function requestSuite(get: () => Store): void {
  describe("requests", () => {
    test("the same words of one comment are opened once and sworn to once; others of it are a request of their own", async () => {
      expect(await get().requests.open([askedOf(1), askedOf(1), askedOf(1, ["/autofix lint"]), askedOf(2)], start)).toBe(3);
      expect(await get().requests.open([askedOf(1)], start)).toBe(0);
      const entries = [];
      for await (const { kind, payload } of get().ledger.read(1)) entries.push([kind, payload["decision"], payload["lines"]]);
      expect(entries).toEqual([["human_decision", "asked", ["/autofix"]], ["human_decision", "asked", ["/autofix lint"]], ["human_decision", "asked", ["/autofix"]]]);
    });

    test("an admitted delivery opens it", async () => {
      await get().inbox.append([deliveryOf(1)]);
      const [claimed] = await get().inbox.claim(request());
      if (claimed === undefined) throw new Error("nothing was due");
      await get().inbox.admit(claimed, { opens: [], wakes: [], entries: [], ignored: null, requests: [askedOf(1)] }, start);
      expect((await claimOne(get())).request).toEqual(askedOf(1).request);
    });

    test("one who lost the lease writes nothing, and that is sworn to", async () => {
      await get().requests.open([askedOf(1)], start);
      const late = await claimOne(get());
      const other = await claimOne(get(), { holder: "worker-2", now: later(31) });
      expect(await get().requests.commit(late, decided(late, { state: "closed" }), later(32))).toBe("lease_lost");
      expect(await get().requests.commit(other, decided(other, { state: "closed", reason: "answered" }), later(32))).toBe("settled");
      expect(await get().requests.find(askedOf(1).request.id)).toMatchObject({ state: "closed", reason: "answered" });
      expect(await get().requests.claim(request({ now: later(9_999) }))).toEqual([]);
    });

    test("its effects are claimed in order beside those of repairs, settled and counted, and belong to no repair", async () => {
      await get().requests.open([askedOf(1)], start);
      const claimed = await claimOne(get());
      const effects = (["eyes", "-1"] as const).map((content) => ({ key: `${claimed.request.id}:${content}`, repository, effect: { kind: "react", comment_id: 1, content } as const }));
      await get().requests.commit(claimed, decided(claimed, { state: "closed" }, { effects }), start);
      const [first, ...others] = await get().outbox.claim(request());
      expect([first?.effect, first?.repairId, first?.requestId, others]).toEqual([effects[0]?.effect, null, claimed.request.id, []]);
      if (first === undefined) return;
      expect(await get().outbox.renew(first, later(1), 30)).toBe(true);
      expect(await get().outbox.settle(first, { kind: "react", reaction_id: 5 }, later(2))).toBe("settled");
      const [second] = await get().outbox.claim(request({ now: later(3) }));
      expect(second?.effect).toEqual(effects[1]?.effect);
      if (second !== undefined) expect(await get().outbox.postpone(second, later(60), "GitHub does not answer")).toBe("settled");
      expect(await get().outbox.count()).toEqual({ waiting: 1, done: 1 });
    });

    test("a repair is told something beside its wake, keeps it until its step took it, and is told nothing twice", async () => {
      await get().repairs.open([opening(repairOf(1))], [], start);
      await get().requests.open([askedOf(1)], start);
      const asked = await claimOne(get());
      const told = instruction(asked.request);
      await get().requests.commit(asked, decided(asked, { state: "closed" }, { instructions: [{ repair: repairOf(1).id, instruction: told }] }), start);
      const [claimed] = await get().repairs.claim(request());
      if (claimed === undefined) throw new Error("nothing was due");
      const [given] = await get().repairs.instructions(repairOf(1).id);
      expect(given?.instruction).toEqual(told);
      await get().repairs.commit(claimed, decisionOf(claimed.repair, { taken: [given?.id ?? 0] }), start);
      expect(await get().repairs.instructions(repairOf(1).id)).toEqual([]);
    });

    test("a repair that is over is due again where it is told something, for who takes such", async () => {
      await get().repairs.open([opening(repairOf(1))], [], start);
      const [claimed] = await get().repairs.claim(request());
      if (claimed === undefined) throw new Error("nothing was due");
      await get().repairs.commit(claimed, decisionOf(repairOf(1, { step: "closed", status: "escalated" })), start);
      await get().requests.open([askedOf(1)], start);
      const asked = await claimOne(get());
      await get().requests.commit(asked, decided(asked, { state: "closed" }, { instructions: [{ repair: repairOf(1).id, instruction: instruction(asked.request) }] }), start);
      expect(await get().repairs.claim(request({ now: later(1) }))).toEqual([]);
      expect(await get().repairs.claim({ ...request({ now: later(1) }), steps: ["collect", "closed"] })).toHaveLength(1);
    });

    test("who follows a repair is woken whenever it moves, and not any more when it is over with it", async () => {
      await get().repairs.open([opening(repairOf(1))], [], start);
      await get().requests.open([askedOf(1)], start);
      const asked = await claimOne(get());
      const outcomes = [{ line: "/autofix", done: true, text: "At work.", follows: [repairOf(1).id] }];
      await get().requests.commit(asked, decided(asked, { state: "followed", outcomes }), start);
      expect(await get().requests.claim(request({ now: later(1) }))).toEqual([]);
      const move = async (seconds: number): Promise<void> => {
        const [claimed] = await get().repairs.claim(request({ now: later(seconds) }));
        if (claimed !== undefined) await get().repairs.commit(claimed, decisionOf(claimed.repair, { due: later(seconds) }), later(seconds));
      };
      await move(2);
      const woken = await claimOne(get(), { now: later(3) });
      await get().requests.commit(woken, decided(woken, { state: "closed" }), later(3));
      await move(4);
      expect(await get().requests.claim(request({ now: later(5) }))).toEqual([]);
    });

    test("what a machine asked for is approved once, and only while it waits", async () => {
      await get().requests.open([askedOf(1)], start);
      const { id } = askedOf(1).request;
      expect(await get().requests.rule(ruling(id, "operator"), start)).toBe(false);
      const asked = await claimOne(get());
      await get().requests.commit(asked, decided(asked, { state: "waiting_approval" }), start);
      expect([await get().requests.rule(ruling(id, "operator"), later(1)), await get().requests.rule(ruling(id, "another"), later(2))]).toEqual([true, false]);
      expect((await claimOne(get(), { now: later(3) })).request).toMatchObject({ state: "waiting_approval", approved_by: "operator" });
    });

    test("what is refused is not approved afterwards, and its step sees who refused it and why; another request's step may say so", async () => {
      await get().requests.open([askedOf(1), askedOf(2)], start);
      const [waiting, other] = await get().requests.claim(request());
      if (waiting === undefined || other === undefined) throw new Error("two were expected");
      await get().requests.commit(waiting, decided(waiting, { state: "waiting_approval" }), start);
      await get().requests.commit(other, decided(other, { state: "closed" }, { rulings: [ruling(waiting.request.id, "octo", "refuse", "not today")] }), later(1));
      expect(await get().requests.rule(ruling(waiting.request.id, "operator"), later(2))).toBe(false);
      expect((await claimOne(get(), { now: later(3) })).request).toMatchObject({ state: "waiting_approval", approved_by: null, refused: { by: "octo", reason: "not today" } });
    });

    test("standing orders are kept per repository in their order; requests of a comment and the latest are found", async () => {
      await get().requests.open([askedOf(1), askedOf(1, ["/autofix mode ops"])], start);
      for (const mode of ["code", "ops"] as const) {
        const claimed = await claimOne(get());
        await get().requests.commit(claimed, decided(claimed, { state: "closed" }, { orders: [{ kind: "mode", mode, by: "octo", at: start }] }), start);
      }
      expect((await get().orders.of(repository.id)).map((order) => order.kind === "mode" && order.mode)).toEqual(["code", "ops"]);
      expect(await get().orders.of(8)).toEqual([]);
      expect([(await get().requests.ofComment(repository.id, 1)).length, (await get().requests.ofComment(8, 1)).length, (await get().requests.list(1)).length]).toEqual([2, 0, 1]);
    });
  });
}
