/** Starts the worker's loops over the store: deliveries, repairs, effects, sweep. */
import type { Step } from "../core/repair/repair.ts";
import type { Clock, Randomness } from "../ports/clock.ts";
import type { GitHubReader, GitHubWriter } from "../ports/github.ts";
import type { Announcer } from "../ports/announcer.ts";
import type { OperationRunner } from "../ports/operations.ts";
import type { Log } from "../ports/log.ts";
import type { Notary } from "../ports/notary.ts";
import type { Rehearsals } from "../ports/rehearsals.ts";
import type { Telemetry } from "../ports/telemetry.ts";
import type { RequestFolder } from "../ports/request-folder.ts";
import type { Store } from "../ports/store/store.ts";
import type { WorkerContext } from "./context.ts";
import { crawlCrank, type Crawling } from "./crawl.ts";
import { turn, type Crank } from "./crank.ts";
import { discover } from "./discover.ts";
import { deliveryCrank, type Receive } from "./deliveries.ts";
import { receiveGuarded } from "./guarding.ts";
import { createPulse, type Pulse } from "./pulse.ts";
import { keepLearning } from "./learn.ts";
import { effectCrank } from "./relay.ts";
import { requestCrank } from "./requests.ts";
import { watchTakenBack, type TakenBackWatch } from "./taken-back.ts";
import { watchIssues, type IssueWatch } from "./recovered-issues.ts";
import type { StageTiming } from "./stages.ts";
import { sweep, type SweepTiming } from "./sweep.ts";
import { keepSigning } from "./sign-head.ts";
import { watchRuns } from "./stuck-runs.ts";
import { watchSources, type SourceWatch } from "./watch-sources.ts";
import { watchRequests } from "./watched-requests.ts";
import { workSteps } from "./work-steps.ts";
import { repairCrank, type Steps } from "./work.ts";

export interface WorkerOptions {
  readonly store: Store;
  readonly steps: Steps;
  readonly receive: Receive;
  /** Null: the relay is not started, and nothing is written to GitHub (dry run). */
  readonly writer: GitHubWriter | null;
  /** Runs the operator's own operations; null or not given: there are none. */
  readonly operations?: OperationRunner | null;
  /** Announces in the operator's chats; null or not given: there are none. */
  readonly announcer?: Announcer | null;
  /** Signs the checkpoints that go with stored evidence; null or not given: none goes along. */
  readonly notary?: Notary | null;
  /** Told of what was committed; null or not given: nobody is. */
  readonly telemetry?: Telemetry | null;
  /** Tells what long steps are at; not given: nobody is told. */
  readonly stages?: StageTiming;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly log: Log;
  /** Stops the worker: nothing more is claimed, and what is in flight is finished. */
  readonly signal: AbortSignal;
  /** How long a lease holds without renewal; 30 seconds unless told. */
  readonly leaseSeconds?: number;
  /** How long GitHub may take to list a run that it was asked to start; 20 unless told. */
  readonly listedSeconds?: number;
  readonly sweep?: SweepTiming;
  /** A folder that is watched for requests; not given: none. */
  readonly requests?: RequestFolder;
  /** Looks for runs that do not end; not given: nobody looks. */
  readonly watch?: { readonly reader: GitHubReader; readonly everySeconds: number };
  /** Looks for what failed and no delivery told; not given: nobody looks. */
  readonly crawl?: Crawling;
  /** Log sources beside CI; not given: there are none. */
  readonly sources?: SourceWatch;
  /** Lets replays of candidate skills begin by themselves; not given: none does. */
  readonly learning?: { readonly rehearsals: Rehearsals; readonly everySeconds: number };
  /** Looks for issues of ours that have nothing to tell any more; not given: nobody looks. */
  readonly issues?: IssueWatch;
  /** Looks whether what was merged was taken back by hand; not given: nobody looks. */
  readonly takenBack?: TakenBackWatch;
  /** The steps of repairs that this worker takes; all unless told. */
  readonly takes?: readonly Step[];
  /** The longest that the ledger grows without a signed checkpoint; an hour unless told. */
  readonly checkpointSeconds?: number;
}

export interface Worker {
  /** Something was stored (a delivery, an effect): look at once instead of at the end of the pause. */
  nudge(): void;
  /** Resolves after the signal, when nothing is in flight any more. */
  readonly finished: Promise<void>;
}

type ContextOptions = Pick<WorkerOptions, "store" | "clock" | "randomness" | "log" | "leaseSeconds" | "listedSeconds" | "takes" | "notary" | "telemetry" | "stages">;

const LEASE_SECONDS = 30;
/** GitHub shows a new run in its lists some seconds after the dispatch that made it. */
const SECONDS_UNTIL_LISTED = 20;
const CHECKPOINT_SECONDS = 3_600;
const SWEEP: SweepTiming = { everySeconds: 60, restSeconds: 600, stuckSeconds: 600 };

/** What its loops are given. Who looks once, beside them, is given the same. */
export function contextOf({ store, clock, randomness, log, ...options }: ContextOptions): WorkerContext {
  const pulses = { deliveries: createPulse(clock), repairs: createPulse(clock), effects: createPulse(clock), crawls: createPulse(clock), requests: createPulse(clock) };
  return {
    store, clock, randomness, log, pulses, holder: `worker-${randomness.suffix(8)}`, leaseSeconds: options.leaseSeconds ?? LEASE_SECONDS, listedSeconds: options.listedSeconds ?? SECONDS_UNTIL_LISTED,
    takes: options.takes ?? workSteps, notary: options.notary ?? null, telemetry: options.telemetry ?? null, stages: options.stages ?? null,
  };
}

export function startWorker(options: WorkerOptions): Worker {
  const { log, signal } = options;
  const context = contextOf(options);
  const { pulses } = context;
  const run = <Item>(crank: Crank<Item>, pulse: Pulse): Promise<void> => turn(crank, { pulse, log, signal });
  const loops = [
    run(deliveryCrank(context, options.steps.guarding === undefined ? options.receive : receiveGuarded(options.receive, options.steps.guarding, log)), pulses.deliveries),
    run(repairCrank(context, options.steps), pulses.repairs),
    options.writer === null ? Promise.resolve() : run(effectCrank(context, { writer: options.writer, operations: options.operations ?? null, announcer: options.announcer ?? null }), pulses.effects),
    options.steps.answer === undefined ? Promise.resolve() : run(requestCrank(context, options.steps.answer), pulses.requests),
    options.requests === undefined ? Promise.resolve() : watchRequests(context, options.requests, signal),
    sweep(context, options.sweep ?? SWEEP, signal),
    options.watch === undefined ? Promise.resolve() : watchRuns(context, options.watch.reader, { everySeconds: options.watch.everySeconds, signal }),
    ...(options.crawl === undefined ? [] : [discover(context, options.crawl, signal), run(crawlCrank(context, { ...options.crawl, ...(options.steps.guarding === undefined ? {} : { guarding: options.steps.guarding }) }), pulses.crawls)]),
    options.sources === undefined ? Promise.resolve() : watchSources(context, options.sources, signal),
    options.learning === undefined ? Promise.resolve() : keepLearning(context, options.learning.rehearsals, { everySeconds: options.learning.everySeconds, signal }),
    options.issues === undefined ? Promise.resolve() : watchIssues(context, options.issues, signal),
    options.takenBack === undefined ? Promise.resolve() : watchTakenBack(context, options.takenBack, signal),
    keepSigning(context, options.checkpointSeconds ?? CHECKPOINT_SECONDS, signal),
  ];
  return {
    nudge() { for (const pulse of Object.values(pulses)) pulse.beat(); },
    finished: Promise.all(loops).then(() => undefined),
  };
}
