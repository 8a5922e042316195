/** Row R4: what Prometheus reads, and that the dashboard for Grafana asks for nothing else. */
import { readFileSync } from "node:fs";
import { beforeEach, expect, test } from "@jest/globals";
import { createMetrics, type Metrics } from "../../../src/adapters/telemetry/metrics.ts";
import { counterNames } from "../../../src/core/telemetry/counter.ts";
import { Measurement } from "../../../src/core/telemetry/slo/measure.ts";
import { later, repairOf, start } from "../store/samples.ts";

const ended = Array.from({ length: 10 }, (_, number) => repairOf(number, { attempts: 1, status: number === 0 ? "failed" : "merged" }));
let metrics: Metrics;
beforeEach(() => {
  const store = { inbox: { count: () => Promise.resolve({ waiting: 1, done: 2, ignored: 0, dead: 0 }) }, outbox: { count: () => Promise.resolve({ waiting: 0, done: 3 }) } };
  metrics = createMetrics(store as unknown as Parameters<typeof createMetrics>[0], () => Promise.resolve(new Measurement().report({ from: start, to: later(1), ended })));
  metrics.watchDoor(() => ({ accepted: 1 }));
});

test("each counter is exposed from the start, and counts", async () => {
  metrics.record({ counts: [{ counter: "phase_backtracks", repository: "octo/hello" }] });
  const text = await metrics.expose();
  expect(counterNames.map((name) => new RegExp(`^regreen_${name}_total (\\d+)$`, "m").exec(text)?.[1])).toEqual(["0", "0", "1", "0", "0"]);
});

test("each objective is exposed under its own name, with its target, its sample and whether it is met; what was not measured is NaN", async () => {
  const text = await metrics.expose();
  const lines = text.split("\n").filter((line) => /^regreen_(success_rate|loop_rate|tool_mttr_seconds|groundedness|spurious_block_rate|false_positive_gate_rate) /.test(line));
  expect(lines).toEqual(["regreen_success_rate 0.9", "regreen_loop_rate 0", "regreen_tool_mttr_seconds Nan", "regreen_groundedness Nan", "regreen_spurious_block_rate Nan", "regreen_false_positive_gate_rate Nan"]);
  expect(text).toContain('regreen_slo_target{slo="success_rate"} 0.95\n');
  expect(text).toContain('regreen_slo_met{slo="success_rate"} 0\n');
  expect(text).toContain('regreen_slo_sample{slo="success_rate"} 10\n');
});

interface Dashboard { readonly panels: readonly { readonly title: string; readonly targets: readonly { readonly expr: string }[] }[] }

test("every metric that the dashboard for Grafana names is exposed", async () => {
  const { panels } = JSON.parse(readFileSync("telemetry/grafana.json", "utf8")) as Dashboard;
  const named = new Set(panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => expr.match(/\bregreen_\w+/g) ?? [])));
  const exposed = new Set((await metrics.expose()).split("\n").flatMap((line) => /^# TYPE (\S+) (\S+)/.exec(line)?.slice(1) ?? []).filter((name) => name.startsWith("regreen_")));
  expect(named.size).toBeGreaterThan(15);
  expect([...named].filter((name) => !exposed.has(name.replace(/_(bucket|sum|count)$/, "")))).toEqual([]);
});
