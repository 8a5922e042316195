/** What a run has come to, given its jobs; a job that may fail (`continue-on-error: true`) does not count. */
import type { Conclusion } from "../state/check.ts";
import type { Job } from "./types.ts";

export function conclusionOf(jobs: readonly Pick<Job, "conclusion" | "definition">[]): Conclusion {
  const counted = jobs.filter((job) => job.definition["continue-on-error"] !== true).map((job) => job.conclusion);
  for (const bad of ["failure", "timed_out", "cancelled"] as const) {
    if (counted.includes(bad)) return bad === "timed_out" ? "failure" : bad;
  }
  return counted.length > 0 && counted.every((one) => one === "skipped") ? "skipped" : "success";
}
