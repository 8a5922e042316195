/** Counters and gauges for Prometheus. Label values come from closed lists (operations, fault codes, states): no payload makes a new series. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Store } from "../../ports/store.ts";
import type { Asked } from "../github/client.ts";

export interface Metrics {
  readonly contentType: string;
  /** The text that Prometheus reads. */
  expose(): Promise<string>;
  askedGitHub(asked: Asked): void;
  answered(route: string, status: number): void;
  /** `count` is asked when Prometheus asks: deliveries at the door, by how they ended. */
  watchDoor(count: () => Readonly<Record<string, number>>): void;
}

const PREFIX = "regreen_";

/** Counts of the store are taken when Prometheus asks. */
export function createMetrics(store: Pick<Store, "inbox" | "outbox">): Metrics {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry, prefix: PREFIX });
  const requests = new Counter({ name: `${PREFIX}github_requests_total`, help: "Requests to GitHub's API, by operation and outcome (HTTP status or fault)", labelNames: ["operation", "outcome"], registers });
  const seconds = new Histogram({ name: `${PREFIX}github_request_seconds`, help: "How long GitHub took to answer", buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30], registers });
  const answers = new Counter({ name: `${PREFIX}http_answers_total`, help: "Answers of our own server, by route and status", labelNames: ["route", "status"], registers });
  gauge(registers, { name: "deliveries", help: "Webhook deliveries in the inbox, by state" }, () => store.inbox.count());
  gauge(registers, { name: "effects", help: "Effects in the outbox, by state" }, () => store.outbox.count());
  return {
    contentType: registry.contentType,
    expose: () => registry.metrics(),
    askedGitHub({ operation, outcome, seconds: took }) {
      requests.inc({ operation, outcome });
      seconds.observe(took);
    },
    watchDoor: (count) => { gauge(registers, { name: "door_answers", help: "Deliveries at the door since the start, by how they ended" }, () => Promise.resolve(count())); },
    answered: (route, status) => { answers.inc({ route, status: String(status) }); },
  };
}

function gauge(registers: Registry[], { name, help }: { readonly name: string; readonly help: string }, count: () => Promise<Readonly<Record<string, number>>>): void {
  const states = new Gauge({
    name: `${PREFIX}${name}`, help, labelNames: ["state"], registers,
    async collect() { for (const [state, value] of Object.entries(await count())) states.set({ state }, value); },
  });
}
