/** Ends a repair without a word to GitHub: its reason is kept and sworn to. */
import type { FixStatus } from "../failure/pending-fix.ts";
import type { Timestamp } from "../identity/timestamp.ts";
import type { Decision } from "./decision.ts";
import { alter, swear } from "./draft.ts";

export interface Ending {
  readonly status: Extract<FixStatus, "closed" | "skipped" | "failed" | "merged" | "escalated">;
  /** In plain words. */
  readonly reason: string;
  readonly at: Timestamp;
  /** A loop guard stopped it (the objective loop_rate). */
  readonly loop?: true;
  /** What a guard watched was merged, whatever its verdict was. */
  readonly merged?: true;
}

export function close(decision: Decision, { status, reason, at, loop, merged }: Ending): Decision {
  const pendingFixes = decision.pendingFixes.length > 0 ? decision.pendingFixes : decision.repair.failures.map((failure) => ({ ...failure, status, timestamp: at }));
  const failures = decision.repair.failures.map((failure) => ({ ...failure, status, timestamp: at }));
  const ended = alter({ ...decision, due: null, pendingFixes }, { step: "closed", status, reason, failures, progressed_at: at });
  return swear(ended, { kind: "stopped", at, payload: { status, reason, ...(loop === undefined ? {} : { loop }), ...(merged === undefined ? {} : { merged }) } });
}
