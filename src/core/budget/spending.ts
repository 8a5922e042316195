/** What was spent, from what the store keeps: repairs, executions, the ledger. Pure. */
import { milliseconds, type Timestamp } from "../identity/timestamp.ts";
import type { LedgerEntry } from "../ledger/entry.ts";
import type { Repair } from "../repair/repair.ts";
import type { SkillExecution } from "../skill/standing/skill-execution.ts";
import type { RepairSpending, RepositorySpending } from "./budget.ts";

const HOUR = 3_600_000;

export interface SpendingInput {
  /** The one that asks: what was spent is told without it. Null: nobody asks, and all counts. */
  readonly repair: Repair | null;
  readonly others: readonly Repair[];
  /** Of the repository, within a day at least. */
  readonly executions: readonly SkillExecution[];
  /** Actions minutes of the last 24 hours, as the ledger has them: fix jobs that have ended, and jobs that were run again. */
  readonly minutes: { readonly spent: number };
  /** What was sworn to as spent within a day beside executions (`Ledger.spent`); not given: nothing. */
  readonly sworn?: SwornSpending;
  readonly at: Timestamp;
}

export interface SwornSpending { readonly tokens: number; readonly dollars: number }

export function repositorySpending(input: SpendingInput): RepositorySpending {
  const ahead = allAhead(input);
  const isOpen = ({ step }: Repair): boolean => step !== "closed";
  const onTheirWay = ahead.filter((other) => other.offer === null && isOpen(other)).length;
  return { open_pull_requests: ahead.filter(isOpen).length, pull_requests_per_hour: onTheirWay + offersOfTheHour(input).length, ...jobsOfTheDay(input) };
}

/** When the offers of the last hour were made, in milliseconds. */
export function offersOfTheHour(input: SpendingInput): readonly number[] {
  const since = milliseconds(input.at) - HOUR;
  return allAhead(input).filter(({ offer }) => offer !== null).map(offeredAt).filter((at) => at > since);
}

function allAhead({ repair, others }: SpendingInput): readonly Repair[] {
  return others.filter((other) => other.id !== repair?.id && isAhead(other, repair));
}

/** Has an offer, or is on its way to one and older: of two on their way, one waits for the other. */
function isAhead(other: Repair, repair: Repair | null): boolean {
  if (other.status === "escalated" || other.delivery !== undefined) return false;
  if (other.offer !== null) return true;
  if (other.step !== "collect") return false;
  return repair?.step !== "collect" || other.opened_at < repair.opened_at || (other.opened_at === repair.opened_at && other.id < repair.id);
}

/** An execution's id carries the moment at which its offer was made: `exec_20261120_213004_…`. */
function offeredAt({ execution, opened_at }: Repair): number {
  const [, date = "", time = ""] = (execution ?? "").split("_");
  const at = Date.parse(`${date.replace(/(\d{4})(\d{2})(\d{2})/, "$1-$2-$3")}T${time.replace(/(\d{2})(\d{2})(\d{2})/, "$1:$2:$3")}Z`);
  return Number.isNaN(at) ? milliseconds(opened_at) : at;
}

/** A fix job that has not ended yet is not in the ledger, and counts one minute. */
function jobsOfTheDay({ repair, others, executions, minutes, sworn = { tokens: 0, dollars: 0 }, at }: SpendingInput): Pick<RepositorySpending, "actions_minutes_per_day" | "tokens_per_day" | "dollars_per_day"> {
  const since = milliseconds(at) - 24 * HOUR;
  const today = executions.filter((execution) => execution.surface === "app" && milliseconds(execution.at) > since);
  const running = others.filter(({ id, step, opened_at }) => id !== repair?.id && step === "collect" && milliseconds(opened_at) > since).length;
  return { actions_minutes_per_day: minutes.spent + running, tokens_per_day: sworn.tokens + today.reduce((sum, { tokens }) => sum + tokens, 0), dollars_per_day: sworn.dollars };
}

/** `seconds`: of the fix job that is looked at now. */
export function repairSpending({ attempts }: Repair, history: readonly LedgerEntry[], seconds: number): RepairSpending {
  return { seconds_per_repair: Math.ceil(seconds), steps: history.filter(({ kind }) => kind === "phase_entered" || kind === "backtracked").length, retries: Math.max(0, attempts - 1) };
}
