/** A repair that a budget of its repository holds back: it rests and says so, once in the ledger, and patience does not run out meanwhile. */
import type { Timestamp } from "../identity/timestamp.ts";
import type { Decision } from "../repair/decision.ts";
import { alter, swear } from "../repair/draft.ts";
import { wait } from "../repair/wait.ts";
import type { BudgetStop } from "./budget.ts";

const LOOK_AGAIN_SECONDS = 600;

export function holdBack(decision: Decision, { budget, spent, limit, reason }: BudgetStop, at: Timestamp): Decision {
  const held = alter(wait(decision, { at, seconds: LOOK_AGAIN_SECONDS, reason }), { held_by: budget, progressed_at: at });
  return decision.repair.held_by === budget ? held : swear(held, { kind: "budget_spent", at, payload: { budget, spent, limit, reason } });
}

/** It goes on: what held it back does no more. */
export function released(decision: Decision): Decision {
  return decision.repair.held_by === null ? decision : alter(decision, { held_by: null });
}
