/** How a run or check ended, for the history: only what says something of the code. What was cancelled, skipped or left neutral says nothing. */
import { sourceKey, workflowOf } from "../history/run-outcome.ts";
import type { Timestamp } from "../identity/timestamp.ts";
import type { Subject } from "../repair/repair.ts";
import type { Admission } from "./admission.ts";

/** `at`: when we were told; the payload's own times are not needed for the order of runs. */
export function ranOf({ repository, branch, head_sha, source }: Subject, conclusion: string | null, at: Timestamp): Pick<Admission, "ran"> {
  const outcome = outcomeOf(conclusion);
  if (outcome === null) return {};
  return { ran: { repository_id: repository.id, repo: repository.name, branch, head_sha, source: sourceKey(source), workflow: workflowOf(source), outcome, ended_at: at } };
}

function outcomeOf(conclusion: string | null): "passed" | "failed" | null {
  if (conclusion === "success") return "passed";
  return conclusion === "failure" || conclusion === "timed_out" ? "failed" : null;
}
