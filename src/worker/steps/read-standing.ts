/** Reads what the skills have earned in a repository: core judges it. */
import type { SwornSpending } from "../../core/budget/spending.ts";
import type { Configuration } from "../../core/configuration/configuration.ts";
import type { FixPlan } from "../../core/fix/plan.ts";
import { after } from "../../core/identity/timestamp.ts";
import type { Repository } from "../../core/repair/repair.ts";
import { defaultBounds } from "../../core/skill/standing/bounds.ts";
import type { SkillExecution } from "../../core/skill/standing/skill-execution.ts";
import { leastStanding, standingIn, type StandingOf } from "../../core/skill/standing/skill-history.ts";
import type { Standing } from "../../core/skill/standing/standing.ts";
import type { StepContext } from "./context.ts";

/** `configuration` null: taken away since; the default bounds count. */
export async function readStanding({ name }: Repository, configuration: Configuration | null, { store, shipped }: Pick<StepContext, "store" | "shipped">): Promise<StandingOf> {
  const bounds = configuration?.skills.standing ?? defaultBounds;
  return standingIn({ history: await store.skillRecords.history({ repo: name, most: bounds.window }), bounds, shipped });
}

/** The least standing of a plan's skills: what the plan as a whole may do. */
export function standingOfPlan(plan: FixPlan, standingOf: StandingOf): Standing {
  return leastStanding(plan.steps.map(({ skill }) => standingOf(skill).standing));
}

const DAY_SECONDS = 24 * 3_600;

/** What was sworn to as spent within a day, in a repository, beside what its executions tell. */
export async function readSworn({ name }: Repository, { store, clock }: Pick<StepContext, "store" | "clock">): Promise<SwornSpending> {
  const since = after(clock.now(), -DAY_SECONDS);
  const [tokens, dollars] = await Promise.all((["tokens_per_day", "dollars_per_day"] as const).map((budget) => store.ledger.spent({ repo: name, budget, since })));
  return { tokens: tokens ?? 0, dollars: dollars ?? 0 };
}

/** What ran in a repository within a day, for its budgets. */
export function readExecutions({ name }: Repository, { store, clock }: Pick<StepContext, "store" | "clock">): Promise<readonly SkillExecution[]> {
  return store.skillRecords.recent({ repo: name, since: after(clock.now(), -DAY_SECONDS) });
}
