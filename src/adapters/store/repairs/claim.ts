/** Claims repairs that are due. A lease that ran out is taken over, and both ends of that are sworn to. */
import type { Timestamp } from "../../../core/identity/timestamp.ts";
import type { LedgerDraft } from "../../../core/ledger/entry.ts";
import type { Repair, Step } from "../../../core/repair/repair.ts";
import type { ClaimedRepair, RepairClaimRequest } from "../../../ports/store/repairs.ts";
import { claimOf, claimRows, leaseStatements, type LeaseRow, type Turn } from "../lease.ts";
import { appendDrafts } from "../ledger/append.ts";
import type { Script } from "../script.ts";
import { readRepair } from "./find.ts";

interface RepairRow { readonly document: string; readonly wakes: number }

export const repairLease = leaseStatements<RepairRow>({ table: "repairs", key: "id", columns: "document, wakes", only: "cast(? as text) like '%' || step || '%'" });

const everyStep: readonly Step[] = ["diagnose", "collect", "gate"];

export function* claimRepairs(request: RepairClaimRequest, turn: Turn): Script<readonly ClaimedRepair[]> {
  const taken = { last: turn.last, only: [(request.steps ?? everyStep).join(" ")] };
  const found = yield* claimRows(repairLease, request, taken);
  turn.last = taken.last;
  const claimed = found.map((stored) => ({
    repair: readRepair(stored.document), claim: claimOf(request, stored), attempts: stored.attempts, wakes: stored.wakes,
  }));
  yield* appendDrafts(claimed.flatMap(({ repair }, index) => takeOver(found[index], { repair, holder: request.holder, at: request.now, of: "repair" })));
  return claimed;
}

/** `id` null: it is not a repair's. */
export interface TakeOver { readonly repair: { readonly id: Repair["id"] | null } & { readonly subject: { readonly repository: Pick<Repair["subject"]["repository"], "name"> } }; readonly holder: string; readonly at: Timestamp; readonly of: string }

/** `lease_lost` by the one who let it run out, `lease_acquired` by the one who has it now; nothing when the lease was free. */
export function takeOver(stored: LeaseRow | undefined, { repair, holder, at, of }: TakeOver): readonly LedgerDraft[] {
  if (stored === undefined || stored.lost_holder === null) return [];
  const draft = { at, repo: repair.subject.repository.name, repair: repair.id, phase: null, evidence: [], prompt_sha256: null };
  return [
    { ...draft, kind: "lease_lost", payload: { of, holder: stored.lost_holder, token: stored.lease_token - 1 } },
    { ...draft, kind: "lease_acquired", payload: { of, holder, token: stored.lease_token } },
  ];
}
