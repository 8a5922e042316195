/** Budgets as people see them: what was spent of each, of how much, when there is room again, and what to do where one is full (row E8). Pure. */
import { milliseconds, timestamp, type Timestamp } from "../identity/timestamp.ts";
import type { Configuration } from "../configuration/configuration.ts";
import type { Repair } from "../repair/repair.ts";
import type { LedgerEntry } from "../ledger/entry.ts";
import { endingOf, holdingOf, type RepairSpending, type RepositorySpending } from "./budget.ts";
import { offersOfTheHour, repairSpending, repositorySpending, type SpendingInput } from "./spending.ts";

export interface Meter<Name extends string> {
  readonly budget: Name;
  readonly spent: number;
  readonly limit: number;
  readonly unit: string;
  /** When there is room again without anybody doing anything; null: there is room now, or time alone makes none. */
  readonly frees_at: Timestamp | null;
  /** Where it is full: what stops, and how to go on. Null: there is room. */
  readonly stop: string | null;
}

export const repositoryUnits = {
  open_pull_requests: "pull requests", pull_requests_per_hour: "pull requests in an hour", actions_minutes_per_day: "Actions minutes in a day",
  tokens_per_day: "tokens in a day", dollars_per_day: "dollars in a day",
} as const satisfies Record<keyof RepositorySpending, string>;

export const repairUnits = { seconds_per_repair: "seconds", steps: "phases entered", retries: "fix jobs after the first" } as const satisfies Record<keyof RepairSpending, string>;

/** Something that was spent, and when. */
export interface SpentAt { readonly budget: string; readonly amount: number; readonly at: Timestamp }

/** `spent`: what the ledger swore to within a day, of all budgets. */
export type MeterInput = Omit<SpendingInput, "minutes" | "sworn" | "repair"> & { readonly limits: Configuration["limits"]; readonly spent: readonly SpentAt[] };

const HOUR = 3_600_000;

export function repositoryMeters(input: MeterInput): readonly Meter<keyof RepositorySpending>[] {
  const { limits } = input;
  const sum = (budget: string): number => input.spent.reduce((all, one) => (one.budget === budget ? all + one.amount : all), 0);
  const asked: SpendingInput = { ...input, repair: null, minutes: { spent: sum("actions_minutes_per_day") }, sworn: { tokens: sum("tokens_per_day"), dollars: sum("dollars_per_day") } };
  const spending = repositorySpending(asked);
  return (Object.keys(repositoryUnits) as (keyof RepositorySpending)[]).map((budget) => {
    const stop = holdingOf(budget, spending[budget], limits[budget]);
    return { budget, spent: spending[budget], limit: limits[budget], unit: repositoryUnits[budget], stop, frees_at: stop === null ? null : freesAt(budget, spending[budget], asked, input) };
  });
}

/** A pull request that stands open frees nothing by itself. */
function freesAt(budget: keyof RepositorySpending, spent: number, asked: SpendingInput, { limits, spent: sworn, executions }: MeterInput): Timestamp | null {
  const limit = limits[budget];
  const of = (name: string): readonly SpentAt[] => sworn.filter((one) => one.budget === name);
  switch (budget) {
    case "open_pull_requests": return null;
    case "pull_requests_per_hour": return roomAt(offersOfTheHour(asked).map((at) => ({ at, amount: 1 })), { spent, limit, span: HOUR });
    case "tokens_per_day": return roomAt([...timed(of(budget)), ...executions.filter(({ surface }) => surface === "app").map(({ at, tokens }) => ({ at: milliseconds(at), amount: tokens }))], { spent, limit, span: 24 * HOUR });
    case "actions_minutes_per_day":
    case "dollars_per_day": return roomAt(timed(of(budget)), { spent, limit, span: 24 * HOUR });
    default: return budget satisfies never;
  }
}

interface Timed { readonly at: number; readonly amount: number }

function timed(spent: readonly SpentAt[]): readonly Timed[] {
  return spent.map(({ at, amount }) => ({ at: milliseconds(at), amount }));
}

/** What was spent runs out one after the other; null: what is known of it does not make room. */
function roomAt(spendings: readonly Timed[], { spent, limit, span }: { readonly spent: number; readonly limit: number; readonly span: number }): Timestamp | null {
  let left = spent;
  for (const { at, amount } of spendings.toSorted((one, other) => one.at - other.at)) {
    left -= amount;
    if (left < limit || left <= 0) return timestamp(at + span);
  }
  return null;
}

export interface RepairMeterInput {
  readonly limits: Configuration["limits"];
  readonly history: readonly LedgerEntry[];
  /** Of the repository, within a day at least. */
  readonly executions: SpendingInput["executions"];
}

/** What one repair has spent of its own budgets; waiting makes no room in these. */
export function repairMeters(repair: Repair, { limits, history, executions }: RepairMeterInput): readonly Meter<keyof RepairSpending>[] {
  const seconds = executions.filter(({ plan_id }) => plan_id === repair.plan?.plan_id).reduce((sum, one) => sum + one.seconds, 0);
  const spending = repairSpending(repair, history, seconds);
  return (Object.keys(repairUnits) as (keyof RepairSpending)[]).map((budget) => ({ budget, spent: spending[budget], limit: limits[budget], unit: repairUnits[budget], frees_at: null, stop: endingOf(budget, spending[budget], limits[budget]) }));
}
