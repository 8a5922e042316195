/**
 * Budgets as gauges. Repositories are named by GitHub's number, since whoever reaches `/metrics` need not know what is private; there are
 * series for the hundred repositories that had a repair last, and no more (attack R13).
 */
import { Gauge, type Registry } from "prom-client";
import { milliseconds } from "../../core/identity/timestamp.ts";
import type { Meter } from "../../core/budget/meters.ts";
import type { BudgetReport } from "./read-budgets.ts";

interface Gauges { readonly spent: Gauge; readonly limit: Gauge; readonly frees: Gauge }

const PREFIX = "regreen_";

/** Gives what shows a report in place of the one before. */
export function budgetGauges(registers: Registry[]): (report: BudgetReport) => void {
  const repository = gaugesOf("budget", "a repository's budget", { labelNames: ["repository_id", "installation_id", "budget"], registers });
  const installation = gaugesOf("installation_budget", "what GitHub takes of an installation", { labelNames: ["installation_id", "budget"], registers });
  const held = new Gauge({ name: `${PREFIX}budget_held_repairs`, help: "Repairs that a budget holds back", labelNames: ["repository_id", "installation_id"], registers });
  return ({ repositories, installations }) => {
    for (const gauge of [...Object.values(repository), ...Object.values(installation), held]) (gauge as Gauge).reset();
    for (const { repository_id, installation_id, meters, held: waiting } of repositories) {
      for (const meter of meters) show(repository, { repository_id, installation_id }, meter);
      held.set({ repository_id, installation_id }, waiting.length);
    }
    for (const { installation_id, meters } of installations) for (const meter of meters) show(installation, { installation_id }, meter);
  };
}

function gaugesOf(name: string, of: string, options: { readonly labelNames: string[]; readonly registers: Registry[] }): Gauges {
  const gauge = (what: string, help: string): Gauge => new Gauge({ name: `${PREFIX}${name}_${what}`, help, ...options });
  return {
    spent: gauge("spent", `Spent of ${of}, in its own unit`), limit: gauge("limit", `Limit of ${of}, in its own unit`),
    frees: gauge("frees_timestamp_seconds", `When ${of} that is full has room again by itself, in seconds since 1970; no series: there is room, or time alone makes none`),
  };
}

function show({ spent, limit, frees }: Gauges, labels: Readonly<Record<string, number>>, meter: Meter<string>): void {
  const named = { ...labels, budget: meter.budget };
  spent.set(named, meter.spent);
  limit.set(named, meter.limit);
  if (meter.frees_at !== null) frees.set(named, milliseconds(meter.frees_at) / 1000);
}
