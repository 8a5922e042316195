/** The worker of a job: the same loops as the App's, over the store of one repository, until all of it rests. */
import { systemClock } from "../adapters/clock/system-clock.ts";
import { systemRandomness } from "../adapters/clock/system-randomness.ts";
import { createClient, type ClientOptions } from "../adapters/github/client.ts";
import { createReader } from "../adapters/github/reader/create-reader.ts";
import { createPolicyReader } from "../adapters/github/reader/policy-reader.ts";
import { createWriter } from "../adapters/github/writer/create-writer.ts";
import type { StepParts } from "../app/serving-options.ts";
import { after, milliseconds } from "../core/identity/timestamp.ts";
import type { Registries } from "../core/registry/registry.ts";
import type { Repository } from "../core/repair/repair.ts";
import type { Announcer } from "../ports/announcer.ts";
import type { Log } from "../ports/log.ts";
import type { GitHubReader } from "../ports/github.ts";
import type { Store } from "../ports/store/store.ts";
import { receiveDelivery } from "../worker/receive-delivery.ts";
import { startWorker, type WorkerOptions } from "../worker/start-worker.ts";
import type { Steps } from "../worker/work.ts";
import type { Started, Told } from "./deliveries.ts";
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
  /** Package registries that the workflow permits; they are sealed into the plan that crosses to the fix job. */
  readonly registries: Registries;
  /** Says announcements in the chats that the workflow knows. */
  readonly announcer: Announcer;
  readonly createSteps: (parts: StepParts) => Steps | Promise<Steps>;
}

export interface Working {
  readonly steps: Steps;
  /** Something was stored: look at once. */
  nudge(): void;
  /** Resolves when nothing is in flight any more. */
  stop(): Promise<void>;
}

const DAY_SECONDS = 86_400;
/** What is due later than this is left to the next run: a schedule comes by. */
const SECONDS_WAITED = 20;
const LOOK_SECONDS = 0.2;
/** Shorter than the calm that ends a job: what this job was told of counts in it, and an issue about a failure that is gone is closed by it. */
const ISSUES_SECONDS = 0.4;
/** Beyond this the job would meet its own limit, and what it did would not be kept. */
const MOST_SECONDS = 480;

/** `guards`: pull requests are judged, and nothing else that the record holds is moved; nothing is announced either, since no record would say so to the next job. */
export async function startWork({ client: options, webUrl, started, log, registries, announcer, createSteps }: Alone, store: Store, what: "everything" | "guards"): Promise<Working> {
  const client = createClient(options);
  const stop = new AbortController();
  const shared = { clock: systemClock, randomness: systemRandomness, log };
  const reader = withOwnRunEnded(createReader(client), started.runId);
  const steps = await createSteps({ ...shared, store, reader, policyReader: createPolicyReader(client), webUrl, registries, operations: [] });
  const worker = startWorker({ ...shared, ...scopeOf(what, steps, reader), ...(what === "everything" ? { announcer } : {}), store, receive: receiveDelivery(shared), writer: createWriter(client, store.evidence), signal: stop.signal });
  return {
    steps,
    nudge: () => { worker.nudge(); },
    stop: async () => {
      stop.abort();
      await worker.finished;
    },
  };
}

/** Of everything, all that rests is looked at once: between two jobs nobody has watched. */
function scopeOf(what: "everything" | "guards", { answer, ...others }: Steps, reader: GitHubReader): Pick<WorkerOptions, "steps" | "sweep" | "takes" | "issues"> {
  const sweep = { everySeconds: 3_600, restSeconds: 0, stuckSeconds: DAY_SECONDS };
  if (what === "everything") return { steps: { ...others, ...(answer === undefined ? {} : { answer }) }, sweep, issues: { reader, everySeconds: ISSUES_SECONDS } };
  return { steps: others, sweep: { ...sweep, restSeconds: 365 * DAY_SECONDS, stuckSeconds: 365 * DAY_SECONDS }, takes: ["guard"] };
}

export async function tell(store: Store, repository: Repository, told: readonly Told[]): Promise<void> {
  const now = systemClock.now();
  await store.inbox.append(told.map(({ guid, event, body }) => ({ guid, event, body: Buffer.from(body), receivedAt: now, installationId: repository.installation_id })));
}

/** Several times in a row, so that what one loop hands to the next is not missed. */
export async function untilAtRest(store: Store): Promise<void> {
  const latest = milliseconds(systemClock.now()) + MOST_SECONDS * 1000;
  for (let calm = 0; calm < 5;) {
    await systemClock.sleep(LOOK_SECONDS);
    const now = systemClock.now();
    if (milliseconds(now) > latest) return;
    const due = await store.nextDue();
    calm = due === null || milliseconds(due) > milliseconds(after(now, SECONDS_WAITED)) ? calm + 1 : 0;
  }
}
