/**
 * Regreen without a server: what started the job is admitted, the same steps are taken and the same effects performed as by the App, until all of it rests;
 * then the record goes back into the repository. Where another job has written its record meanwhile, all of it is done again on that one: every effect
 * looks before it acts, so nothing is done twice.
 */
import { join } from "node:path";
import { systemClock } from "../adapters/clock/system-clock.ts";
import { createClient } from "../adapters/github/client.ts";
import { openStateBranch, type StateBranch } from "../adapters/github/state-branch.ts";
import { Fault } from "../core/fault/fault.ts";
import { milliseconds, type Timestamp } from "../core/identity/timestamp.ts";
import type { Repair, Repository } from "../core/repair/repair.ts";
import type { Request } from "../core/request/request.ts";
import type { Store } from "../ports/store/store.ts";
import { startWork, tell, untilAtRest, type Alone } from "./at-work.ts";
import { deliveriesOf } from "./deliveries.ts";
import { openKeptStore, packStore } from "./kept-store.ts";
import { lookAround } from "./look-around.ts";

const MOST_TRIES = 5;

/** What a job moved: repairs, and requests that it was asked. */
export interface Moved { readonly repairs: readonly Repair[]; readonly requests: readonly Request[] }

const MOST_MOVED = 50;

/** Faults of GitHub, and `github-conflict` when others kept writing. */
export async function runAlone(alone: Alone): Promise<Moved> {
  const branch = openStateBranch(createClient(alone.client), alone.repository);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runOnce(alone, branch, join(alone.folder, `regreen-${String(attempt)}.db`));
    } catch (error) {
      if (!(error instanceof Fault) || error.code !== "github-conflict" || attempt === MOST_TRIES) throw error;
      alone.log.info({ attempt }, "another job has written its record meanwhile: once more, on that one");
    }
  }
}

async function runOnce(alone: Alone, branch: StateBranch, path: string): Promise<Moved> {
  const before = await branch.read();
  const begun = systemClock.now();
  const store = await openKeptStore(path, before.bytes, systemClock);
  let moved: Moved;
  try {
    await work(alone, store);
    moved = await movedSince(store, alone, begun);
  } finally {
    await store.close();
  }
  await branch.write(before, packStore(path));
  return moved;
}

async function movedSince({ repairs, requests }: Store, { repository: { id } }: Alone, begun: Timestamp): Promise<Moved> {
  const isSince = (at: Timestamp): boolean => milliseconds(at) >= milliseconds(begun);
  return {
    repairs: (await repairs.list({ repositoryId: id, most: MOST_MOVED })).filter(({ progressed_at, opened_at }) => isSince(progressed_at) || isSince(opened_at)),
    requests: (await requests.list(MOST_MOVED)).filter(({ opened_at }) => isSince(opened_at)),
  };
}

async function work(alone: Alone, store: Store): Promise<void> {
  const working = await startWork(alone, store, "everything");
  try {
    await wakeFollowing(store, alone.repository);
    await tell(store, alone.repository, deliveriesOf(alone.started, alone.headSha));
    if (alone.started.event === "schedule") await lookAround(alone, store);
    working.nudge();
    await untilAtRest(store);
  } finally {
    await working.stop();
  }
}

/** A repair that follows a run's end looks by the minute where a server stands: here in whichever job comes next, the one that its end starts among them. */
async function wakeFollowing({ repairs }: Store, { id: repositoryId }: Repository): Promise<void> {
  const open = await repairs.list({ repositoryId, steps: ["diagnose"], most: MOST_MOVED });
  const following = open.filter(({ operation }) => operation?.kind === "answer" || operation?.kind === "stuck");
  await repairs.wake(following.map(({ id }) => ({ by: "fix", id })), systemClock.now());
}
