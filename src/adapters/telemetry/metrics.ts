/** Counters and gauges for Prometheus. Label values come from closed lists (operations, fault codes, states), those of budgets from the numbers of at most a hundred repositories: no payload makes a new series. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import { counterNames, counters } from "../../core/telemetry/counter.ts";
import type { Signals } from "../../core/telemetry/signals.ts";
import { objectiveNames, objectives } from "../../core/telemetry/slo/objective.ts";
import type { SloReport } from "../../core/telemetry/slo/measure.ts";
import type { Store } from "../../ports/store/store.ts";
import type { Asked } from "../github/client.ts";
import { budgetGauges } from "./budget-gauges.ts";
import type { BudgetReport } from "./read-budgets.ts";

export interface Metrics {
  readonly contentType: string;
  /** The text that Prometheus reads. */
  expose(): Promise<string>;
  askedGitHub(asked: Asked): void;
  answered(route: string, status: number): void;
  /** The counters of row R4: what this process committed since its start. */
  record(signals: Pick<Signals, "counts">): void;
  /** `count` is asked when Prometheus asks: deliveries at the door, by how they ended. */
  watchDoor(count: () => Readonly<Record<string, number>>): void;
}

const PREFIX = "regreen_";

export interface Measures {
  readonly objectives: () => Promise<SloReport>;
  readonly budgets: () => Promise<BudgetReport>;
}

/** Counts of the store, the objectives and the budgets are taken when Prometheus asks. */
export function createMetrics(store: Pick<Store, "inbox" | "outbox">, { objectives: measure, budgets }: Measures): Metrics {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry, prefix: PREFIX });
  const requests = new Counter({ name: `${PREFIX}github_requests_total`, help: "Requests to GitHub's API, by operation and outcome (HTTP status or fault)", labelNames: ["operation", "outcome"], registers });
  const seconds = new Histogram({ name: `${PREFIX}github_request_seconds`, help: "How long GitHub took to answer", buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30], registers });
  const answers = new Counter({ name: `${PREFIX}http_answers_total`, help: "Answers of our own server, by route and status", labelNames: ["route", "status"], registers });
  gauge(registers, { name: "deliveries", help: "Webhook deliveries in the inbox, by state" }, () => store.inbox.count());
  gauge(registers, { name: "effects", help: "Effects in the outbox, by state" }, () => store.outbox.count());
  const processCounters = Object.fromEntries(counterNames.map((name) => [name, new Counter({ name: `${PREFIX}${name}_total`, help: counters[name], registers })]));
  const show = showObjectives(registers);
  const showBudgets = budgetGauges(registers);
  return {
    contentType: registry.contentType,
    async expose() {
      show(await measure());
      showBudgets(await budgets());
      return registry.metrics();
    },
    askedGitHub({ operation, outcome, seconds: took }) {
      requests.inc({ operation, outcome });
      seconds.observe(took);
    },
    record({ counts }) { for (const { counter } of counts) processCounters[counter]?.inc(); },
    watchDoor: (count) => { gauge(registers, { name: "door_answers", help: "Deliveries at the door since the start, by how they ended" }, () => Promise.resolve(count())); },
    answered: (route, status) => { answers.inc({ route, status: String(status) }); },
  };
}

/** One gauge for each objective under its own name, and beside them what each must hold and whether it does. What was not measured is NaN. */
function showObjectives(registers: Registry[]): (report: SloReport) => void {
  const values = new Map(objectiveNames.map((name) => [name, new Gauge({ name: `${PREFIX}${name}`, help: `${objectives[name].definition}; of the last 30 days`, registers })]));
  const samples = new Gauge({ name: `${PREFIX}slo_sample`, help: "Over how many repairs, calls, claims or heads each objective was measured", labelNames: ["slo"], registers });
  const met = new Gauge({ name: `${PREFIX}slo_met`, help: "1: the objective is met; 0: it is not; NaN: it has no target, or nothing was measured", labelNames: ["slo"], registers });
  const targets = new Gauge({ name: `${PREFIX}slo_target`, help: "What the objective must hold: shares from 0 to 1, seconds for tool_mttr_seconds", labelNames: ["slo"], registers });
  return ({ objectives: measured }) => {
    for (const { name, value, sample, met: isMet, target } of measured) {
      values.get(name)?.set(value ?? NaN);
      samples.set({ slo: name }, sample);
      met.set({ slo: name }, isMet === null ? NaN : Number(isMet));
      if (target !== null) targets.set({ slo: name }, target.value);
    }
  };
}

function gauge(registers: Registry[], { name, help }: { readonly name: string; readonly help: string }, count: () => Promise<Readonly<Record<string, number>>>): void {
  const states = new Gauge({
    name: `${PREFIX}${name}`, help, labelNames: ["state"], registers,
    async collect() { for (const [state, value] of Object.entries(await count())) states.set({ state }, value); },
  });
}
