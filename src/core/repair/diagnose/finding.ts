/** A finding is one failure of the run: the same fingerprint in several jobs is one, with all their names. */
import type { FailureReport } from "../../failure/report.ts";
import type { FailedCheck } from "./snapshot.ts";

export interface Finding {
  readonly report: FailureReport;
  /** Names of the checks that show it; the first leads. */
  readonly checks: readonly string[];
}

/** In the order of the checks, cause first. What is no failure is left out. */
export function findingsOf(checks: readonly FailedCheck[]): readonly Finding[] {
  const found = new Map<string, Finding>();
  for (const { name, reports } of checks) {
    for (const report of reports) {
      if (report.failure_class === "none") continue;
      const known = found.get(report.fingerprint);
      const names = known?.checks ?? [];
      found.set(report.fingerprint, { report: known?.report ?? report, checks: names.includes(name) ? names : [...names, name] });
    }
  }
  return [...found.values()];
}
