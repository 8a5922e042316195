/** Claims effects for the relay: of each repair only the first unfinished one, so that its effects keep their order (attack Q11). */
import { FixId } from "../../../core/identity/identifier.ts";
import { Effect } from "../../../core/repair/effect.ts";
import { Repository } from "../../../core/repair/repair.ts";
import type { ClaimedEffect, ClaimRequest } from "../../../ports/store.ts";
import { claimOf, claimRows, leaseStatements, type LeaseRow, type Turn } from "../lease.ts";
import { appendDrafts } from "../ledger/append.ts";
import { takeOver } from "../repairs/claim.ts";
import type { Script } from "../script.ts";

interface EffectRow { readonly id: number; readonly key: string; readonly repair_id: string; readonly repository: string; readonly effect: string }

export const effectLease = leaseStatements<EffectRow>({
  table: "effects", key: "id", columns: "id, key, repair_id, repository, effect",
  unless: "exists (select 1 from effects earlier where earlier.repair_id = effects.repair_id and earlier.id < effects.id and earlier.done_at is null)",
});

export function* claimEffects(request: ClaimRequest, turn: Turn): Script<readonly ClaimedEffect[]> {
  const found = yield* claimRows(effectLease, request, turn);
  const claimed = found.map((stored) => toClaimed(request, stored));
  yield* appendDrafts(claimed.flatMap((effect, index) => takeOver(found[index], {
    repair: { id: effect.repairId, subject: { repository: effect.repository } }, holder: request.holder, at: request.now, of: effect.key,
  })));
  return claimed;
}

function toClaimed(request: ClaimRequest, stored: EffectRow & LeaseRow): ClaimedEffect {
  return {
    id: stored.id, repairId: FixId.parse(stored.repair_id), key: stored.key, repository: Repository.parse(JSON.parse(stored.repository)),
    effect: Effect.parse(JSON.parse(stored.effect)), claim: claimOf(request, stored), attempts: stored.attempts,
  };
}
