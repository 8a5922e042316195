/** The third step's decision: judge the offer whenever it, its base or its checks move, until a person has merged or closed it. Pure. */
import { released } from "../../budget/hold-back.ts";
import { buildEvidenceFile } from "../../evidence/evidence-file.ts";
import { digestOf } from "../../identity/digest.ts";
import type { GitSha } from "../../identity/identifier.ts";
import { milliseconds } from "../../identity/timestamp.ts";
import { evaluateGate } from "../../policy/evaluate-gate.ts";
import type { Leniency } from "../../policy/leniency.ts";
import { withSecondOpinion } from "../../policy/second-opinion.ts";
import { close } from "../close.ts";
import { swearVerdict, swearWaivers } from "../swear-verdict.ts";
import type { Decision } from "../decision.ts";
import { diaryOf } from "../diary.ts";
import { alter, ask, attest, draft } from "../draft.ts";
import { decideDelivered } from "../deliver/decide-delivered.ts";
import { escalate } from "../escalate.ts";
import type { Offer } from "../repair.ts";
import { wait } from "../wait.ts";
import { mergeEffect } from "./auto-merge.ts";
import { mergeFacts } from "./merge-facts.ts";
import { decideMonitor } from "./monitor.ts";
import { withObjection } from "./objection.ts";
import { policyCheckEffect } from "./policy-check.ts";
import { overtaken, withdraw } from "./overtaken.ts";
import { rebuild } from "./rebuild.ts";
import { notRebuilt, whyNotRebuilt } from "./rebuild-budget.ts";
import { bodyOf, reconcile } from "./receipts.ts";
import type { GateSnapshot, PullFacts } from "./snapshot.ts";
import { tidyBranch } from "./tidy-branch.ts";
import { undecidedBase, type Undecided } from "./undecided-base.ts";

/** The offer was only just made known to the store: an event that came before found nobody to wake. */
const FRESH_SECONDS = 5;
const LOOK_AGAIN_SECONDS = 600;
const COMPUTING_SECONDS = 300;

export function decideGate(snapshot: GateSnapshot): Decision {
  const { repair, at, unfinished, receipts, configuration } = snapshot;
  if (repair.status === "escalated" || repair.offer === null) return decideEscalated(snapshot);
  if (repair.delivery !== undefined) return decideDelivered(snapshot);
  if (unfinished > 0) return wait(draft(repair), { at, seconds: null, reason: "the offer is being made" });
  if (configuration === null || !configuration.enabled) return close(draft(repair), { status: "closed", reason: "the configuration was taken away, or says enabled: false", at });
  const made = reconcile(repair.offer, receipts);
  switch (made.kind) {
    case "unmade": return wait(draft(repair), { at, seconds: LOOK_AGAIN_SECONDS, reason: "the offer is being made" });
    case "refused": return escalate(ask(draft(repair), tidyBranch(repair, made.commit)), { ...snapshot, configuration, reason: `GitHub would not take the offer: ${made.reason}`, diary: diaryOf(snapshot.history) });
    case "made": return decideOffer(snapshot, made.offer);
    default: return made satisfies never;
  }
}

/** Handed to a person: the repair ends as soon as the issue stands, or GitHub has refused it. */
function decideEscalated({ repair, at, unfinished, receipts }: GateSnapshot): Decision {
  if (unfinished > 0) return wait(draft(repair), { at, seconds: null, reason: repair.reason ?? "people are being told" });
  const issue = receipts.find(({ key, receipt }) => receipt.kind === "upsert_issue" && key.includes(":issue:"))?.receipt;
  const reason = repair.reason ?? "handed to a person";
  return close(alter(draft(repair), { issue: issue?.kind === "upsert_issue" ? issue.number : null }), { status: "escalated", reason, at });
}

function decideOffer(snapshot: GateSnapshot, offer: Offer): Decision {
  const { repair, at, pull } = snapshot;
  const known = alter(draft(repair), { offer });
  if (pull === null) {
    if (repair.offer?.number === null) return wait(known, { at, seconds: 0, reason: "the offer stands; looking at it" });
    return close(known, { status: "closed", reason: `pull request #${offer.number ?? 0} is not there any more`, at });
  }
  const shown = withPullEvidence(known, snapshot, pull);
  if (pull.merged || pull.state === "closed") return decideMonitor(shown, snapshot, pull);
  return overtaken(shown, snapshot, pull) ?? moved(shown, snapshot, pull);
}

/** The PR phase shows what was offered, once it stands. */
function withPullEvidence(decision: Decision, { receipts }: GateSnapshot, pull: PullFacts): Decision {
  const { id, phase, offer, evidence } = decision.repair;
  if (phase !== "PR" || offer?.commit_sha == null || evidence.some((recorded) => recorded.phase === "PR")) return decision;
  return attest(decision, [buildEvidenceFile("PR", {
    repair: id, number: pull.number, url: pull.url, branch: offer.branch, head_sha: offer.commit_sha, base_sha: offer.base_sha,
    labels: [...pull.labels], body_sha256: digestOf(bodyOf(receipts)),
  })]);
}

/** Built again where the base moved under a head that is still ours: what a person has pushed to is not. */
function moved(decision: Decision, snapshot: GateSnapshot, pull: PullFacts): Decision {
  const { repair } = decision;
  const { configuration, moved: proof, baseHead } = snapshot;
  const ours = pull.headSha === repair.offer?.commit_sha;
  if (proof === null || configuration === null || repair.plan === null || !ours || baseHead === repair.offer?.base_sha) return judged(released(decision), snapshot, pull);
  const undecided = proof.fitted === null ? undecidedBase(repair, snapshot, proof.head) : null;
  if (undecided !== null) return untilDecided(alter(released(decision), { unfit: { base: proof.head, at: undecided.since } }), { ...undecided, snapshot, pull });
  if (proof.fitted === null && repair.attempts >= configuration.fix.max_attempts) {
    return withdraw(decision, { reason: `${repair.subject.branch} moved to ${proof.head.slice(0, 12)}, this does not fit it any more, and ${repair.attempts} attempts were made`, at: snapshot.at, loop: true });
  }
  const stop = whyNotRebuilt(repair, { configuration, history: snapshot.history, fits: proof.fitted !== null });
  if (stop === null) return rebuild(released(decision), { snapshot, configuration, plan: repair.plan, proof }) ?? judged(released(decision), snapshot, pull);
  const told = judged(notRebuilt(decision, stop, snapshot.at), snapshot, pull);
  return alter(told, { reason: `the offer does not follow its base branch: ${stop.reason}. ${told.repair.reason ?? ""}` });
}

function untilDecided(decision: Decision, { snapshot, pull, base, until }: { readonly snapshot: GateSnapshot; readonly pull: PullFacts } & Undecided): Decision {
  const { branch } = decision.repair.subject;
  const told = judged(decision, snapshot, pull);
  const reason = `${branch} moved to ${base.slice(0, 12)} and this does not fit it any more; whether it is still red is waited for. ${told.repair.reason ?? ""}`;
  return { ...alter(told, { reason }), due: until ?? told.due };
}

function judged(decision: Decision, snapshot: GateSnapshot, pull: PullFacts): Decision {
  const { at, evidence, packs, receipts, baseHead, configuration } = snapshot;
  const { repair } = decision;
  if (repair.offer === null || baseHead === null) return wait(decision, { at, seconds: LOOK_AGAIN_SECONDS, reason: "the base branch is not there" });
  const { facts, places, unknowns } = mergeFacts({ repair, offer: repair.offer, pull, snapshot, evidence: [...evidence, ...decision.evidence] });
  const leniency: Leniency = { waivers: configuration?.gate.waivers ?? [], observed: [], pull: pull.number, at };
  const verdict = withObjection(withSecondOpinion(evaluateGate({ gate: "merge", packs, facts, places, unknowns, head_sha: pull.headSha, base_sha: baseHead, leniency }), snapshot.opinion), repair);
  const effect = policyCheckEffect(repair, { verdict, head: pull.headSha, receipts });
  const told = effect === null ? decision : ask(swearWaivers(swearVerdict(decision, verdict, { at, pull: pull.number }), verdict, leniency), [effect]);
  const merge = effect === null ? mergeEffect(repair, { verdict, pull, configuration, receipts, at, standing: snapshot.standing, protected: snapshot.protected, changesRequested: facts.reviews?.changes_requested ?? null }) : null;
  if (merge !== null) return wait(ask(told, [merge]), { at, seconds: null, reason: "it may be merged, and is being merged" });
  return wait(told, { at, seconds: nextLook(snapshot, repair.offer.commit_sha, pull), reason: verdict.summary });
}

/** Where GitHub never ends computing whether it can be merged, it is asked like the rest (attack G13). */
function nextLook({ repair, at }: GateSnapshot, commit: GitSha | null, pull: PullFacts): number {
  const fresh = repair.offer?.commit_sha !== commit;
  const computing = pull.mergeable === null && milliseconds(at) - milliseconds(repair.progressed_at) < COMPUTING_SECONDS * 1000;
  return fresh || computing ? FRESH_SECONDS : LOOK_AGAIN_SECONDS;
}
