/**
 * Guards are opened only where the gate governs everybody's pull requests: elsewhere a delivery about somebody's pull request leaves no row and no ledger entry.
 * What the gate governs stands on the default branch: where that may have changed, the pull requests that are open get their guards.
 */
import { isOwnBranch } from "../core/event/own-branch.ts";
import { isGuard } from "../core/repair/repair.ts";
import type { Repository } from "../core/repair/repair.ts";
import type { Opening } from "../core/repair/open-repair.ts";
import type { Admission } from "../core/event/admission.ts";
import type { Receive } from "./deliveries.ts";
import type { Log } from "../ports/log.ts";

/** Reads; writes nothing. */
export interface Guarding {
  /** Whether the gate governs pull requests of others in this repository, as its default branch stands. */
  governs(repository: Repository): Promise<boolean>;
  /** Guards for the heads that are open in a repository and have none; empty where the gate governs none of them. */
  missing(repository: Repository): Promise<readonly Opening[]>;
}

export function receiveGuarded(receive: Receive, guarding: Guarding, log: Log): Receive {
  return async (delivery) => {
    const admission = await receive(delivery);
    const kept = await withoutIdle(admission, guarding, log);
    return admission.resettled === undefined ? kept : withOpenings(kept, await guarding.missing(admission.resettled));
  };
}

/** What cannot be read now is opened: the guard's own step finds out, and tries again. A merge queue's commit is guarded in any case: our own pull requests wait there too. */
async function withoutIdle(admission: Admission, guarding: Guarding, log: Log): Promise<Admission> {
  const [guard] = admission.opens.filter(({ repair }) => isGuard(repair) && repair.subject.source.kind === "pull_request").map(({ repair }) => repair);
  // What Regreen offers without a repair behind it (a merged repair taken back) is judged by its guard alone.
  if (guard === undefined || isOwnBranch(guard.subject.branch)) return admission;
  const governed = await guarding.governs(guard.subject.repository).catch((error: unknown) => {
    log.warn({ repo: guard.subject.repository.name, error }, "whether the gate governs this pull request cannot be read: it is looked at by its guard");
    return true;
  });
  return governed ? admission : { ...admission, opens: admission.opens.filter(({ repair }) => repair.id !== guard.id), entries: admission.entries.filter(({ repair }) => repair !== guard.id) };
}

function withOpenings(admission: Admission, openings: readonly Opening[]): Admission {
  return openings.length === 0 ? admission : { ...admission, opens: [...admission.opens, ...openings.map(({ opened }) => opened)], entries: [...admission.entries, ...openings.map(({ entry }) => entry)] };
}
