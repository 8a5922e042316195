import { Receipt, type EffectRequest } from "../../../core/repair/effect.ts";
import type { Outbox } from "../../../ports/store/outbox.ts";
import type { Database } from "../database.ts";
import { postponeLease, renewLease } from "../lease.ts";
import { readOnce } from "../read-once.ts";
import { row, rows, statement } from "../script.ts";
import { claimEffects, leaseOf, readEffect, readRepository, type Turns } from "./claim.ts";
import { askMidStep } from "./request.ts";
import { settleEffect } from "./settle.ts";

const done = statement<{ key: string; effect: string; receipt: string }>("effects_done", "select key, effect, receipt from effects where repair_id = ? and done_at is not null order by id");
const open = statement<{ key: string; repository: string; effect: string }>("effects_open", "select key, repository, effect from effects where repair_id = ? and done_at is null order by id");
const counts = statement<{ waiting: number; done: number }>("effects_count", `
  select count(*) filter (where done_at is null) as waiting, count(*) filter (where done_at is not null) as done
  from (select done_at from effects union all select done_at from request_effects) every_effect`);

const readReceipt = readOnce(Receipt);

export function openOutbox(database: Database): Outbox {
  const turns: Turns = { repairs: { last: -1 }, requests: { last: -1 } };
  return {
    claim: (request) => database.lease(() => claimEffects(request, turns)),
    ask: ({ repair, claim: { token } }, requests, now) => database.write(() => askMidStep({ repair, token }, requests, now)),
    renew: (claimed, now, seconds) => database.lease(() => renewLease(leaseOf(claimed), { key: claimed.id, token: claimed.claim.token }, { now, seconds })),
    settle: (claimed, receipt, now) => database.write(() => settleEffect(claimed, receipt, now)),
    postpone: (claimed, due, fault) => database.write(() => postponeLease(leaseOf(claimed), { key: claimed.id, token: claimed.claim.token }, { due, fault })),
    receipts: async (repair) => (await database.read(() => rows(done, repair))).map(({ key, effect, receipt }) => (
      { key, effect: readEffect(effect), receipt: readReceipt(receipt) })),
    unfinished: async (repair) => (await database.read(() => rows(open, repair))).map(({ key, repository, effect }): EffectRequest => (
      { key, repository: readRepository(repository), effect: readEffect(effect) })),
    count: async () => (await database.read(() => row(counts))) ?? { waiting: 0, done: 0 },
  };
}
