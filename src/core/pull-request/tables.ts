/** Markdown tables of the pull request and the check run. */
import type { ChangedFile, CheckComparison } from "../fix/result.ts";
import type { RuleVerdict, Verdict } from "../policy/verdict.ts";
import { cell, code, visible } from "./neutral-text.ts";

const MOST_ROWS = 30;

export function changeTable(files: readonly ChangedFile[]): string {
  const rows = files.slice(0, MOST_ROWS).map((file) => `| ${cell(file.path)} | ${short(file.before_sha)} | ${short(file.after_sha)} |`);
  const more = files.length > MOST_ROWS ? [`| and ${files.length - MOST_ROWS} more | | |`] : [];
  return ["| file | before (SHA-256) | after |", "|---|---|---|", ...rows, ...more].join("\n");
}

function short(digest: string | null): string {
  return digest === null ? "not there" : `\`${digest.slice(0, 12)}\``;
}

export function checkTable(checks: readonly CheckComparison[]): string {
  const rows = checks.slice(0, MOST_ROWS).map((check) => `| ${cell(check.argv.join(" ") || check.name)} | ${outcome(check.before)} | ${outcome(check.after)} |`);
  return ["| post-check | before | after |", "|---|---|---|", ...rows].join("\n");
}

function outcome({ exit, summary }: CheckComparison["before"]): string {
  const said = visible(summary).replace(/\s+/g, " ").trim();
  return `${exit === 0 ? "passed" : "failed"}${said === "" || said === "passed" || said === "failed" ? "" : `: ${cell(said.slice(0, 160))}`}`;
}

const words = { allow: "holds", deny: "does not hold", wait: "waits", skipped: "does not apply" } as const satisfies Record<RuleVerdict["answer"], string>;

/** What does not hold comes first, with the facts; what holds is one line each. */
export function verdictList(verdict: Verdict): string {
  const order = { deny: 0, wait: 1, allow: 2, skipped: 3 } as const satisfies Record<RuleVerdict["answer"], number>;
  return [...verdict.rules].sort((a, b) => order[a.answer] - order[b.answer]).map(ruleLine).join("\n");
}

function ruleLine(rule: RuleVerdict): string {
  const facts = rule.answer === "deny" || rule.answer === "wait" ? rule.facts.map((fact) => `\n  - ${code(fact)}`).join("") : "";
  return `- ${code(rule.rule)} ${words[rule.answer]}: ${visible(rule.message)}${facts}`;
}
