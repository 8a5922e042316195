/** A person asked for changes to this offer by a command: whatever the packs say, it waits until one approves it (row G5). */
import type { RuleVerdict, Verdict } from "../../policy/verdict.ts";
import type { Repair } from "../repair.ts";

/** The verdict with one rule more, `people/changes-requested`; the verdict as it is where nobody asked. */
export function withObjection(verdict: Verdict, { changes }: Pick<Repair, "changes">): Verdict {
  if (changes === undefined) return verdict;
  const rule: RuleVerdict = { rule: "changes-requested", pack: "people", answer: "wait", message: `${changes.by} asks for changes: ${changes.reason}`, facts: [`asked at ${changes.at}`], stage: 5, set_aside: null, places: [] };
  const rules = [...verdict.rules, rule];
  return verdict.answer === "deny" ? { ...verdict, rules } : { ...verdict, rules, answer: "wait", summary: `Waiting: ${changes.by} asks for changes. A person's approve lets it go on.` };
}
