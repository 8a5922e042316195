/** Whether this process lives, and whether it can do its work: for the operator's probes and for Prometheus. */
import type { Clock } from "../ports/clock.ts";
import { milliseconds } from "../core/identity/timestamp.ts";
import type { Store } from "../ports/store/store.ts";
import type { Metrics } from "../adapters/telemetry/metrics.ts";
import { everyone } from "./web/audience.ts";
import { json, text, type Answer } from "./web/answer.ts";
import type { Route } from "./web/route.ts";
import type { WatchedStore } from "./watch-store.ts";

export interface HealthOptions {
  readonly store: Pick<Store, "ping">;
  /** Null: no worker runs in this process. */
  readonly worker: Pick<WatchedStore, "lastClaim"> | null;
  readonly metrics: Metrics;
  readonly clock: Clock;
}

/** The worker asks for work at least once a second; after so long it hangs. */
const SECONDS_UNTIL_SILENT = 30;
const SECONDS_FOR_DATABASE = 3;

export function healthRoutes(options: HealthOptions): readonly Route[] {
  return [
    { name: "/healthz", path: /^\/healthz$/, allows: everyone, answer: () => Promise.resolve(text(200, "ok")) },
    { name: "/readyz", path: /^\/readyz$/, allows: everyone, answer: () => ready(options) },
    { name: "/metrics", path: /^\/metrics$/, allows: everyone, answer: async () => ({ status: 200, type: options.metrics.contentType, body: await options.metrics.expose() }) },
  ];
}

/** 200 when all holds, else 503; the body says which. */
async function ready({ store, worker, clock }: HealthOptions): Promise<Answer> {
  const checks = {
    database: await answers(store, clock) ? "ok" : "no answer",
    worker: worker === null ? "not in this process" : isAlive(worker, clock) ? "ok" : "silent",
  };
  const holds = checks.database === "ok" && checks.worker !== "silent";
  return json(holds ? 200 : 503, { ready: holds, ...checks });
}

async function answers(store: Pick<Store, "ping">, clock: Clock): Promise<boolean> {
  const stop = new AbortController();
  const late = clock.sleep(SECONDS_FOR_DATABASE, stop.signal).then(() => false);
  try {
    return await Promise.race([store.ping().then(() => true, () => false), late]);
  } finally {
    stop.abort();
  }
}

function isAlive(worker: Pick<WatchedStore, "lastClaim">, clock: Clock): boolean {
  const last = worker.lastClaim();
  return last !== null && milliseconds(clock.now()) - milliseconds(last) < SECONDS_UNTIL_SILENT * 1000;
}
