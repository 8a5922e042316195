/** A failure report as it was kept: what choosing a skill asks of it. */
import type { PendingFix } from "../failure/pending-fix.ts";
import type { FailureReport } from "../failure/report.ts";

export function recordedReport({ failure_class, tool, pattern_name, confidence, locations, file_paths, failing_tests, error_snippet, fingerprint }: PendingFix): FailureReport {
  return {
    failure_class, tool, pattern_name, transient: false, confidence, rule: "recorded", step: null,
    locations, file_paths, failing_tests, evidence: [], error_snippet, fingerprint,
  };
}
