/** The one place where a repair moves: everything that a step decided, in one transaction, or nothing. */
import { milliseconds, type Timestamp } from "../../../core/identity/timestamp.ts";
import type { Decision } from "../../../core/repair/decision.ts";
import type { ClaimedRepair } from "../../../ports/store/repairs.ts";
import type { Settlement } from "../../../ports/store/claim.ts";
import { storeEvidence } from "../evidence/evidence.ts";
import { storePendingFixes } from "../evidence/pending-fixes.ts";
import { keepSeen } from "../history/keep.ts";
import { appendDrafts } from "../ledger/append.ts";
import { requestEffects } from "../outbox/request.ts";
import { keepLogs } from "../replays/keep.ts";
import { row, statement, type Script } from "../script.ts";
import { keepSkillRecord } from "../skills/keep.ts";
import { contended } from "./contended.ts";
import { takeInstructions, wakeForInstructions, wakeRequestsOf } from "./instructions.ts";
import { entriesOf, openRepairs } from "./open.ts";

/** Refused once the token has moved on. A wake since the claim makes the repair due at once; a closed one is never due. */
const move = statement<{ id: string }>("repair_move", ({ integer }) => `
  update repairs
  set step = ?, offer_commit = ?, offer_number = ?, offer_base = ?, moved_at = ?, document = ?,
      due_at = case when wakes <> ? then cast(? as ${integer}) else cast(? as ${integer}) end,
      lease_holder = null, lease_until = null, attempts = 0, fault = null
  where id = ? and lease_token = ? and lease_holder is not null
  returning id`);

export function* commitDecision(claimed: ClaimedRepair, decision: Decision, now: Timestamp): Script<Settlement> {
  const { repair } = decision;
  if (repair.id !== claimed.repair.id) throw new TypeError(`a step on ${claimed.repair.id} decided about ${repair.id}`);
  if ((yield* moveRepair(claimed, decision, now)) === null) return yield* contended({ of: "repair", repair, claim: claimed.claim, now });
  yield* takeInstructions(repair.id, decision.taken ?? [], now);
  if (repair.step === "closed") yield* wakeForInstructions(repair.id, now);
  yield* wakeRequestsOf(repair.id, now);
  const notOpened = yield* openRepairs(decision.opens, now);
  yield* storeEvidence(repair.id, decision.evidence);
  yield* storePendingFixes(decision.pendingFixes);
  yield* keepLogs(repair.id, decision.logs ?? []);
  if (decision.seen !== undefined) yield* keepSeen(decision.seen);
  const standings = decision.skills === undefined ? [] : yield* keepSkillRecord({ record: decision.skills, repair: repair.id, at: now });
  const requested = yield* requestEffects(repair, decision.effects, now);
  yield* appendDrafts([...entriesOf(decision.entries, notOpened), ...standings, ...requested]);
  return "settled";
}

function moveRepair(claimed: ClaimedRepair, { repair, due }: Decision, now: Timestamp): Script<{ id: string } | null> {
  const at = milliseconds(now);
  const [whenWoken, whenNot] = repair.step === "closed" ? [null, null] : [at, due === null ? null : milliseconds(due)];
  return row(
    move, repair.step, repair.offer?.commit_sha ?? null, repair.offer?.number ?? null, repair.offer?.base_branch ?? null, at, JSON.stringify(repair),
    claimed.wakes, whenWoken, whenNot, repair.id, claimed.claim.token,
  );
}
