/** What was spent, from what the store keeps: repairs, executions, the ledger. Pure. */
import { milliseconds, type Timestamp } from "../identity/timestamp.ts";
import type { LedgerEntry } from "../ledger/entry.ts";
import type { Repair } from "../repair/repair.ts";
import type { SkillExecution } from "../skill/standing/skill-execution.ts";
import type { RepairSpending, RepositorySpending } from "./budget.ts";

const HOUR = 3_600_000;

export interface SpendingInput {
  readonly repair: Repair;
  readonly others: readonly Repair[];
  /** Of the repository, within a day at least. */
  readonly executions: readonly SkillExecution[];
  readonly at: Timestamp;
}

export function repositorySpending(input: SpendingInput): RepositorySpending {
  const { repair, others, at } = input;
  const ahead = others.filter((other) => other.id !== repair.id && isAhead(other, repair));
  const isOpen = ({ step }: Repair): boolean => step !== "closed";
  const since = milliseconds(at) - HOUR;
  return {
    open_pull_requests: ahead.filter(isOpen).length,
    pull_requests_per_hour: ahead.filter((other) => (other.offer === null ? isOpen(other) : offeredAt(other) > since)).length,
    ...jobsOfTheDay(input),
  };
}

/** Has an offer, or is on its way to one and older: of two on their way, one waits for the other. */
function isAhead(other: Repair, repair: Repair): boolean {
  if (other.status === "escalated" || other.delivery !== undefined) return false;
  if (other.offer !== null) return true;
  if (other.step !== "collect") return false;
  return repair.step !== "collect" || other.opened_at < repair.opened_at || (other.opened_at === repair.opened_at && other.id < repair.id);
}

/** An execution's id carries the moment at which its offer was made: `exec_20261120_213004_…`. */
function offeredAt({ execution, opened_at }: Repair): number {
  const [, date = "", time = ""] = (execution ?? "").split("_");
  const at = Date.parse(`${date.replace(/(\d{4})(\d{2})(\d{2})/, "$1-$2-$3")}T${time.replace(/(\d{2})(\d{2})(\d{2})/, "$1:$2:$3")}Z`);
  return Number.isNaN(at) ? milliseconds(opened_at) : at;
}

/** GitHub counts each job in whole minutes; one that left nothing behind counts one. */
function jobsOfTheDay({ others, executions, at }: SpendingInput): Pick<RepositorySpending, "actions_minutes_per_day" | "tokens_per_day"> {
  const since = milliseconds(at) - 24 * HOUR;
  const today = executions.filter((execution) => execution.surface === "app" && milliseconds(execution.at) > since);
  const seconds = new Map<string, number>();
  for (const execution of today) seconds.set(execution.plan_id, (seconds.get(execution.plan_id) ?? 0) + execution.seconds);
  const started = others.filter(({ opened_at }) => milliseconds(opened_at) > since).reduce((sum, { attempts }) => sum + attempts, 0);
  const told = [...seconds.values()].reduce((sum, each) => sum + Math.max(1, Math.ceil(each / 60)), 0);
  return { actions_minutes_per_day: told + Math.max(0, started - seconds.size), tokens_per_day: today.reduce((sum, { tokens }) => sum + tokens, 0) };
}

/** `seconds`: of the fix job that is looked at now. */
export function repairSpending({ attempts }: Repair, history: readonly LedgerEntry[], seconds: number): RepairSpending {
  return { seconds_per_repair: Math.ceil(seconds), steps: history.filter(({ kind }) => kind === "phase_entered" || kind === "backtracked").length, retries: Math.max(0, attempts - 1) };
}
