/** Swears to a verdict: its answer, what it was reached over, and every rule that did not simply hold. */
import { z } from "zod";
import type { Timestamp } from "../identity/timestamp.ts";
import { usedWaivers, type Leniency } from "../policy/leniency.ts";
import { Answer, type Verdict } from "../policy/verdict.ts";
import type { Decision } from "./decision.ts";
import { swear } from "./draft.ts";

/** The payload of a `policy_evaluated` entry, as it is read back; entries of before have no rules. */
export const SwornVerdict = z.object({
  gate: z.string(), answer: Answer, summary: z.string(), policy_sha256: z.string(), head_sha: z.string().nullable(), base_sha: z.string(),
  pull: z.int().nullable().default(null),
  rules: z.array(z.object({ rule: z.string(), pack: z.string(), answer: z.string(), set_aside: z.string().nullable(), facts: z.array(z.string()) })).default([]),
});
export type SwornVerdict = z.infer<typeof SwornVerdict>;

const MOST_FACTS = 10;

export function swearVerdict(decision: Decision, verdict: Verdict, { at, pull }: { readonly at: Timestamp; readonly pull: number | null }): Decision {
  const { gate, answer, summary, policy_sha256, head_sha, base_sha } = verdict;
  const rules = verdict.rules.filter((rule) => rule.answer === "deny" || rule.answer === "wait")
    .map((rule) => ({ rule: rule.rule, pack: rule.pack, answer: rule.answer, set_aside: rule.set_aside, facts: rule.facts.slice(0, MOST_FACTS) }));
  return swear(decision, { kind: "policy_evaluated", at, payload: { gate, answer, summary, policy_sha256, head_sha, base_sha, pull, rules } });
}

/** A person set a rule aside: sworn to with each verdict that rests on it. */
export function swearWaivers(decision: Decision, verdict: Verdict, leniency: Leniency): Decision {
  return usedWaivers(verdict.rules, leniency).reduce((sworn, { rule, by, reason, until }) => swear(sworn, {
    kind: "human_decision", at: leniency.at, payload: { decision: "waived", rule, by, reason, until, pull: leniency.pull, head_sha: verdict.head_sha },
  }), decision);
}
