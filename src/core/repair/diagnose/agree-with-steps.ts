/**
 * What a log says of its steps, against what GitHub says of them: a step that passed may print whatever it likes, the words of a failure too
 * (attack L07). A report from such a step counts for nothing: no skill acts on it, and people see it.
 */
import type { FailureReport } from "../../failure/report.ts";

export interface StepOutcome { readonly name: string; readonly conclusion: string | null }

/** `steps`: those of the job, as GitHub tells them; a `run` step without a name of its own is called `Run <first line>` there. */
export function agreeWithSteps(reports: readonly FailureReport[], steps: readonly StepOutcome[]): readonly FailureReport[] {
  return reports.map((report) => (isContradicted(report, steps) ? { ...report, confidence: 0 } : report));
}

function isContradicted({ step }: FailureReport, steps: readonly StepOutcome[]): boolean {
  if (step === null || step.command === null) return false;
  const name = `Run ${step.command.split("\n")[0] ?? ""}`;
  const same = steps.filter((one) => one.name === name);
  return same.length > 0 && same.every(({ conclusion }) => conclusion === "success");
}
