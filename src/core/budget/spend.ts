/** Swears to what was spent of a budget of the repository by something that no skill execution tells of: jobs run again, a language model, an operation. */
import type { Timestamp } from "../identity/timestamp.ts";
import type { Decision } from "../repair/decision.ts";
import { swear } from "../repair/draft.ts";

export interface Spent {
  readonly budget: "actions_minutes_per_day" | "tokens_per_day" | "dollars_per_day";
  /** In the unit of the budget; less than 0 where less was spent than was sworn to before. */
  readonly amount: number;
  /** In plain words. */
  readonly what: string;
  readonly at: Timestamp;
}

const units = { actions_minutes_per_day: "minutes", tokens_per_day: "tokens", dollars_per_day: "dollars" } as const satisfies Record<Spent["budget"], string>;

/** `Ledger.spent` adds the amounts up. */
export function spend(decision: Decision, { budget, amount, what, at }: Spent): Decision {
  return swear(decision, { kind: "budget_spent", at, payload: { budget, amount, unit: units[budget], what } });
}
