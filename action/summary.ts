import { counted } from "../src/core/pull-request/failure-name.ts";
import { code } from "../src/core/pull-request/neutral-text.ts";
import { checkTable, fileList } from "../src/core/pull-request/tables.ts";
import type { FixPlan } from "../src/core/fix/plan.ts";
import type { FixResult } from "../src/core/fix/result.ts";

const headlines = {
  changed: "The fix holds: every post-check passes",
  unchanged: "There was nothing to change",
  failed: "The fix did not work, and nothing of it was kept",
  refused: "The fix was refused, and nothing of it was kept",
} as const;

const next = {
  changed: "This job wrote nothing to the repository. Regreen checks the patch again, from the patch alone, and proposes it as a pull request.",
  unchanged: "Regreen proposes nothing.",
  failed: "Regreen hands the failure to people in an issue.",
  refused: "Regreen hands the failure to people in an issue.",
} as const;

/** The job's summary page, in Markdown. Text of tools and of the repository stands in code spans only. */
export function buildSummary(plan: FixPlan, result: FixResult): string {
  const skills = plan.steps.map((step) => `${code(step.skill.name)} ${step.skill.version}`).join(", ");
  return [
    `### ${headlines[result.outcome]}`,
    "",
    ...(result.reason === null ? [] : [`Why: ${code(result.reason)}`, ""]),
    next[result.outcome],
    "",
    `- Skills: ${skills}`,
    ...(result.files.length === 0 ? [] : [`- ${counted(result.files.length, "changed file")}: ${fileList(result.files)}`]),
    `- ${result.seconds.toFixed(1)} s, sandbox: ${result.environment.sandbox}`,
    "",
    ...(result.checks.length === 0 ? [] : [checkTable(result.checks, plan), ""]),
  ].join("\n");
}
