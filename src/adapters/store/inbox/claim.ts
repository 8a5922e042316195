/** Claims deliveries that wait, oldest first, installations in turn. */
import { timestamp } from "../../../core/identity/timestamp.ts";
import type { ClaimedDelivery } from "../../../ports/store/inbox.ts";
import type { ClaimRequest } from "../../../ports/store/claim.ts";
import { claimOf, claimRows, leaseStatements, type LeaseRow, type Turn } from "../lease.ts";
import type { Script } from "../script.ts";

interface DeliveryRow { readonly guid: string; readonly event: string; readonly received_at: number; readonly installation_id: number; readonly body: Uint8Array }

export const deliveryLease = leaseStatements<DeliveryRow>({
  table: "deliveries", key: "guid",
  columns: "guid, event, received_at, installation_id, (select body from delivery_bodies where delivery_id = deliveries.id) as body",
});

export function* claimDeliveries(request: ClaimRequest, turn: Turn): Script<readonly ClaimedDelivery[]> {
  return (yield* claimRows(deliveryLease, request, turn)).map((stored) => toClaimed(request, stored));
}

function toClaimed(request: ClaimRequest, stored: DeliveryRow & LeaseRow): ClaimedDelivery {
  const { guid, event, body, received_at, installation_id } = stored;
  const delivery = { guid, event, body, receivedAt: timestamp(received_at), installationId: installation_id === 0 ? null : installation_id };
  return { delivery, claim: claimOf(request, stored), attempts: stored.attempts };
}
