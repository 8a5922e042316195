/** What a gate would say of something that does not exist yet: each rule with the answer to expect, as far as its facts are known already. */
import { evaluateGate, unknownAmong, type GateQuestion } from "./evaluate-gate.ts";

export interface ExpectedAnswer {
  /** `<pack>/<rule>`. */
  readonly rule: string;
  /** `unknown`: a fact that it asks for is not there yet. */
  readonly expected: "allow" | "deny" | "wait" | "unknown";
}

/** Rules that do not apply are left out. Facts that are not known are null. */
export function simulateGate(question: GateQuestion): readonly ExpectedAnswer[] {
  const open = new Set(openRules(question));
  return evaluateGate(question).rules.flatMap((verdict) => {
    const rule = nameOf(verdict.pack, verdict.rule);
    return verdict.answer === "skipped" ? [] : [{ rule, expected: open.has(rule) ? "unknown" : verdict.answer }];
  });
}

/** Rules that ask for a fact that is not known. */
function openRules({ packs, gate, facts }: GateQuestion): readonly string[] {
  return packs.flatMap(({ name, rules }) => rules
    .filter((rule) => rule.gates.includes(gate) && unknownAmong([...(rule.when?.asks ?? []), ...rule.require.asks], facts) !== null)
    .map(({ id }) => nameOf(name, id)));
}

function nameOf(pack: string, rule: string): string {
  return `${pack}/${rule}`;
}
