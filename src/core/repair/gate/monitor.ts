/** MONITOR: what became of the pull request. A merged one is watched until its merge commit's checks have spoken; then the repair ends. */
import { buildEvidenceFile } from "../../evidence/evidence-file.ts";
import type { Outcome } from "../../evidence/documents.ts";
import { milliseconds } from "../../identity/timestamp.ts";
import { defaultBounds } from "../../skill/standing/bounds.ts";
import { close } from "../close.ts";
import type { Decision } from "../decision.ts";
import { alter, ask, attest, walk } from "../draft.ts";
import { evidenceEffect } from "../evidence-effect.ts";
import { wait } from "../wait.ts";
import { checkFacts } from "./check-facts.ts";
import type { GateSnapshot, PullFacts } from "./snapshot.ts";
import { tidyBranch } from "./tidy-branch.ts";

const LOOK_AGAIN_SECONDS = 60;
/** A merge commit on which nothing has begun to run by then has no checks. */
const PATIENCE_SECONDS = 600;

/** In: a decision on a repair whose pull request is merged or closed. */
export function decideMonitor(decision: Decision, snapshot: GateSnapshot, pull: PullFacts): Decision {
  const { at, evidence } = snapshot;
  const entered = decision.repair.phase === "MONITOR" ? { decision, refusal: null } : walk(decision, [{ phase: "MONITOR", files: [] }], { at, evidence });
  if (entered.refusal !== null) return wait(entered.decision, { at, seconds: LOOK_AGAIN_SECONDS, reason: entered.refusal.message });
  const told = withAftermath(entered.decision, snapshot, pull);
  if (!pull.merged) return ended(told, snapshot, { pull, after: "unknown" });
  const after = outcomeOf(snapshot);
  const waited = (milliseconds(at) - milliseconds(entered.decision.repair.progressed_at)) / 1000;
  if (after === "pending" && waited < PATIENCE_SECONDS) {
    return wait(alter(told, { status: "merged" }), { at, seconds: LOOK_AGAIN_SECONDS, reason: "merged; the merge commit's checks have not all spoken yet" });
  }
  return ended(told, snapshot, { pull, after: after === "pending" ? "unknown" : after });
}

/** Told at every look; kept once. */
function withAftermath(decision: Decision, { at, configuration }: GateSnapshot, pull: PullFacts): Decision {
  const { execution } = decision.repair;
  if (execution === null) return decision;
  const aftermath = { execution, kind: pull.merged ? "merged" as const : "closed" as const, commit: pull.mergeSha, at };
  return { ...decision, skills: { executions: [], aftermaths: [aftermath], bounds: configuration?.skills.standing ?? defaultBounds } };
}

/** No check at all is pending too: it may not have begun yet. */
function outcomeOf({ checks, at }: GateSnapshot): Outcome["base_checks_after_merge"] | "pending" {
  const { successful, failed, pending } = checkFacts(checks, [], at);
  if (failed.length > 0) return "failure";
  return pending.length > 0 || successful.length === 0 ? "pending" : "success";
}

function ended(decision: Decision, { at }: GateSnapshot, { pull, after }: { readonly pull: PullFacts; readonly after: Outcome["base_checks_after_merge"] }): Decision {
  const { repair } = decision;
  const outcome = buildEvidenceFile("MONITOR", {
    repair: repair.id,
    outcome: pull.merged ? "merged" : "closed",
    pull_request_checks: pull.merged ? "success" : "unknown",
    base_checks_after_merge: after,
    merge_sha: pull.mergeSha,
    seconds_to_green: after === "success" ? Math.max(0, (milliseconds(at) - milliseconds(repair.opened_at)) / 1000) : null,
    ended_at: at,
  });
  const kept = attest(decision, [outcome]);
  const stored = ask(kept, [evidenceEffect(kept.repair), ...tidyBranch(kept.repair)]);
  if (!pull.merged) return close(stored, { status: "closed", reason: `pull request #${pull.number} was closed without being merged`, at });
  return close(stored, { status: "merged", reason: `pull request #${pull.number} was merged; checks afterwards: ${after}`, at });
}
