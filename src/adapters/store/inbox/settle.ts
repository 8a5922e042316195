/** Ends a delivery: done, ignored for a named reason, or set aside as dead. Only a dead one keeps its body, to be looked at. */
import type { Timestamp } from "../../../core/identity/timestamp.ts";
import type { Admission, ClaimedDelivery, Settlement } from "../../../ports/store.ts";
import { keepRun } from "../history/keep.ts";
import { appendDrafts } from "../ledger/append.ts";
import { withoutNul } from "../lease.ts";
import { entriesOf, openRepairs } from "../repairs/open.ts";
import { wakeRepairs } from "../repairs/wake.ts";
import { row, rows, statement, type Script } from "../script.ts";

const end = statement<{ id: number }>("delivery_end", `
  update deliveries set state = ?, ignored = ?, fault = ?, due_at = null, lease_holder = null, lease_until = null
  where guid = ? and lease_token = ? and lease_holder is not null
  returning id`);
const dropBody = statement("delivery_drop_body", "delete from delivery_bodies where delivery_id = ?");

export function* admitDelivery({ delivery, claim }: ClaimedDelivery, admission: Admission, now: Timestamp): Script<Settlement> {
  const { opens, wakes, entries, ignored, ran } = admission;
  const ended = yield* row(end, ignored === null ? "done" : "ignored", ignored === null ? null : withoutNul(ignored), null, delivery.guid, claim.token);
  if (ended === null) return "lease_lost";
  yield* rows(dropBody, ended.id);
  if (ran !== undefined) yield* keepRun(ran);
  yield* wakeRepairs(wakes, now);
  const notOpened = yield* openRepairs(opens, now);
  yield* appendDrafts(entriesOf(entries, notOpened));
  return "settled";
}

export function* buryDelivery({ delivery, claim }: ClaimedDelivery, fault: string): Script<Settlement> {
  return (yield* row(end, "dead", null, withoutNul(fault), delivery.guid, claim.token)) === null ? "lease_lost" : "settled";
}
