/** A raw log shows commands, GitHub knows the steps' names: where one step alone failed, it is the report's. */
import type { FailureReport } from "../../failure/report.ts";
import type { StepOutcome } from "./agree-with-steps.ts";

export function nameSteps(reports: readonly FailureReport[], steps: readonly StepOutcome[]): readonly FailureReport[] {
  const [failed, ...more] = steps.filter(({ conclusion }) => conclusion === "failure" || conclusion === "timed_out");
  if (failed === undefined || more.length > 0) return reports;
  return reports.map((report) => ({ ...report, step: { command: null, exit_code: null, ...report.step, name: report.step?.name ?? failed.name } }));
}
