/** What is announced of a repair that was made: one line for each failure. */
import { isPartial } from "../fix/plan.ts";
import { announce } from "./announcement.ts";
import type { RepairAccount } from "./mod-log.ts";

export function announcementsOf({ failures, plan, execution }: Pick<RepairAccount, "failures" | "plan" | "execution">): readonly string[] {
  return failures.map((failure) => announce(isPartial(plan) ? { kind: "PARTIAL", pattern: failure.pattern_name } : {
    kind: "FIXED", pattern: failure.pattern_name, action: failure.fix_action ?? (failure.skill_id ?? "repair").replaceAll("-", "_"), standards: failure.standards, execution,
  }));
}
