/** Asks the decision point that the operator names, where one is named, at either gate. */
import type { Facts } from "../../core/policy/facts.ts";
import type { SecondOpinion } from "../../core/policy/second-opinion.ts";
import type { Gate } from "../../core/policy/verdict.ts";
import type { StepContext } from "./context.ts";

export async function askOpinion(gate: Gate, facts: Facts, { decisionPoint }: Pick<StepContext, "decisionPoint">): Promise<SecondOpinion | null> {
  return decisionPoint === undefined ? null : decisionPoint.decide({ gate, facts });
}
