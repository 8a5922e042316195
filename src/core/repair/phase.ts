/** A repair passes nine phases in this order; none is entered before the evidence of the one before it is there and valid. */
import { z } from "zod";

export const phases = ["STRATEGIZE", "SPEC", "PLAN", "THINK", "IMPLEMENT", "VERIFY", "REVIEW", "PR", "MONITOR"] as const;
export const Phase = z.enum(phases);
export type Phase = z.infer<typeof Phase>;

/** The evidence document of each phase; IMPLEMENT also has `change.patch`. */
export const evidenceFile = {
  STRATEGIZE: "strategy.json",
  SPEC: "problem.json",
  PLAN: "plan.json",
  THINK: "risks.json",
  IMPLEMENT: "change.json",
  VERIFY: "checks.json",
  REVIEW: "review.json",
  PR: "pull-request.json",
  MONITOR: "outcome.json",
} as const satisfies Record<Phase, string>;
