import { checkTable, changeTable } from "../src/core/pull-request/tables.ts";
import { code } from "../src/core/pull-request/neutral-text.ts";
import type { FixPlan } from "../src/core/fix/plan.ts";
import type { FixResult } from "../src/core/fix/result.ts";

const headlines = {
  changed: "The fix holds: its post-checks pass",
  unchanged: "Nothing was changed",
  failed: "The fix did not work, and nothing was kept",
  refused: "The fix was refused, and nothing was kept",
} as const;

/** The job's summary page, in Markdown. Text of tools and of the repository stands in code spans only. */
export function buildSummary(plan: FixPlan, result: FixResult): string {
  const skills = plan.steps.map((step) => code(`${step.skill.name} v${step.skill.version}`)).join(", ");
  return [
    `### ${headlines[result.outcome]}`,
    "",
    ...(result.reason === null ? [] : [code(result.reason), ""]),
    `Skills: ${skills} · sandbox: ${result.environment.sandbox} · ${result.seconds.toFixed(1)} s · plan ${code(plan.plan_id.slice(0, 17))}`,
    "",
    ...(result.files.length === 0 ? [] : [changeTable(result.files), ""]),
    ...(result.checks.length === 0 ? [] : [checkTable(result.checks), ""]),
  ].join("\n");
}
