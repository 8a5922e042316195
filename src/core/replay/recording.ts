/**
 * A recording is a failure as it was met, kept so that it can be met again (row S9): what failed, the plan that was run on it and what came of that,
 * and what is needed to rebuild the tree that it was run on. Kept beside the executions, one for each run of a plan.
 */
import { z } from "zod";
import { PendingFix } from "../failure/pending-fix.ts";
import { FixPlan } from "../fix/plan.ts";
import { ChangedFile, FixResult } from "../fix/result.ts";
import { Digest } from "../identity/digest-schema.ts";
import { ExecutionId, FixId } from "../identity/identifier.ts";
import { Timestamp } from "../identity/timestamp.ts";
import type { AftermathKind } from "../skill/standing/skill-execution.ts";

/** A file that the tree had beyond the plan's commit, by the digest of its content; null: the tree lacked it. */
export const OverlayFile = z.strictObject({ path: z.string().min(1), mode: z.enum(["100644", "100755"]), sha256: Digest.nullable() });
export type OverlayFile = z.infer<typeof OverlayFile>;

export const Recording = z.strictObject({
  version: z.literal(1),
  execution: ExecutionId,
  repair: FixId,
  surface: z.enum(["app", "cli"]),
  /** Absolute path of the checkout that the kept log speaks of; null where the log says so itself. */
  workspace: z.string().nullable(),
  /** Those that the plan was made for. */
  failures: z.array(PendingFix).min(1),
  /** Names the repository and the commit: with `overlay`, all that the tree is rebuilt from. */
  plan: FixPlan,
  result: FixResult,
  /** What our own reading of the patch found; empty unless the outcome is `changed`. */
  changed: z.array(ChangedFile),
  overlay: z.array(OverlayFile),
  /** What the propose gate said; null where it was not asked. */
  verdict: z.enum(["allow", "deny", "wait"]).nullable(),
  at: Timestamp,
});
export type Recording = z.infer<typeof Recording>;

/** The raw log of one failed check, secrets masked; `sha256` is over `content`. */
export interface FailureLog {
  readonly check: string;
  readonly content: Uint8Array;
  readonly sha256: Digest;
}

/** A recording with the contents that it names by digest, as it is handed to the store. */
export interface KeptRecording {
  readonly recording: Recording;
  readonly contents: readonly { readonly sha256: Digest; readonly content: Uint8Array }[];
  /** Empty where the log was kept when the failure was diagnosed. */
  readonly logs: readonly FailureLog[];
}

/** A recording with what has become of its change, and the logs that are kept of its repair. */
export interface KnownRecording {
  readonly recording: Recording;
  readonly aftermaths: readonly AftermathKind[];
  readonly logs: readonly { readonly check: string; readonly sha256: Digest }[];
}
