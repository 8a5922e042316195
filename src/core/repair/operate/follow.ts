/** Follows an operational answer to its end: what was to be done first, then the jobs that are run again. Pure. */
import { milliseconds, type Timestamp } from "../../identity/timestamp.ts";
import { close } from "../close.ts";
import type { Decision } from "../decision.ts";
import { alter, draft } from "../draft.ts";
import type { Effect, Receipt } from "../effect.ts";
import type { Repair } from "../repair.ts";
import { wait } from "../wait.ts";
import { answerOf, endAnswer, LOOK_SECONDS, runAgain } from "./begin.ts";
import { minutesOf, whyTooDear, type JobTimes, type MinutesSpent } from "./minutes.ts";

export interface FollowSnapshot {
  readonly repair: Repair;
  readonly at: Timestamp;
  readonly receipts: readonly { readonly effect: Effect; readonly receipt: Receipt }[];
  /** Effects that are not performed yet. */
  readonly unfinished: number;
  /** The run as it is now; null: GitHub does not know it any more. */
  readonly run: { readonly attempt: number; readonly status: string; readonly conclusion: string | null } | null;
  /** Of the run's latest attempt, each with the attempt that it was run in. */
  readonly jobs: readonly (JobTimes & { readonly attempt: number })[];
  readonly minutes: Omit<MinutesSpent, "expected">;
}

/** A run that is not over after so long is left: GitHub ends jobs on its own machines after six hours. */
const MOST_HOURS = 24;

export function decideFollow(snapshot: FollowSnapshot): Decision {
  const { repair, at, receipts, unfinished } = snapshot;
  if (unfinished > 0) return wait(draft(repair), { at, seconds: null, reason: repair.reason ?? "being asked for" });
  const again = receipts.find(({ effect }) => effect.kind === "rerun_failed_jobs")?.receipt;
  if (again !== undefined) return again.kind === "refused" ? refused(snapshot, "the jobs were not run again", again.message) : followRun(snapshot);
  const first = receipts.find(({ effect }) => effect.kind === "delete_caches" || effect.kind === "run_operation")?.receipt;
  if (first === undefined) return close(draft(repair), { status: "skipped", reason: `${answerOf(repair).skill} was asked for already for this commit: once is what it is run`, at });
  return afterFirst(snapshot, first);
}

function afterFirst(snapshot: FollowSnapshot, receipt: Receipt): Decision {
  const { repair, at, minutes } = snapshot;
  const operation = answerOf(repair);
  const failed = whyFailed(receipt);
  if (failed !== null) return close(draft(repair), { status: "skipped", reason: `${operation.skill} did not succeed, so nothing is run again: ${failed}`, at });
  if (!operation.rerun) return close(draft(repair), { status: "skipped", reason: `${operation.reason}; it succeeded`, at });
  const dear = whyTooDear({ ...minutes, expected: operation.minutes });
  return dear === null ? runAgain(draft(repair), at) : close(draft(repair), { status: "skipped", reason: `${operation.skill} succeeded, and the failed jobs are not run again: ${dear}`, at });
}

function whyFailed(receipt: Receipt): string | null {
  switch (receipt.kind) {
    case "refused": return receipt.message;
    case "delete_caches": return receipt.deleted > 0 ? null : "GitHub keeps no cache under the keys that the log names";
    case "run_operation": return receipt.succeeded ? null : receipt.said === "" ? "it said nothing" : receipt.said;
    default: return null;
  }
}

/** What was counted when the jobs were asked for is given back. */
function refused({ repair, at }: FollowSnapshot, what: string, message: string): Decision {
  return endAnswer(draft(repair), { at, minutes: 0, ending: `${what}: ${message}` });
}

function followRun({ repair, at, run, jobs }: FollowSnapshot): Decision {
  const { source } = repair.subject;
  const attempt = source.kind === "workflow_run" ? source.run_attempt + 1 : 0;
  if (run === null) return endAnswer(draft(repair), { at, minutes: null, ending: "GitHub does not know the run any more" });
  if (run.attempt > attempt) return endAnswer(draft(repair), { at, minutes: null, ending: "somebody has run it once more since" });
  if (run.attempt === attempt && run.status === "completed") {
    return endAnswer(draft(repair), { at, minutes: minutesOf(jobs.filter((job) => job.attempt === attempt), at), ending: `they ended: ${run.conclusion ?? "no conclusion"}` });
  }
  const hours = (milliseconds(at) - milliseconds(repair.opened_at)) / 3_600_000;
  if (hours >= MOST_HOURS) return endAnswer(draft(repair), { at, minutes: null, ending: `they were not over after ${MOST_HOURS} hours` });
  return wait(alter(draft(repair), { progressed_at: at }), { at, seconds: LOOK_SECONDS, reason: answerOf(repair).reason });
}
