import type { Inbox } from "../../../ports/store.ts";
import type { Database } from "../database.ts";
import { postponeLease, type Turn } from "../lease.ts";
import { row, statement } from "../script.ts";
import { appendDeliveries } from "./append.ts";
import { claimDeliveries, deliveryLease } from "./claim.ts";
import { admitDelivery, buryDelivery } from "./settle.ts";

const counts = statement<{ waiting: number; done: number; ignored: number; dead: number }>("deliveries_count", `
  select count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'done') as done,
         count(*) filter (where state = 'ignored') as ignored, count(*) filter (where state = 'dead') as dead
  from deliveries`);

export function openInbox(database: Database): Inbox {
  const turn: Turn = { last: -1 };
  return {
    append: (deliveries) => database.write(() => appendDeliveries(deliveries)),
    claim: (request) => database.lease(() => claimDeliveries(request, turn)),
    admit: (claimed, admission, now) => database.write(() => admitDelivery(claimed, admission, now)),
    postpone: ({ delivery, claim }, due, fault) => database.write(() => postponeLease(deliveryLease, { key: delivery.guid, token: claim.token }, { due, fault })),
    bury: (claimed, fault) => database.write(() => buryDelivery(claimed, fault)),
    count: async () => (await database.read(() => row(counts))) ?? { waiting: 0, done: 0, ignored: 0, dead: 0 },
  };
}
