/** Claims effects for the relay: of each repair (and each request) only the first unfinished one, so that its effects keep their order (attack Q11). */
import { FixId, RequestId } from "../../../core/identity/identifier.ts";
import { Effect } from "../../../core/repair/effect.ts";
import { Repository } from "../../../core/repair/repair.ts";
import type { ClaimedEffect } from "../../../ports/store/outbox.ts";
import type { ClaimRequest } from "../../../ports/store/claim.ts";
import { claimOf, claimRows, leaseStatements, type LeaseRow, type Turn } from "../lease.ts";
import { appendDrafts } from "../ledger/append.ts";
import { takeOver } from "../repairs/claim.ts";
import { readOnce } from "../read-once.ts";
import type { Script } from "../script.ts";

interface EffectRow { readonly id: number; readonly key: string; readonly owner: string; readonly repository: string; readonly effect: string }

export const [readEffect, readRepository] = [readOnce(Effect), readOnce(Repository)];

export const effectLease = leaseStatements<EffectRow>({
  table: "effects", key: "id", columns: "id, key, repair_id as owner, repository, effect",
  unless: "exists (select 1 from effects earlier where earlier.repair_id = effects.repair_id and earlier.id < effects.id and earlier.done_at is null)",
});

export const requestEffectLease = leaseStatements<EffectRow>({
  table: "request_effects", key: "id", columns: "id, key, request_id as owner, repository, effect",
  unless: "exists (select 1 from request_effects earlier where earlier.request_id = request_effects.request_id and earlier.id < request_effects.id and earlier.done_at is null)",
});

/** The lease of the table that the effect stands in. */
export function leaseOf({ requestId }: Pick<ClaimedEffect, "requestId">): typeof effectLease {
  return requestId === null ? effectLease : requestEffectLease;
}

export interface Turns { readonly repairs: Turn; readonly requests: Turn }

/** People wait for the answers to what they asked, and these are few: they come first. */
export function* claimEffects(request: ClaimRequest, turns: Turns): Script<readonly ClaimedEffect[]> {
  const answers = yield* claimRows(requestEffectLease, request, turns.requests);
  const found = answers.length >= request.most ? [] : yield* claimRows(effectLease, { ...request, most: request.most - answers.length }, turns.repairs);
  const claimed = [
    ...answers.map((stored) => ({ stored, effect: toClaimed(request, stored, { repairId: null, requestId: RequestId.parse(stored.owner) }) })),
    ...found.map((stored) => ({ stored, effect: toClaimed(request, stored, { repairId: FixId.parse(stored.owner), requestId: null }) })),
  ];
  yield* appendDrafts(claimed.flatMap(({ stored, effect }) => takeOver(stored, {
    repair: { id: effect.repairId, subject: { repository: effect.repository } }, holder: request.holder, at: request.now, of: effect.key,
  })));
  return claimed.map(({ effect }) => effect);
}

function toClaimed(request: ClaimRequest, stored: EffectRow & LeaseRow, owner: Pick<ClaimedEffect, "repairId" | "requestId">): ClaimedEffect {
  return {
    id: stored.id, ...owner, key: stored.key, repository: readRepository(stored.repository),
    effect: readEffect(stored.effect), claim: claimOf(request, stored), attempts: stored.attempts,
  };
}
