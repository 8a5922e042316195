/**
 * One serving process, put together: the door that takes deliveries, the worker that thinks and writes, health and pages, over one store.
 * `role` takes a part of it out, for several processes on PostgreSQL.
 */
import { once } from "node:events";
import type { RequestListener, Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Logger } from "pino";
import { openAdvisories } from "../adapters/advisories/read-advisories.ts";
import { systemClock } from "../adapters/clock/system-clock.ts";
import { openDatabaseClock } from "../adapters/clock/database-clock.ts";
import { createGitHub, type GitHub } from "../adapters/github/create-github.ts";
import type { LimitMemory } from "../adapters/github/rate-limit.ts";
import { openOpa } from "../adapters/opa/opa-server.ts";
import { createNotary } from "../adapters/notary/create-notary.ts";
import { keepKey } from "../adapters/notary/find-key.ts";
import { openRequestFolder } from "../adapters/request-folder/request-folder.ts";
import { openStore } from "../adapters/store/open-store.ts";
import { openTelemetry } from "../adapters/telemetry/open-telemetry.ts";
import { createMetrics, type Metrics } from "../adapters/telemetry/metrics.ts";
import { createAnnouncer } from "../adapters/announcements/create-announcer.ts";
import { noChannels } from "../adapters/announcements/read-channels.ts";
import { openLogSources } from "../adapters/log-sources/open-log-sources.ts";
import { createOperationRunner } from "../adapters/operations/operation-runner.ts";
import { milliseconds, timestamp } from "../core/identity/timestamp.ts";
import type { Operation } from "../core/repair/operate/operation.ts";
import type { Registries } from "../core/registry/registry.ts";
import type { Step } from "../core/repair/repair.ts";
import type { HttpSettings, ServeConfig } from "../settings/config.ts";
import type { Clock, Randomness } from "../ports/clock.ts";
import type { AdvisorySource } from "../ports/advisories.ts";
import type { DecisionPoint } from "../ports/decision-point.ts";
import type { GitHubReader, MemberReader, OnboardingReader, PolicyReader } from "../ports/github.ts";
import type { Log } from "../ports/log.ts";
import type { LogSources } from "../ports/log-sources.ts";
import type { Notary } from "../ports/notary.ts";
import type { Rehearsals } from "../ports/rehearsals.ts";
import type { Telemetry } from "../ports/telemetry.ts";
import type { Store } from "../ports/store/store.ts";
import type { Crawling } from "../worker/crawl.ts";
import { startWorker, type Worker } from "../worker/start-worker.ts";
import { workSteps } from "../worker/work-steps.ts";
import type { SourceWatch } from "../worker/watch-sources.ts";
import type { Steps } from "../worker/work.ts";
import { createApp } from "./create-app.ts";
import { createDoor } from "./door/create-door.ts";
import { createGuardedServer } from "./door/guarded-server.ts";
import { doorLimits } from "./door/limits.ts";
import { healthRoutes } from "./health.ts";
import { budgetsOf, type BudgetsOf } from "./budgets-of.ts";
import { objectivesOf } from "./objectives-of.ts";
import { watchStore } from "./watch-store.ts";
import { createListener, type Route } from "./web/route.ts";

export type Role = "all" | "door" | "worker";

/** What the steps of a repair are made of. */
export interface StepParts {
  readonly store: Store;
  readonly reader: GitHubReader;
  readonly policyReader: PolicyReader;
  /** Not given: no repository is asked whether it wants Regreen (the Action alone stands in one that does). */
  readonly onboardingReader?: OnboardingReader;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly log: Log;
  /** Address of GitHub's pages, for links. */
  readonly webUrl: string;
  /** Package registries that the operator permits. */
  readonly registries: Registries;
  /** The operator's own operations. */
  readonly operations: readonly Operation[];
  /** Log sources beside CI, and the time between two looks. */
  readonly observing?: { readonly sources: LogSources; readonly everySeconds: number };
  readonly advisories?: AdvisorySource;
  readonly decisionPoint?: DecisionPoint;
}

/** What pages need to know who looks, and to ask for something in their name. */
export interface PageTools {
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly members: MemberReader;
  readonly power: Pick<PolicyReader, "power">;
  readonly budgets: BudgetsOf;
  /** Something was asked for: the worker looks at once. */
  readonly nudge: () => void;
}

export interface ServingOptions {
  readonly config: ServeConfig;
  readonly role: Role;
  /** The steps of repairs that this process takes; all unless told. */
  readonly takes?: readonly Step[];
  readonly log: Logger;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly createSteps: (parts: StepParts) => Steps | Promise<Steps>;
  /** Runs replays that begin by themselves; not given, or null: none does. */
  readonly createRehearsals?: (parts: { readonly config: ServeConfig; readonly log: Log }) => Rehearsals | null;
  /** Seconds after which it is told what a step is at; 2 unless told, null: never. */
  readonly stageSeconds?: number | null;
  /** The pages that this process shows beside its health. */
  readonly pages: (store: Store, config: ServeConfig, tools: PageTools) => readonly Route[];
}

export interface Serving {
  /** Such as `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly store: Store;
  /** Takes nothing new, finishes what is in flight (for 20 seconds at most: a lease that is left runs out by itself), and closes. */
  stop(): Promise<void>;
}

/** Where GitHub sends deliveries: Probot's path, and the root, which is what Probot's registration page enters. */
const webhookPaths: readonly string[] = ["/api/github/webhooks", "/"];
const SECONDS_TO_FINISH = 20;
/** People see what takes longer than that (issue "Progress"). */
const STAGE_SECONDS = 2;
/** Between two looks for runs that do not end. */
const SECONDS_BETWEEN_WATCHES = 300;
/** Between two looks for what no delivery told. */
const CRAWL_MINUTES = 5;
/** Between two looks whether a candidate is to be tried. */
const SECONDS_BETWEEN_LESSONS = 300;
/** Between two looks for failures that people were told of and that are gone. */
const SECONDS_BETWEEN_ISSUES = 60;

export async function startServing(given: ServingOptions): Promise<Serving> {
  const { config, role, log } = given;
  const stopping = new AbortController();
  const store = await openStore({ ...config.store, clock: given.clock });
  const clock = store.dialect === "postgres" ? await openDatabaseClock({ store, clock: given.clock, log, signal: stopping.signal }) : given.clock;
  const options: ServingOptions = { ...given, clock };
  const watched = watchStore(store, clock);
  // The client tells the metrics what it asked, and the metrics ask it for the repositories' limits.
  const budgets: BudgetsOf = () => shown();
  const metrics = createMetrics(store, { objectives: objectivesOf(store, clock), budgets });
  const telemetry = await openTelemetry(config.telemetry ?? { folder: null, otlp: null }, { clock, log, besides: metrics });
  const gitHub = createGitHub({ ...config.github, ...config.credentials, log, observe: metrics.askedGitHub, limits: await rememberLimits(store, { clock, log }) });
  const shown = budgetsOf({ store, ...gitHub, clock, log });
  // The operator's kill switch: deliveries are kept, nothing is done with them.
  const worker = role === "door" || config.killSwitch === true ? null : await beginWork(options, { store: watched.store, gitHub, telemetry, signal: stopping.signal });
  const routes = [...healthRoutes({ store, worker: worker === null ? null : watched, metrics, clock }), ...options.pages(store, config, { clock, randomness: given.randomness, members: gitHub.memberReader, power: gitHub.policyReader, budgets, nudge: () => worker?.nudge() })];
  const others = createListener({ routes, log, answered: metrics.answered });
  const server = await listen(role === "worker" ? others : withDoor(options, { store, worker, others, metrics }), config.http);
  const url = urlOf(server);
  log.info({ url, role, database: store.dialect, dryRun: config.dryRun }, config.killSwitch === true ? "serving, with the kill switch on: deliveries are kept, nothing is done" : "serving");
  return { url, store, stop: () => stopAll({ server, worker, store, telemetry, stopping, clock, log }) };
}

/** GitHub's word to wait outlives the process: what stood before is read, what comes is kept. */
async function rememberLimits({ pace }: Store, { clock, log }: Pick<ServingOptions, "clock" | "log">): Promise<LimitMemory> {
  const pauses = await pace.pauses(clock.now());
  return {
    known: pauses.map(({ installationId, until }) => ({ installation: installationId, until: milliseconds(until) })),
    keep: (installation, until) => { pace.pause(installation, timestamp(until)).catch((error: unknown) => { log.warn({ error }, "a limit of GitHub's was not kept"); }); },
  };
}

async function beginWork({ config, takes, log, clock, randomness, createSteps, createRehearsals, stageSeconds = STAGE_SECONDS }: ServingOptions, { store, gitHub, telemetry, signal }: { readonly store: Store; readonly gitHub: GitHub; readonly telemetry: Telemetry; readonly signal: AbortSignal }): Promise<Worker> {
  const receive = await createApp({ credentials: config.credentials, apiUrl: config.github.apiUrl, clock, randomness, log });
  const steps = await createSteps({
    store, reader: gitHub.reader, policyReader: gitHub.policyReader, onboardingReader: gitHub.onboardingReader, clock, randomness, log, webUrl: config.github.webUrl, registries: config.registries,
    operations: config.operator.operations, ...observingOf(config), ...outsideOf(config, log),
  });
  const writer = config.dryRun ? null : gitHub.writer(store.evidence);
  const runner = createOperationRunner({ operator: config.operator, runs: store.operationRuns, clock });
  const rehearsals = createRehearsals?.({ config, log }) ?? null;
  return startWorker({
    ...(stageSeconds === null ? {} : { stages: { clock: systemClock, seconds: stageSeconds, webUrl: config.github.webUrl } }),
    store, steps, receive, writer, operations: runner, announcer: createAnnouncer(config.channels ?? noChannels), notary: await openNotary(config, store), telemetry, clock, randomness, log, signal, watch: { reader: gitHub.reader, everySeconds: SECONDS_BETWEEN_WATCHES },
    issues: { reader: gitHub.reader, everySeconds: SECONDS_BETWEEN_ISSUES }, takenBack: { reader: gitHub.reader, policyReader: gitHub.policyReader, everySeconds: SECONDS_BETWEEN_ISSUES }, ...crawlOf(config, gitHub), ...sourcesOf(config, gitHub), ...(config.requests == null ? {} : { requests: openRequestFolder(config.requests) }),
    takes: stepsTaken(config, takes), ...(rehearsals === null ? {} : { learning: { rehearsals, everySeconds: SECONDS_BETWEEN_LESSONS } }),
  });
}

function crawlOf({ crawlMinutes = CRAWL_MINUTES }: ServeConfig, { reader, crawlReader, policyReader }: GitHub): { readonly crawl?: Crawling } {
  return crawlMinutes === 0 ? {} : { crawl: { reader, crawlReader, policyReader, everySeconds: crawlMinutes * 60 } };
}

/** Log sources are looked at as often as repositories are. */
function observingOf({ sources, crawlMinutes = CRAWL_MINUTES }: ServeConfig): Pick<StepParts, "observing"> {
  return sources == null || crawlMinutes === 0 ? {} : { observing: { sources: openLogSources(sources), everySeconds: crawlMinutes * 60 } };
}

/** Only who knows the log sources looks at them: another process would find none of its own, and hold them up. */
function stepsTaken(config: ServeConfig, takes: readonly Step[] = workSteps): readonly Step[] {
  return takes.filter((step) => step !== "observe" || observingOf(config).observing !== undefined);
}

function sourcesOf({ sources, crawlMinutes = CRAWL_MINUTES }: ServeConfig, { crawlReader }: GitHub): { readonly sources?: SourceWatch } {
  return sources == null || crawlMinutes === 0 ? {} : { sources: { sources: sources.sources, crawlReader, everySeconds: crawlMinutes * 60 } };
}

/** Services that the operator names. */
function outsideOf({ advisories, opa }: ServeConfig, log: Log): Pick<StepParts, "advisories" | "decisionPoint"> {
  return { ...(advisories == null ? {} : { advisories: openAdvisories({ from: advisories, log }) }), ...(opa == null ? {} : { decisionPoint: openOpa({ ...opa, log }) }) };
}

async function openNotary({ checkpointKey, store: place }: ServeConfig, { keys }: Store): Promise<Notary> {
  const databasePath = "path" in place && place.path !== ":memory:" ? place.path : null;
  return createNotary(await keepKey({ given: checkpointKey, databasePath, keys }));
}

interface Behind { readonly store: Store; readonly worker: Worker | null; readonly others: RequestListener; readonly metrics: Metrics }

function withDoor({ config, clock, log }: ServingOptions, { store, worker, others, metrics }: Behind): RequestListener {
  const secrets = config.credentials.webhookSecrets.map((secret) => ({ secret, until: null }));
  const door = createDoor({ inbox: store.inbox, secrets, clock, log, onStored: () => worker?.nudge() });
  metrics.watchDoor(() => ({ accepted: door.counters.accepted, duplicate: door.counters.duplicate, abandoned: door.counters.abandoned, ...door.counters.refused }));
  return (request, response) => {
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    if (request.method === "POST" && webhookPaths.includes(path)) door.handle(request, response);
    else others(request, response);
  };
}

async function listen(listener: RequestListener, { host, port }: HttpSettings): Promise<Server> {
  const server = createGuardedServer(listener, doorLimits);
  server.listen(port, host);
  await once(server, "listening");
  return server;
}

function urlOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}

interface Parts { readonly server: Server; readonly worker: Worker | null; readonly store: Store; readonly telemetry: Telemetry; readonly stopping: AbortController; readonly clock: Clock; readonly log: Log }

async function stopAll({ server, worker, store, telemetry, stopping, clock, log }: Parts): Promise<void> {
  stopping.abort();
  const enough = new AbortController();
  const finished = Promise.all([closeServer(server, clock), worker?.finished]).then(() => true);
  const inTime = await Promise.race([finished, clock.sleep(SECONDS_TO_FINISH, enough.signal).then(() => false)]);
  enough.abort();
  if (!inTime) server.closeAllConnections();
  await telemetry.close();
  await store.close();
  log.info({ inTime }, "stopped");
}

const SECONDS_BETWEEN_LOOKS = 0.05;

/** A connection that was busy when the server closed stays open afterwards, for as long as its keep-alive lasts: it is ended as soon as it rests. */
async function closeServer(server: Server, clock: Clock): Promise<void> {
  let open = true;
  const closed = once(server, "close").then(() => { open = false; });
  server.close();
  while (open) {
    server.closeIdleConnections();
    await Promise.race([closed, clock.sleep(SECONDS_BETWEEN_LOOKS)]);
  }
}
