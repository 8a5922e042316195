/** What a rebuild costs of the repair's own budgets: two phases, and one fix job more where the patch does not fit the new base (row E8). Pure. */
import { whatEnds, type BudgetStop } from "../../budget/budget.ts";
import { repairSpending } from "../../budget/spending.ts";
import type { Configuration } from "../../configuration/configuration.ts";
import type { Timestamp } from "../../identity/timestamp.ts";
import type { LedgerEntry } from "../../ledger/entry.ts";
import type { Decision } from "../decision.ts";
import { alter, swear } from "../draft.ts";
import type { Repair } from "../repair.ts";

/** Back to REVIEW and on to PR, or back to PLAN and on to THINK. */
const STEPS = 2;

export interface RebuildCost {
  readonly configuration: Configuration;
  readonly history: readonly LedgerEntry[];
  /** Whether the kept patch fits the new base. */
  readonly fits: boolean;
}

/** The budget that a rebuild would overrun; null: there is room. */
export function whyNotRebuilt(repair: Repair, { configuration, history, fits }: RebuildCost): BudgetStop | null {
  const { steps, retries } = repairSpending(repair, history, 0);
  return whatEnds(configuration.limits, { seconds_per_repair: 0, steps: steps + STEPS, retries: fits ? retries : retries + 1 });
}

/** The offer stays as it is, open for people: which budget keeps it from following its base is sworn to once, and said. */
export function notRebuilt(decision: Decision, { budget, spent, limit, reason }: BudgetStop, at: Timestamp): Decision {
  const held = alter(decision, { held_by: budget });
  return decision.repair.held_by === budget ? held : swear(held, { kind: "budget_spent", at, payload: { budget, spent, limit, reason, what: "the base branch moved" } });
}
