/** Another decision point (an OPA server) that is asked beside our own rules: it can only make the answer stricter, and its silence is a deny. */
import type { RuleVerdict, Verdict } from "./verdict.ts";

/** `silent`: it did not answer, or not in the form agreed (`problem` says how). */
export type SecondOpinion =
  | { readonly kind: "allow" }
  | { readonly kind: "deny"; readonly reasons: readonly string[] }
  | { readonly kind: "silent"; readonly problem: string };

const MOST_REASONS = 20;

/** The verdict with one rule more, `opa/decision`; null opinion: nobody else is asked. */
export function withSecondOpinion(verdict: Verdict, opinion: SecondOpinion | null): Verdict {
  if (opinion === null) return verdict;
  const rule = ruleOf(opinion, verdict.gate);
  const rules = [...verdict.rules, rule];
  if (rule.answer === "allow" || verdict.answer === "deny") return { ...verdict, rules };
  return { ...verdict, rules, answer: "deny", summary: `Denied by ${rule.rule}.` };
}

/** Rules that were written for merges find no checks at a proposal: whoever reads the denial should not have to guess. */
const asked = {
  propose: " a proposal: it was asked with `gate` \"propose\", before there is a pull request, so `checks`, `reviews` and `head` are null (docs/opa/regreen.rego tells the gates apart)", merge: " it",
} as const satisfies Record<Verdict["gate"], string>;

function ruleOf(opinion: SecondOpinion, gate: Verdict["gate"]): RuleVerdict {
  const rule = { rule: "decision", pack: "opa", stage: 5 as const, set_aside: null, places: [] };
  switch (opinion.kind) {
    case "allow": return { ...rule, answer: "allow", message: "The organisation's decision point allows it", facts: [] };
    case "deny": return { ...rule, answer: "deny", message: `The organisation's decision point does not allow${asked[gate]}`, facts: opinion.reasons.slice(0, MOST_REASONS) };
    case "silent": return { ...rule, answer: "deny", message: `The organisation's decision point does not answer: ${opinion.problem}`, facts: [] };
    default: return opinion satisfies never;
  }
}
