/** The recordings of `regreen fix`: one for each plan that was tried, on the tree as it was then. */
import type { PendingFix } from "../../core/failure/pending-fix.ts";
import type { FixId } from "../../core/identity/identifier.ts";
import type { Timestamp } from "../../core/identity/timestamp.ts";
import { failureLog } from "../../core/replay/keep-log.ts";
import { recordRun } from "../../core/replay/record-run.ts";
import type { KeptRecording } from "../../core/replay/recording.ts";
import type { Attempt } from "../fix/attempt.ts";
import { overlayFile, type OverlayContent } from "./read-overlay.ts";

export interface AttemptsToRecord {
  readonly fixId: FixId;
  readonly checkout: string;
  readonly check: string;
  /** The log that was read; null where it was too long. */
  readonly log: Uint8Array | null;
  /** Before anything was tried; null where it is more than is kept: then nothing is recorded. */
  readonly overlay: readonly OverlayContent[] | null;
  readonly failures: readonly PendingFix[];
  /** In the order in which they were tried; `kept` where the working tree has it since. */
  readonly attempts: readonly { readonly attempt: Attempt; readonly kept: boolean }[];
  readonly at: Timestamp;
}

export function recordAttempts({ fixId, checkout, check, log, overlay, failures, attempts, at }: AttemptsToRecord): readonly KeptRecording[] {
  if (overlay === null) return [];
  const kept = log === null ? null : failureLog(check, log);
  let tree = overlay;
  return attempts.flatMap(({ attempt, kept: applied }) => {
    const { plan, execution, executionId } = attempt;
    const recording = recordRun({
      execution: executionId, repair: fixId, surface: "cli", workspace: checkout, plan, result: execution.result, verdict: null, at,
      failures: failures.filter((failure) => plan.steps.some(({ skill }) => skill.name === failure.skill_id)),
      changed: execution.check?.files ?? [], overlay: tree.map(({ path, mode, sha256 }) => ({ path, mode, sha256 })),
      contents: [...contentsOf(tree), ...patchIn(execution)], logs: kept === null ? [] : [kept],
    });
    if (applied) tree = withChange(tree, attempt);
    return recording === null ? [] : [recording];
  });
}

function contentsOf(tree: readonly OverlayContent[]): KeptRecording["contents"] {
  return tree.flatMap(({ sha256, content }) => (sha256 === null || content === null ? [] : [{ sha256, content }]));
}

/** For a replay that begins after the change was made. */
function patchIn({ result: { patch_sha256 }, patch }: Attempt["execution"]): KeptRecording["contents"] {
  return patch_sha256 === null ? [] : [{ sha256: patch_sha256, content: patch }];
}

/** What was applied is part of the tree that the next attempt was run on. */
function withChange(tree: readonly OverlayContent[], { execution }: Attempt): readonly OverlayContent[] {
  const changed = [...execution.contents].map(([path, content]) => overlayFile(path, content, execution.check?.files.find((file) => file.path === path)?.mode ?? "100644"));
  return [...tree.filter(({ path }) => !execution.contents.has(path)), ...changed];
}
