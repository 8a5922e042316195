/** Keeps what came of an effect and wakes its repair, in one transaction. */
import { milliseconds, type Timestamp } from "../../../core/identity/timestamp.ts";
import type { Receipt } from "../../../core/repair/effect.ts";
import type { ClaimedEffect, Settlement } from "../../../ports/store.ts";
import { appendDrafts } from "../ledger/append.ts";
import { contended } from "../repairs/contended.ts";
import { wakeRepairs } from "../repairs/wake.ts";
import { row, statement, type Script } from "../script.ts";

const keep = statement<{ id: number }>("effect_settle", `
  update effects set receipt = ?, done_at = ?, due_at = null, lease_holder = null, lease_until = null, fault = null
  where id = ? and lease_token = ? and lease_holder is not null and done_at is null
  returning id`);

export function* settleEffect(claimed: ClaimedEffect, receipt: Receipt, now: Timestamp): Script<Settlement> {
  if ((yield* row(keep, JSON.stringify(receipt), milliseconds(now), claimed.id, claimed.claim.token)) === null) {
    return yield* contended({ of: claimed.key, repair: { id: claimed.repairId, subject: { repository: claimed.repository } }, claim: claimed.claim, now });
  }
  yield* wakeRepairs([{ by: "fix", id: claimed.repairId }], now);
  const payload = { key: claimed.key, effect: claimed.effect.kind, receipt: { ...receipt } };
  yield* appendDrafts([{ at: now, repo: claimed.repository.name, repair: claimed.repairId, kind: "effect_done", phase: null, payload, evidence: [], prompt_sha256: null }]);
  return "settled";
}
