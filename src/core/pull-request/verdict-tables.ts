/** Markdown of a verdict: for the pull request and the check run. */
import { stageNames, stages } from "../policy/stage.ts";
import { stageAnswer, type RuleVerdict, type Verdict } from "../policy/verdict.ts";
import { code, prose } from "./neutral-text.ts";

const words = { allow: "holds", deny: "does not hold", wait: "waits", skipped: "does not apply" } as const satisfies Record<RuleVerdict["answer"], string>;

/** The named gates, each with what it says and which rules hold it up. */
export function stageTable({ rules }: Verdict): string {
  const rows = stages.map((stage) => {
    const answer = stageAnswer(rules, stage);
    const holding = rules.filter((rule) => rule.stage === stage && rule.set_aside === null && rule.answer === answer && (answer === "deny" || answer === "wait"));
    return `| ${stage} ${stageNames[stage]} | ${stageWords[answer]} | ${holding.map(({ rule }) => code(rule)).join(", ")} |`;
  });
  return ["| gate | answer | because of |", "|---|---|---|", ...rows].join("\n");
}

const stageWords = { allow: "open", deny: "closed", wait: "waits", skipped: "not asked" } as const satisfies Record<RuleVerdict["answer"], string>;

/** What does not hold comes first, with the facts; what holds is one line each. */
export function verdictList(verdict: Verdict): string {
  const order = { deny: 0, wait: 1, allow: 2, skipped: 3 } as const satisfies Record<RuleVerdict["answer"], number>;
  return [...verdict.rules].sort((a, b) => order[a.answer] - order[b.answer]).map(ruleLine).join("\n");
}

function ruleLine(rule: RuleVerdict): string {
  const facts = rule.answer === "deny" || rule.answer === "wait" ? rule.facts.map((fact) => `\n  - ${code(fact)}`).join("") : "";
  const aside = rule.set_aside === null ? "" : ` (${prose(rule.set_aside)})`;
  return `- ${code(rule.rule)} ${words[rule.answer]}${aside}: ${prose(rule.message)}${facts}`;
}
