/**
 * Regreen without a server: what started the job is admitted, the same steps are taken and the same effects performed as by the App, until all of it rests;
 * then the record goes back into the repository. Where another job has written its record meanwhile, all of it is done again on that one: every effect
 * looks before it acts, so nothing is done twice.
 */
import { join } from "node:path";
import { systemClock } from "../adapters/clock/system-clock.ts";
import { systemRandomness } from "../adapters/clock/system-randomness.ts";
import { createClient, type ClientOptions } from "../adapters/github/client.ts";
import { createReader } from "../adapters/github/reader/create-reader.ts";
import { createPolicyReader } from "../adapters/github/reader/policy-reader.ts";
import { openStateBranch, type StateBranch } from "../adapters/github/state-branch.ts";
import { createWriter } from "../adapters/github/writer/create-writer.ts";
import { Fault } from "../core/fault/fault.ts";
import { after, milliseconds } from "../core/identity/timestamp.ts";
import type { Repair, Repository } from "../core/repair/repair.ts";
import type { Log } from "../ports/log.ts";
import type { Store } from "../ports/store.ts";
import { receiveDelivery } from "../worker/receive-delivery.ts";
import { startWorker } from "../worker/start-worker.ts";
import type { StepParts } from "../app/start-serving.ts";
import type { Steps } from "../worker/work.ts";
import { deliveriesOf, type Started } from "./deliveries.ts";
import { openKeptStore, packStore } from "./kept-store.ts";
import { withOwnRunEnded } from "./own-run.ts";

export interface Alone {
  readonly client: ClientOptions;
  readonly webUrl: string;
  readonly repository: Repository;
  readonly started: Started;
  readonly headSha: string;
  /** A folder of this job's own. */
  readonly folder: string;
  readonly log: Log;
  readonly createSteps: (parts: StepParts) => Steps | Promise<Steps>;
}

const MOST_TRIES = 5;
/** What is due later than this is left to the next run: a schedule comes by. */
const SECONDS_WAITED = 20;
const LOOK_SECONDS = 0.2;
/** Beyond this the job would meet its own limit, and what it did would not be kept. */
const MOST_SECONDS = 480;

/** Out: the repairs that were moved. Faults of GitHub, and `github-conflict` when others kept writing. */
export async function runAlone(alone: Alone): Promise<readonly Repair[]> {
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

async function runOnce(alone: Alone, branch: StateBranch, path: string): Promise<readonly Repair[]> {
  const before = await branch.read();
  const begun = systemClock.now();
  const store = await openKeptStore(path, before.bytes, systemClock);
  let moved: readonly Repair[];
  try {
    await work(alone, store);
    moved = (await store.repairs.list({ repositoryId: alone.repository.id, most: 50 })).filter(({ progressed_at, opened_at }) => [progressed_at, opened_at].some((at) => milliseconds(at) >= milliseconds(begun)));
  } finally {
    await store.close();
  }
  await branch.write(before, packStore(path));
  return moved;
}

async function work({ client: options, webUrl, repository, started, headSha, log, createSteps }: Alone, store: Store): Promise<void> {
  const client = createClient(options);
  const reader = withOwnRunEnded(createReader(client), started.runId);
  const stop = new AbortController();
  const shared = { clock: systemClock, randomness: systemRandomness, log };
  const steps = await createSteps({ ...shared, store, reader, policyReader: createPolicyReader(client), webUrl, registries: {}, operations: [] });
  const now = systemClock.now();
  await store.inbox.append(deliveriesOf(started, headSha).map(({ guid, event, body }) => ({ guid, event, body: Buffer.from(body), receivedAt: now, installationId: repository.installation_id })));
  // Everything that rests is looked at once: between two jobs nobody has watched.
  const worker = startWorker({ ...shared, store, steps, receive: receiveDelivery(shared), writer: createWriter(client, store.evidence), signal: stop.signal, sweep: { everySeconds: 3_600, restSeconds: 0, stuckSeconds: 86_400 } });
  await untilAtRest(store);
  stop.abort();
  await worker.finished;
}

/** Twice in a row, so that what one loop hands to the next is not missed. */
async function untilAtRest(store: Store): Promise<void> {
  const latest = milliseconds(systemClock.now()) + MOST_SECONDS * 1000;
  for (let calm = 0; calm < 5;) {
    await systemClock.sleep(LOOK_SECONDS);
    const now = systemClock.now();
    if (milliseconds(now) > latest) return;
    const due = await store.nextDue();
    calm = due === null || milliseconds(due) > milliseconds(after(now, SECONDS_WAITED)) ? calm + 1 : 0;
  }
}
