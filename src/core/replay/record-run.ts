/** Makes the recording of one run of a plan. Null where it tells nothing of the skills: a tool or sandbox was missing, or nothing was checked. */
import type { PendingFix } from "../failure/pending-fix.ts";
import type { FixPlan } from "../fix/plan.ts";
import type { ChangedFile, FixResult } from "../fix/result.ts";
import type { ExecutionId, FixId } from "../identity/identifier.ts";
import type { Timestamp } from "../identity/timestamp.ts";
import type { KeptRecording, FailureLog, OverlayFile, Recording } from "./recording.ts";

export interface RecordedRun {
  readonly execution: ExecutionId;
  readonly repair: FixId;
  readonly surface: Recording["surface"];
  readonly workspace: string | null;
  readonly failures: readonly PendingFix[];
  readonly plan: FixPlan;
  readonly result: FixResult;
  /** As we read the patch ourselves. */
  readonly changed: readonly ChangedFile[];
  readonly overlay: readonly OverlayFile[];
  readonly verdict: Recording["verdict"];
  readonly contents: KeptRecording["contents"];
  readonly logs: readonly FailureLog[];
  readonly at: Timestamp;
}

export function recordRun({ contents, logs, ...run }: RecordedRun): KeptRecording | null {
  const { result, failures } = run;
  if (result.set_up === true || result.checks.length === 0 || failures.length === 0) return null;
  const recording: Recording = { version: 1, ...run, failures: [...failures], changed: result.outcome === "changed" ? [...run.changed] : [], overlay: [...run.overlay] };
  return { recording, contents, logs };
}
