/** Markdown tables and lists of the pull request, the check run and the job's summary. */
import type { FixPlan } from "../fix/plan.ts";
import type { ChangedFile, CheckComparison } from "../fix/result.ts";
import { stageNames, stages } from "../policy/stage.ts";
import { stageAnswer, type RuleVerdict, type Verdict } from "../policy/verdict.ts";
import { checkText } from "./command-text.ts";
import { cell, code, prose, shorten, visible } from "./neutral-text.ts";

const MOST_ROWS = 30;
const MOST_CHECKS = 20;
const LONGEST_CHECK = 240;

/** The changed files as a list of names: what changed in them is the diff's to show. */
export function fileList(files: readonly ChangedFile[]): string {
  const more = files.length > MOST_ROWS ? [`and ${files.length - MOST_ROWS} more`] : [];
  return [...files.slice(0, MOST_ROWS).map(({ path, after_sha }) => `${code(path)}${after_sha === null ? " (deleted)" : ""}`), ...more].join(", ");
}

export function checkTable(checks: readonly CheckComparison[], plan: FixPlan): string {
  const rows = checks.slice(0, MOST_CHECKS).map((check) => `| ${cell(shorten(visible(checkText(check, plan)), LONGEST_CHECK))} | ${outcome(check.before)} | ${outcome(check.after)} |`);
  return ["| post-check | before | after |", "|---|---|---|", ...rows].join("\n");
}

function outcome({ exit, summary }: CheckComparison["before"]): string {
  const said = visible(summary).replace(/\s+/g, " ").trim();
  return `${exit === 0 ? "passed" : "failed"}${said === "" || said === "passed" || said === "failed" ? "" : `: ${cell(said.slice(0, 160))}`}`;
}

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
