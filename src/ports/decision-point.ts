/** Another decision point that the operator names (an OPA server). */
import type { Facts } from "../core/policy/facts.ts";
import type { SecondOpinion } from "../core/policy/second-opinion.ts";
import type { Gate } from "../core/policy/verdict.ts";

export interface DecisionPoint {
  /** Never throws: silence is an answer (`silent`), and denies. */
  decide(question: { readonly gate: Gate; readonly facts: Facts }): Promise<SecondOpinion>;
}
