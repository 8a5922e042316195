/** A verdict as a tree for the terminal: named gates, rules under each, facts under what does not hold. */
import { stageNames, stages } from "../../core/policy/stage.ts";
import { stageAnswer, type RuleVerdict, type Verdict } from "../../core/policy/verdict.ts";
import { plainText } from "../plain-text.ts";

const words = { allow: "holds", deny: "does not hold", wait: "waits", skipped: "does not apply" } as const satisfies Record<RuleVerdict["answer"], string>;
const gateWords = { allow: "open", deny: "closed", wait: "waits", skipped: "not asked" } as const satisfies Record<RuleVerdict["answer"], string>;

export function verdictText(verdict: Verdict): string {
  const head = `${verdict.answer}: ${verdict.summary}\nhead ${verdict.head_sha?.slice(0, 12) ?? "none"}, base ${verdict.base_sha.slice(0, 12)}, policy sha256:${verdict.policy_sha256.slice(0, 12)}\n`;
  const gates = stages.map((stage) => `\n${stage} ${stageNames[stage]}: ${gateWords[stageAnswer(verdict.rules, stage)]}\n${verdict.rules.filter((rule) => rule.stage === stage).map(ruleText).join("")}`);
  return plainText(`${head}${gates.join("")}`);
}

function ruleText({ rule, pack, answer, message, facts, set_aside, places }: RuleVerdict): string {
  const told = answer === "deny" || answer === "wait";
  const lines = told ? [...(set_aside === null ? [] : [`set aside: ${set_aside}`]), ...facts, ...places.map(({ file, line }) => `at ${file}${line === null ? "" : `:${line}`}`)] : [];
  return `  ${pack}/${rule} ${words[answer]}: ${message}\n${lines.map((line) => `      ${line}\n`).join("")}`;
}
