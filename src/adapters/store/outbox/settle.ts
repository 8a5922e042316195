/** Keeps what came of an effect and wakes its repair (or its request), in one transaction. */
import { milliseconds, type Timestamp } from "../../../core/identity/timestamp.ts";
import type { Receipt } from "../../../core/repair/effect.ts";
import type { ClaimedEffect } from "../../../ports/store/outbox.ts";
import type { Settlement } from "../../../ports/store/claim.ts";
import { appendDrafts } from "../ledger/append.ts";
import { contended } from "../repairs/contended.ts";
import { wakeRepairs } from "../repairs/wake.ts";
import { row, rows, statement, type Script } from "../script.ts";

const keepIn = (table: "effects" | "request_effects") => statement<{ id: number }>(`${table}_settle`, `
  update ${table} set receipt = ?, done_at = ?, due_at = null, lease_holder = null, lease_until = null, fault = null
  where id = ? and lease_token = ? and lease_holder is not null and done_at is null
  returning id`);
const keep = keepIn("effects");
const keepOfRequest = keepIn("request_effects");

const requests = statement<{ at: Timestamp; payload: string }>("effect_requests_of", "select at, payload from ledger where repair = ? and kind = 'effect_requested' order by seq desc");

/** A call that needed more than one try: seconds from being asked for to being done (the objective tool_mttr_seconds). Null: it was done at once, or refused for good. */
function* recovery({ key, repairId, attempts }: ClaimedEffect, receipt: Receipt, now: Timestamp): Script<number | null> {
  if (repairId === null || attempts <= 1 || receipt.kind === "refused") return null;
  const asked = (yield* rows(requests, repairId)).find(({ payload }) => (JSON.parse(payload) as { readonly key?: unknown }).key === key);
  return asked === undefined ? null : (milliseconds(now) - milliseconds(asked.at)) / 1000;
}

export function* settleEffect(claimed: ClaimedEffect, receipt: Receipt, now: Timestamp): Script<Settlement> {
  const { repairId, requestId, repository, key } = claimed;
  if ((yield* row(requestId === null ? keep : keepOfRequest, JSON.stringify(receipt), milliseconds(now), claimed.id, claimed.claim.token)) === null) {
    return yield* contended({ of: key, repair: { id: repairId, subject: { repository } }, claim: claimed.claim, now });
  }
  if (repairId !== null) yield* wakeRepairs([{ by: "fix", id: repairId }], now);
  const recovered = yield* recovery(claimed, receipt, now);
  const payload = { key, effect: claimed.effect.kind, receipt: { ...receipt }, ...(requestId === null ? {} : { request: requestId }), ...(recovered === null ? {} : { recovered_seconds: recovered }) };
  yield* appendDrafts([{ at: now, repo: repository.name, repair: repairId, kind: "effect_done", phase: null, payload, evidence: [], prompt_sha256: null }]);
  return "settled";
}
