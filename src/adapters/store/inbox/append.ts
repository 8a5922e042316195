/** Stores deliveries as they came, before anything is thought about them. A GUID is stored once (attacks W07, W10). */
import { milliseconds } from "../../../core/identity/timestamp.ts";
import type { Delivery } from "../../../ports/store.ts";
import { row, rows, statement, type Script } from "../script.ts";

const insert = statement<{ id: number }>("delivery_insert", `
  insert into deliveries (guid, event, received_at, installation_id, state, due_at) values (?, ?, ?, ?, 'waiting', ?)
  on conflict (guid) do nothing
  returning id`);
const insertBody = statement("delivery_insert_body", "insert into delivery_bodies (delivery_id, body) values (?, ?)");

export function* appendDeliveries(deliveries: readonly Delivery[]): Script<readonly ("stored" | "duplicate")[]> {
  const outcomes: ("stored" | "duplicate")[] = [];
  for (const { guid, event, body, receivedAt, installationId } of deliveries) {
    const at = milliseconds(receivedAt);
    const stored = yield* row(insert, guid, event, at, installationId ?? 0, at);
    if (stored !== null) yield* rows(insertBody, stored.id, body);
    outcomes.push(stored === null ? "duplicate" : "stored");
  }
  return outcomes;
}
