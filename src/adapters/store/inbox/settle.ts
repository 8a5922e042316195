/** Ends a delivery: done, ignored for a named reason, or set aside as dead. Only a dead one keeps its body, to be looked at. */
import type { Timestamp } from "../../../core/identity/timestamp.ts";
import type { Admission } from "../../../core/event/admission.ts";
import type { ClaimedDelivery } from "../../../ports/store/inbox.ts";
import type { Settlement } from "../../../ports/store/claim.ts";
import { keepRun } from "../history/keep.ts";
import { appendDrafts } from "../ledger/append.ts";
import { withoutNul } from "../lease.ts";
import { entriesOf, openRepairs } from "../repairs/open.ts";
import { openRequests } from "../requests/open.ts";
import { wakeRepairs } from "../repairs/wake.ts";
import { keepReverts } from "../skills/keep-reverts.ts";
import { inGroups, manyRows, row, rows, statement, type Script } from "../script.ts";

const end = statement<{ id: number }>("delivery_end", `
  update deliveries set state = ?, ignored = ?, fault = ?, due_at = null, lease_holder = null, lease_until = null
  where guid = ? and lease_token = ? and lease_holder is not null
  returning id`);
const dropBody = statement("delivery_drop_body", "delete from delivery_bodies where delivery_id = ?");

export function* admitDelivery({ delivery, claim }: ClaimedDelivery, admission: Admission, now: Timestamp): Script<Settlement> {
  const { opens, wakes, entries, ignored, ran, reverts, requests } = admission;
  const ended = yield* row(end, ignored === null ? "done" : "ignored", ignored === null ? null : withoutNul(ignored), null, delivery.guid, claim.token);
  if (ended === null) return "lease_lost";
  yield* rows(dropBody, ended.id);
  if (ran !== undefined) yield* keepRun(ran);
  if (reverts !== undefined) yield* keepReverts(reverts);
  yield* wakeRepairs(wakes, now);
  const notOpened = yield* openRepairs(opens, now);
  yield* appendDrafts(entriesOf(entries, notOpened));
  if (requests !== undefined) yield* openRequests(requests, now);
  return "settled";
}

interface Ended { readonly id: number; readonly guid: string; readonly lease_token: number }

const endMany = manyRows((values) => statement<Ended>("deliveries_end", ({ integer }) => `
  with given (guid, token, ignored) as (values ${values(`(cast(? as text), cast(? as ${integer}), cast(? as text))`)})
  update deliveries
  set state = case when given.ignored is null then 'done' else 'ignored' end, ignored = given.ignored, fault = null, due_at = null, lease_holder = null, lease_until = null
  from given
  where deliveries.guid = given.guid and lease_token = given.token and lease_holder is not null
  returning deliveries.id, deliveries.guid, deliveries.lease_token`));
const dropBodies = manyRows((values) => statement("delivery_bodies_drop", `delete from delivery_bodies where delivery_id in (${values("?")})`));

/** Wakes nobody, opens nothing, swears nothing, tells of no run. What the worker has looked up by then (`resettled`) is no matter of the store. Whatever else an admission may come to ask for, this must name (`satisfies`). */
export function isQuiet({ opens, wakes, entries, ran, reverts, requests, ignored: _, resettled: __, ...others }: Admission): boolean {
  others satisfies Record<string, never>;
  return opens.length + wakes.length + entries.length === 0 && ran === undefined && reverts === undefined && requests === undefined;
}

export interface Quiet { readonly claimed: ClaimedDelivery; readonly ignored: string | null }

/** Ends deliveries that ask for nothing, many in one transaction: each touches its own rows alone, so none can hold another up. */
export function* endQuietly(quiet: readonly Quiet[]): Script<readonly Settlement[]> {
  const settled = new Set<string>();
  // In the order of their GUIDs, so that two processes lock them in one order.
  const ordered = quiet.toSorted((one, other) => (one.claimed.delivery.guid < other.claimed.delivery.guid ? -1 : 1));
  for (const group of inGroups(ordered)) {
    const ended = yield* rows(endMany(group.length), ...group.flatMap(({ claimed: { delivery, claim }, ignored }) => [delivery.guid, claim.token, ignored === null ? null : withoutNul(ignored)]));
    for (const part of inGroups(ended)) yield* rows(dropBodies(part.length), ...part.map(({ id }) => id));
    for (const { guid, lease_token } of ended) settled.add(`${guid} ${lease_token}`);
  }
  return quiet.map(({ claimed: { delivery, claim } }) => (settled.has(`${delivery.guid} ${claim.token}`) ? "settled" : "lease_lost"));
}

export function* buryDelivery({ delivery, claim }: ClaimedDelivery, fault: string): Script<Settlement> {
  return (yield* row(end, "dead", null, withoutNul(fault), delivery.guid, claim.token)) === null ? "lease_lost" : "settled";
}
