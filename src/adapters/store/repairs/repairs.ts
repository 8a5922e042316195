import type { Repairs } from "../../../ports/store/repairs.ts";
import type { Database } from "../database.ts";
import { postponeLease, renewLease, type Turn } from "../lease.ts";
import { appendDrafts } from "../ledger/append.ts";
import { claimRepairs, repairLease } from "./claim.ts";
import { commitDecision } from "./commit.ts";
import { endedRepairs, findRepair, knownRepositories, listGuards, listObservers, listOnboarded, listRepairs, restingRepairs } from "./find.ts";
import { openInstructions } from "./instructions.ts";
import { entriesOf, openRepairs } from "./open.ts";
import { wakeRepairs } from "./wake.ts";

export function openRepairsOf(database: Database): Repairs {
  const turn: Turn = { last: -1 };
  return {
    claim: (request) => database.lease(() => claimRepairs(request, turn)),
    renew: ({ repair, claim }, now, seconds) => database.lease(() => renewLease(repairLease, { key: repair.id, token: claim.token }, { now, seconds })),
    commit: (claimed, decision, now) => database.write(() => commitDecision(claimed, decision, now)),
    postpone: ({ repair, claim }, due, fault) => database.write(() => postponeLease(repairLease, { key: repair.id, token: claim.token }, { due, fault })),
    open: (opened, entries, now) => database.write(function* () {
      const known = yield* openRepairs(opened, now);
      yield* appendDrafts(entriesOf(entries, known));
      return opened.length - known.size;
    }),
    wake: (wakes, now) => database.write(function* () { return (yield* wakeRepairs(wakes, now)).size; }),
    instructions: (id) => database.read(() => openInstructions(id)),
    find: (id) => database.read(() => findRepair(id)),
    list: (filter) => database.read(() => listRepairs(filter)),
    repositories: (most) => database.read(() => knownRepositories(most)),
    guards: (pull) => database.read(() => listGuards(pull)),
    onboarded: (installationId) => database.read(() => listOnboarded(installationId)),
    observing: () => database.read(() => listObservers()),
    ended: (since, most) => database.read(() => endedRepairs(since, most)),
    resting: (since, most) => database.read(() => restingRepairs(since, most)),
  };
}
