/** The budgets of a repository (`limits` in its configuration). What stops names its budget, what was spent of it, and how to go on. */
import { z } from "zod";
import type { Configuration } from "../configuration/configuration.ts";

export const BudgetName = z.enum(["open_pull_requests", "pull_requests_per_hour", "actions_minutes_per_day", "tokens_per_day", "dollars_per_day", "seconds_per_repair", "steps", "retries"]);
export type BudgetName = z.infer<typeof BudgetName>;

export interface BudgetStop {
  readonly budget: BudgetName;
  readonly spent: number;
  readonly limit: number;
  /** In plain words, with how to go on. */
  readonly reason: string;
}

/** What was spent by the repository's repairs, this one left out. */
export interface RepositorySpending {
  /** Open, or on their way. */
  readonly open_pull_requests: number;
  readonly pull_requests_per_hour: number;
  readonly actions_minutes_per_day: number;
  readonly tokens_per_day: number;
  /** United States dollars, as a language model's provider bills them. */
  readonly dollars_per_day: number;
}

/** What one repair has spent. */
export interface RepairSpending {
  /** Of its fix jobs together. */
  readonly seconds_per_repair: number;
  /** Phases entered, those entered again included. */
  readonly steps: number;
  /** Fix jobs after the first. */
  readonly retries: number;
}

type Limits = Configuration["limits"];

const hold: Readonly<Record<keyof RepositorySpending, (spent: number, limit: number) => string>> = {
  open_pull_requests: (spent, limit) => `${spent} pull requests are open or on their way, and limits.open_pull_requests allows ${limit}: merge or close one, or raise the limit`,
  pull_requests_per_hour: (spent, limit) => `${spent} pull requests were opened within the hour or are on their way, and limits.pull_requests_per_hour allows ${limit}: it goes on by itself when the hour is over, or raise the limit`,
  actions_minutes_per_day: (spent, limit) => `fix jobs and jobs run again took ${spent} Actions minutes within a day, and limits.actions_minutes_per_day allows ${limit}: it goes on by itself when the day is over, or raise the limit`,
  dollars_per_day: (spent, limit) => `$${spent.toFixed(2)} were spent within a day, and limits.dollars_per_day allows $${limit}: it goes on by itself when the day is over, or raise the limit`,
  tokens_per_day: (spent, limit) => `${spent} tokens were used within a day, and limits.tokens_per_day allows ${limit}: it goes on by itself when the day is over, or raise the limit`,
};

/** The first budget of the repository that leaves no room for one more repair; null: all do. Waiting helps. */
export function whatHoldsBack(limits: Limits, spent: RepositorySpending): BudgetStop | null {
  for (const budget of Object.keys(hold) as (keyof RepositorySpending)[]) {
    const reason = holdingOf(budget, spent[budget], limits[budget]);
    if (reason !== null) return { budget, spent: spent[budget], limit: limits[budget], reason };
  }
  return null;
}

/** Why this budget leaves no room, and how to go on; null: it does. A limit of 0 permits to spend nothing, and stops nothing that spends nothing. */
export function holdingOf(budget: keyof RepositorySpending, spent: number, limit: number): string | null {
  const isOver = limit === 0 ? spent > 0 : spent >= limit;
  return isOver ? hold[budget](spent, limit) : null;
}

const end: Readonly<Record<keyof RepairSpending, (spent: number, limit: number) => string>> = {
  seconds_per_repair: (spent, limit) => `its fix jobs took ${spent} seconds, and limits.seconds_per_repair allows ${limit}: raise the limit, and run the failed jobs again`,
  steps: (spent, limit) => `it entered ${spent} phases, and limits.steps allows ${limit}: raise the limit, and run the failed jobs again`,
  retries: (spent, limit) => `its fix job was started again ${spent} times, and limits.retries allows no more than ${limit}: mend what breaks it or raise the limit, and run the failed jobs again`,
};

/** The first budget of this repair that is overrun; null: none is. Waiting does not help. */
export function whatEnds(limits: Limits, spent: RepairSpending): BudgetStop | null {
  for (const budget of Object.keys(end) as (keyof RepairSpending)[]) {
    const reason = endingOf(budget, spent[budget], limits[budget]);
    if (reason !== null) return { budget, spent: spent[budget], limit: limits[budget], reason };
  }
  return null;
}

/** Why a repair that spent so much of this budget ends, and how to go on; null: it does not. */
export function endingOf(budget: keyof RepairSpending, spent: number, limit: number): string | null {
  return spent > limit ? end[budget](spent, limit) : null;
}
