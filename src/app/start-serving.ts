/**
 * One serving process, put together: the door that takes deliveries, the worker that thinks and writes, health and pages, over one store.
 * `role` takes a part of it out, for several processes on PostgreSQL.
 */
import type { RequestListener, Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Store } from "../ports/store/store.ts";
import type { ServingOptions } from "./serving-options.ts";
import { openStore } from "../adapters/store/open-store.ts";
import { openDatabaseClock } from "../adapters/clock/database-clock.ts";
import { watchStore } from "./watch-store.ts";
import { budgetsOf, type BudgetsOf } from "./budgets-of.ts";
import { skillsOf } from "./skills-of.ts";
import { createMetrics, type Metrics } from "../adapters/telemetry/metrics.ts";
import { objectivesOf } from "./objectives-of.ts";
import { openTelemetry } from "../adapters/telemetry/open-telemetry.ts";
import { createGitHub } from "../adapters/github/create-github.ts";
import { beginWork } from "./begin-work.ts";
import { healthRoutes } from "./health.ts";
import { createListener } from "./web/route.ts";
import { stopAll } from "./stop-serving.ts";
import type { LimitMemory } from "../adapters/github/rate-limit.ts";
import { milliseconds, timestamp } from "../core/identity/timestamp.ts";
import type { Worker } from "../worker/start-worker.ts";
import { createDoor } from "./door/create-door.ts";
import type { HttpSettings } from "../settings/config.ts";
import { createGuardedServer } from "./door/guarded-server.ts";
import { doorLimits } from "./door/limits.ts";

export interface Serving {
  /** Such as `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly store: Store;
  /** Takes nothing new, finishes what is in flight (for 20 seconds at most: a lease that is left runs out by itself), and closes. */
  stop(): Promise<void>;
}

/** Where GitHub sends deliveries: Probot's path, and the root, which is what Probot's registration page enters. */
const webhookPaths: readonly string[] = ["/api/github/webhooks", "/"];

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
  const routes = [...healthRoutes({ store, worker: worker === null ? null : watched, metrics, clock }), ...options.pages(store, config, { clock, randomness: given.randomness, members: gitHub.memberReader, power: gitHub.policyReader, budgets, skills: skillsOf({ ...gitHub, clock, log }), nudge: () => worker?.nudge() })];
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
