/**
 * How a proven repair reaches people (row P5): as a pull request of our own, as a commit on the red pull request, or as suggestions. What comes from a fork
 * is only ever suggested. What a person must review line by line is never pushed under their hands. A branch that is no pull request's is never pushed to:
 * there `push` gives a pull request, which passes the gate.
 */
import type { Configuration } from "../../configuration/configuration.ts";
import { isPartial, type FixPlan } from "../../fix/plan.ts";
import type { Repair } from "../repair.ts";

export type Delivery = "propose" | "push" | "suggest";

export function deliveryOf({ subject }: Pick<Repair, "subject">, { react }: Configuration, plan: FixPlan): Delivery {
  if (subject.fork !== undefined) return "suggest";
  if (subject.pull_request === null) return react.default_branch === "suggest" ? "suggest" : "propose";
  if (react.pull_requests === "suggest") return "suggest";
  return react.pull_requests === "push" && !isPartial(plan) ? "push" : "propose";
}
