/** What a fix job cost in Actions minutes: sworn to once for each attempt of its run, so that the ledger is the account. Pure. */
import type { Timestamp } from "../../identity/timestamp.ts";
import type { LedgerEntry } from "../../ledger/entry.ts";
import type { Decision } from "../decision.ts";
import { swear } from "../draft.ts";
import { inWords, MINUTES_BUDGET } from "../operate/minutes.ts";

export interface JobCost { readonly run_id: number; readonly attempt: number; readonly minutes: number }

/** Whether what this attempt of the run cost is in the repair's part of the ledger. */
export function isCounted(history: readonly LedgerEntry[], { run_id, attempt }: Omit<JobCost, "minutes">): boolean {
  return history.some(({ kind, payload }) => kind === "budget_spent" && payload["run_id"] === run_id && payload["attempt"] === attempt);
}

export function withJobCost(decision: Decision, { cost, at }: { readonly cost: JobCost | null; readonly at: Timestamp }): Decision {
  if (cost === null) return decision;
  const { run_id, attempt, minutes } = cost;
  return swear(decision, { kind: "budget_spent", at, payload: { budget: MINUTES_BUDGET, amount: minutes, unit: "minutes", what: `the fix job took ${inWords(minutes)}`, run_id, attempt } });
}
