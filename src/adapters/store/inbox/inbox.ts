import type { Delivery, Inbox } from "../../../ports/store/inbox.ts";
import type { Settlement } from "../../../ports/store/claim.ts";
import type { Appending, Database } from "../database.ts";
import { GroupCommit } from "../group-commit.ts";
import { postponeLease, type Turn } from "../lease.ts";
import { row, statement } from "../script.ts";
import type { Outcome } from "./append.ts";
import { claimDeliveries, deliveryLease } from "./claim.ts";
import { admitDelivery, buryDelivery, endQuietly, isQuiet, type Quiet } from "./settle.ts";

const counts = statement<{ waiting: number; done: number; ignored: number; dead: number }>("deliveries_count", `
  select count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'done') as done,
         count(*) filter (where state = 'ignored') as ignored, count(*) filter (where state = 'dead') as dead
  from deliveries`);

/** One that runs, and one that lies ready for when it ends. */
const COMMITS_AT_A_TIME = 2;

/** `finish` resolves when all that was asked for is stored. */
export function openInbox(database: Database, appending: Appending): { readonly inbox: Inbox; finish(): Promise<void> } {
  const turn: Turn = { last: -1 };
  const appends = new GroupCommit<Delivery, Outcome>((deliveries) => appending.append(deliveries), COMMITS_AT_A_TIME);
  const quietEnds = new GroupCommit<Quiet, Settlement>((quiet) => database.write(() => endQuietly(quiet)), COMMITS_AT_A_TIME);
  const inbox: Inbox = {
    append: (deliveries) => appends.add(deliveries),
    claim: (request) => database.lease(() => claimDeliveries(request, turn)),
    admit: async (claimed, admission, now) => {
      if (!isQuiet(admission)) return database.write(() => admitDelivery(claimed, admission, now));
      const [settlement = "lease_lost"] = await quietEnds.add([{ claimed, ignored: admission.ignored }]);
      return settlement;
    },
    postpone: ({ delivery, claim }, due, fault) => database.write(() => postponeLease(deliveryLease, { key: delivery.guid, token: claim.token }, { due, fault })),
    bury: (claimed, fault) => database.write(() => buryDelivery(claimed, fault)),
    count: async () => (await database.read(() => row(counts))) ?? { waiting: 0, done: 0, ignored: 0, dead: 0 },
  };
  return { inbox, finish: async () => void (await Promise.all([appends.drained(), quietEnds.drained()])) };
}
