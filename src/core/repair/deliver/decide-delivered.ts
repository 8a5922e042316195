/** The third step of a repair that was pushed or suggested: it ends when that stands, and a pushed commit's checks have spoken. Pure. */
import { buildEvidenceFile } from "../../evidence/evidence-file.ts";
import type { Outcome } from "../../evidence/documents.ts";
import { digestOf } from "../../identity/digest.ts";
import type { GitSha } from "../../identity/identifier.ts";
import { milliseconds } from "../../identity/timestamp.ts";
import { defaultBounds } from "../../skill/standing/bounds.ts";
import { close } from "../close.ts";
import type { Decision } from "../decision.ts";
import { diaryOf } from "../diary.ts";
import { alter, ask, attest, draft, walk } from "../draft.ts";
import type { Receipt } from "../effect.ts";
import { escalate } from "../escalate.ts";
import { evidenceEffect } from "../evidence-effect.ts";
import { checkFacts } from "../gate/check-facts.ts";
import type { GateSnapshot } from "../gate/snapshot.ts";
import { pullUrl } from "../web-url.ts";
import { wait } from "../wait.ts";

const LOOK_AGAIN_SECONDS = 60;
/** A commit on which nothing has begun to run by then has no checks. */
const PATIENCE_SECONDS = 600;

export function decideDelivered(snapshot: GateSnapshot): Decision {
  const { repair, at, unfinished, receipts } = snapshot;
  if (unfinished > 0) return wait(draft(repair), { at, seconds: null, reason: "it is being brought to the pull request" });
  const receipt = receipts.find(({ effect }) => effect.kind === "push_to_pull" || effect.kind === "suggest_changes")?.receipt;
  if (receipt === undefined) return wait(draft(repair), { at, seconds: LOOK_AGAIN_SECONDS, reason: "it is being brought to the pull request" });
  switch (receipt.kind) {
    case "push_to_pull": return receipt.commit_sha === null ? notTaken(snapshot, receipt.reason) : pushed(snapshot, receipt.commit_sha);
    case "suggest_changes": return receipt.review_id === null ? notTaken(snapshot, receipt.reason) : suggested(snapshot);
    default: return refused(snapshot, receipt);
  }
}

/** Its new head has runs of its own, which tell whether there is still something to mend. */
function notTaken({ repair, at }: GateSnapshot, reason: string | null): Decision {
  return close(draft(repair), { status: "skipped", reason: reason ?? "the pull request has moved on", at });
}

function refused(snapshot: GateSnapshot, receipt: Receipt): Decision {
  const { repair, at, configuration, history } = snapshot;
  const reason = `GitHub would not take it: ${receipt.kind === "refused" ? `${receipt.code}: ${receipt.message}` : receipt.kind}`;
  if (configuration === null) return close(draft(repair), { status: "failed", reason, at });
  return escalate(draft(repair), { ...snapshot, configuration, reason, diary: diaryOf(history) });
}

/** The person who reads it takes it or not: no more is said, and whether it is taken is seen by the next run. */
function suggested(snapshot: GateSnapshot): Decision {
  const { repair, at } = snapshot;
  const shown = withPullEvidence(draft(repair), snapshot, repair.offer?.commit_sha ?? repair.subject.head_sha);
  const stored = ask(shown, [evidenceEffect(shown.repair)]);
  return close(stored, { status: "closed", reason: `suggested on pull request #${repair.offer?.number ?? 0}`, at });
}

function pushed(snapshot: GateSnapshot, commit: GitSha): Decision {
  const { repair, at, evidence, checks } = snapshot;
  const { offer } = repair;
  const known = alter(draft(repair), { offer: offer === null ? null : { ...offer, commit_sha: commit, url: pullUrl(repair, snapshot.webUrl) } });
  if (offer?.commit_sha !== commit) return wait(withPullEvidence(known, snapshot, commit), { at, seconds: LOOK_AGAIN_SECONDS / 12, reason: "pushed; its checks are looked at" });
  const entered = repair.phase === "MONITOR" ? { decision: known, refusal: null } : walk(withPullEvidence(known, snapshot, commit), [{ phase: "MONITOR", files: [] }], { at, evidence });
  if (entered.refusal !== null) return wait(entered.decision, { at, seconds: LOOK_AGAIN_SECONDS, reason: entered.refusal.message });
  const told = withAftermath(entered.decision, snapshot, commit);
  const { failed, pending, successful } = checkFacts(checks, [], at);
  const waited = (milliseconds(at) - milliseconds(told.repair.progressed_at)) / 1000;
  if (failed.length === 0 && (pending.length > 0 || successful.length === 0) && waited < PATIENCE_SECONDS) {
    return wait(told, { at, seconds: LOOK_AGAIN_SECONDS, reason: "pushed; the commit's checks have not all spoken yet" });
  }
  return ended(told, snapshot, { commit, after: failed.length > 0 ? "failure" : successful.length > 0 && pending.length === 0 ? "success" : "unknown" });
}

function withPullEvidence(decision: Decision, { receipts }: GateSnapshot, commit: GitSha): Decision {
  const { id, phase, offer, evidence } = decision.repair;
  if (phase !== "PR" || offer?.number == null || evidence.some((recorded) => recorded.phase === "PR")) return decision;
  const effect = receipts.map((settled) => settled.effect).find(({ kind }) => kind === "push_to_pull" || kind === "suggest_changes");
  const said = effect?.kind === "push_to_pull" ? effect.message : effect?.kind === "suggest_changes" ? effect.body : "";
  return attest(decision, [buildEvidenceFile("PR", {
    repair: id, number: offer.number, url: offer.url ?? "", branch: offer.branch, head_sha: commit, base_sha: offer.base_sha, labels: [], body_sha256: digestOf(said),
  })]);
}

function withAftermath(decision: Decision, { at, configuration }: GateSnapshot, commit: GitSha): Decision {
  const { execution } = decision.repair;
  if (execution === null) return decision;
  return { ...decision, skills: { executions: [], aftermaths: [{ execution, kind: "merged", commit, at }], bounds: configuration?.skills.standing ?? defaultBounds } };
}

function ended(decision: Decision, { at }: GateSnapshot, { commit, after }: { readonly commit: GitSha; readonly after: Outcome["base_checks_after_merge"] }): Decision {
  const { repair } = decision;
  const outcome = buildEvidenceFile("MONITOR", {
    repair: repair.id, outcome: "merged", pull_request_checks: after, base_checks_after_merge: after, merge_sha: commit,
    seconds_to_green: after === "success" ? Math.max(0, (milliseconds(at) - milliseconds(repair.opened_at)) / 1000) : null, ended_at: at,
  });
  const kept = attest(decision, [outcome]);
  return close(ask(kept, [evidenceEffect(kept.repair)]), { status: "merged", reason: `pushed to pull request #${repair.offer?.number ?? 0} as ${commit.slice(0, 12)}; its checks: ${after}`, at });
}
