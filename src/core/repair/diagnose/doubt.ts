/** When one log is not enough: whether it is worth asking what the job prints when it is green, and what the repository's own tools print. */
import type { FailureReport } from "../../failure/report.ts";

/** Below this the first reading is as likely wrong as right. */
const SURE = 0.7;

/** Nothing was found, or the first cause is unknown or unsure. A second look costs requests, so it is for these alone. */
export function isDoubtful(reports: readonly FailureReport[]): boolean {
  const [cause] = reports;
  return cause === undefined || cause.failure_class === "unknown" || cause.confidence < SURE;
}
