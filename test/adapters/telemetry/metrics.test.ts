/** Row R4: what Prometheus reads, and that the dashboard for Grafana asks for nothing else. */
import { readFileSync } from "node:fs";
import { beforeEach, expect, test } from "@jest/globals";
import type { BudgetReport } from "../../../src/adapters/telemetry/read-budgets.ts";
import { createMetrics, type Metrics } from "../../../src/adapters/telemetry/metrics.ts";
import { counterNames } from "../../../src/core/telemetry/counter.ts";
import { Measurement } from "../../../src/core/telemetry/slo/measure.ts";
import { later, repairOf, start } from "../store/samples.ts";

const ended = Array.from({ length: 10 }, (_, number) => repairOf(number, { attempts: 1, status: number === 0 ? "failed" : "merged" }));
let metrics: Metrics;
let report: BudgetReport;
const meter = (change: object) => ({ budget: "tokens_per_day", spent: 5, limit: 5, unit: "tokens in a day", frees_at: later(60), stop: "full", ...change }) as BudgetReport["repositories"][number]["meters"][number];
const spending = (id: number, change: object = {}) => ({ repo: `octo/private-${id}`, repository_id: id, installation_id: 42, limits_from: "configuration" as const, meters: [meter(change)], stops: null, repairs: [], held: [] });
beforeEach(() => {
  report = { at: start, repositories: [spending(7)], installations: [] };
  const store = { inbox: { count: () => Promise.resolve({ waiting: 1, done: 2, ignored: 0, dead: 0 }) }, outbox: { count: () => Promise.resolve({ waiting: 0, done: 3 }) } };
  metrics = createMetrics(store as unknown as Parameters<typeof createMetrics>[0], { objectives: () => Promise.resolve(new Measurement().report({ from: start, to: later(1), ended })), budgets: () => Promise.resolve(report) });
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

interface Place { readonly x: number; readonly y: number; readonly w: number; readonly h: number }
interface Dashboard { readonly schemaVersion: number; readonly panels: readonly { readonly id: number; readonly type: string; readonly gridPos: Place; readonly datasource: { readonly uid: string }; readonly title: string; readonly targets: readonly { readonly expr: string }[] }[] }

test("every metric that the dashboard for Grafana names is exposed", async () => {
  const { panels } = JSON.parse(readFileSync("telemetry/grafana.json", "utf8")) as Dashboard;
  const named = new Set(panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => expr.match(/\bregreen_\w+/g) ?? [])));
  const exposed = new Set((await metrics.expose()).split("\n").flatMap((line) => /^# TYPE (\S+) (\S+)/.exec(line)?.slice(1) ?? []).filter((name) => name.startsWith("regreen_")));
  expect(named.size).toBeGreaterThan(15);
  expect([...named].filter((name) => !exposed.has(name.replace(/_(bucket|sum|count)$/, "")))).toEqual([]);
});

test("a budget is exposed with what was spent, its limit, and when it has room again; a repository that is not reported any more has no series", async () => {
  const series = async (): Promise<readonly string[]> => (await metrics.expose()).split("\n").filter((line) => line.startsWith("regreen_budget_"));
  expect(await series()).toEqual([
    'regreen_budget_spent{repository_id="7",installation_id="42",budget="tokens_per_day"} 5', 'regreen_budget_limit{repository_id="7",installation_id="42",budget="tokens_per_day"} 5',
    `regreen_budget_frees_timestamp_seconds{repository_id="7",installation_id="42",budget="tokens_per_day"} ${Date.parse(later(60)) / 1000}`, 'regreen_budget_held_repairs{repository_id="7",installation_id="42"} 0',
  ]);
  report = { ...report, repositories: [spending(8, { spent: 1, frees_at: null, stop: null })] };
  expect((await series()).filter((line) => /repository_id="7"|frees/.test(line))).toEqual([]);
});

test("an hour of scrapes over a hundred repositories makes no more series than one does (R13)", async () => {
  report = { ...report, repositories: Array.from({ length: 100 }, (_, id) => spending(id + 1)) };
  const count = async (): Promise<number> => (await metrics.expose()).split("\n").filter((line) => /^regreen_/.test(line)).length;
  const first = await count();
  for (let scrape = 0; scrape < 10; scrape += 1) await count();
  expect([await count(), first < 600]).toEqual([first, true]);
});

test("the dashboard for Grafana is one that it draws: panels of kinds that every Grafana has, each with a number of its own, on a grid of 24, none over another", () => {
  const { panels, schemaVersion } = JSON.parse(readFileSync("telemetry/grafana.json", "utf8")) as Dashboard;
  const overlap = (one: Place, other: Place): boolean => one.x < other.x + other.w && other.x < one.x + one.w && one.y < other.y + other.h && other.y < one.y + one.h;
  expect([schemaVersion >= 36, new Set(panels.map(({ id }) => id)).size]).toEqual([true, panels.length]);
  expect(panels.filter(({ type, gridPos, datasource, targets }) => !["stat", "timeseries", "table", "gauge", "bargauge"].includes(type) || gridPos.x + gridPos.w > 24 || datasource.uid !== "${datasource}" || targets.length === 0)).toEqual([]);
  expect(panels.flatMap((one, index) => panels.slice(index + 1).filter((other) => overlap(one.gridPos, other.gridPos)).map((other) => [one.title, other.title]))).toEqual([]);
});
