/** Stores deliveries as they came, before anything is thought about them. A GUID is stored once (attacks W07, W10). */
import { milliseconds } from "../../../core/identity/timestamp.ts";
import type { Delivery } from "../../../ports/store/inbox.ts";
import { inGroups, manyRows, rows, statement, type Script } from "../script.ts";

export type Outcome = "stored" | "duplicate";

interface Stored { readonly id: number; readonly guid: string }

const insert = manyRows((values) => statement<Stored>("deliveries_insert", `
  insert into deliveries (guid, event, received_at, installation_id, state, due_at) values ${values("(?, ?, ?, ?, 'waiting', ?)")}
  on conflict (guid) do nothing
  returning id, guid`));
const insertBodies = manyRows((values) => statement("delivery_bodies_insert", `insert into delivery_bodies (delivery_id, body) values ${values("(?, ?)")}`));

export function* appendDeliveries(deliveries: readonly Delivery[]): Script<readonly Outcome[]> {
  // Of those with one GUID the first is stored.
  const first = new Map<string, Delivery>();
  for (const delivery of deliveries) if (!first.has(delivery.guid)) first.set(delivery.guid, delivery);
  const stored = new Set<string>();
  for (const group of inGroups([...first.values()])) {
    for (const { guid } of yield* insertGroup(group, first)) stored.add(guid);
  }
  return deliveries.map((delivery) => (stored.has(delivery.guid) && first.get(delivery.guid) === delivery ? "stored" : "duplicate"));
}

function* insertGroup(group: readonly Delivery[], byGuid: ReadonlyMap<string, Delivery>): Script<readonly Stored[]> {
  const stored = yield* rows(insert(group.length), ...group.flatMap(({ guid, event, receivedAt, installationId }) => {
    const at = milliseconds(receivedAt);
    return [guid, event, at, installationId ?? 0, at];
  }));
  for (const part of inGroups(stored)) {
    yield* rows(insertBodies(part.length), ...part.flatMap(({ id, guid }) => [id, byGuid.get(guid)?.body ?? null]));
  }
  return stored;
}
