/** The job left a patch, and we have read it ourselves: IMPLEMENT, VERIFY, the propose gate (REVIEW), and the offer (PR). Pure. */
import { released } from "../../budget/hold-back.ts";
import { evidencePath } from "../../evidence/evidence-file.ts";
import { EVIDENCE_BRANCH, PATCH_FILE } from "../../evidence/evidence-place.ts";
import { digestOf } from "../../identity/digest.ts";
import type { ExecutionId } from "../../identity/identifier.ts";
import type { FixPlan } from "../../fix/plan.ts";
import { withSecondOpinion } from "../../policy/second-opinion.ts";
import type { Facts } from "../../policy/facts.ts";
import { evaluateGate } from "../../policy/evaluate-gate.ts";
import type { Verdict } from "../../policy/verdict.ts";
import { swearVerdict } from "../swear-verdict.ts";
import type { Decision } from "../decision.ts";
import { diaryOf } from "../diary.ts";
import { alter, ask, draft, walk, type Walk } from "../draft.ts";
import { escalate } from "../escalate.ts";
import { evidenceEffect } from "../evidence-effect.ts";
import { offer } from "../offer.ts";
import { deliveryOf } from "../deliver/delivery.ts";
import { pushToPull } from "../deliver/push-to-pull.ts";
import { suggest } from "../deliver/suggest.ts";
import type { RepairAccount } from "../../pull-request/mod-log.ts";
import { changeFiles, checksFile, sbomFiles, type Execution } from "../proof-files.ts";
import type { Proof } from "../proof.ts";
import type { Repair } from "../repair.ts";
import { proposeFacts } from "../propose-facts.ts";
import { planAgain } from "../re-plan.ts";
import { changeOfProof } from "../change-of-proof.ts";
import { reviewFile } from "../review-file.ts";
import { wait } from "../wait.ts";
import type { Collection } from "./decide-collect.ts";
import { undoes } from "./undoing.ts";
import { executionOfPlan } from "./skill-record.ts";

const REFUSED_PAUSE_SECONDS = 60;

export function decideProof(collection: Collection, proof: Proof): Decision {
  const { at } = collection;
  const { executed, decision, refusal } = verify(collection, proof);
  if (refusal !== null) return wait(decision, { at, seconds: REFUSED_PAUSE_SECONDS, reason: refusal.message });
  if (proof.fitted === null) return movedAway(collection, decision, proof);
  const undone = undoes(proof.fitted, collection.merged);
  if (undone !== null) return escalate(decision, { ...collection, loop: true, reason: `it would bring back what ${undone.id} has just changed, and so on for ever: two tools disagree about these files`, diary: diaryOf(collection.history) });
  return decideReview(collection, decision, executed);
}

/** The facts that the propose gate would judge, for whoever else is asked about them; null: it will not come to that. */
export function factsToPropose(collection: Omit<Collection, "opinion">, proof: Proof): Facts | null {
  const { executed, decision, refusal } = verify(collection, proof);
  return refusal !== null || proof.fitted === null || undoes(proof.fitted, collection.merged) !== null ? null : factsOf(collection, decision, executed);
}

interface Verified extends Walk { readonly executed: Execution }

function verify({ repair, plan, at, evidence }: Collection, proof: Proof): Verified {
  const execution = executionOfPlan(plan, at);
  const executed: Execution = { execution, plan, proof };
  return { executed, ...walk(released(alter(draft(repair), { execution, status: "running" })), [
    { phase: "IMPLEMENT", files: changeFiles(repair, executed) },
    { phase: "VERIFY", files: [checksFile(repair, executed), ...sbomFiles(repair, executed, at)] },
  ], { at, evidence }) };
}

function factsOf({ at, evidence, standing }: Collection, { repair, evidence: fresh }: Decision, { plan, proof }: Execution): Facts {
  const check = proof.fitted ?? proof.check;
  return proposeFacts({ repair, plan, check, result: proof.result, evidence: [...evidence, ...fresh], standing, at, change: changeOfProof(proof.patch, check, proof.advisories) });
}

/** The base branch moved on, and the patch does not fit it any more: the same steps are planned on the new head. */
function movedAway(collection: Collection, decision: Decision, { head }: Proof): Decision {
  const { repair, plan, configuration } = collection;
  const reason = `${repair.subject.branch} moved to ${head.slice(0, 12)}, and the patch does not fit it`;
  if (repair.attempts < configuration.fix.max_attempts) return planAgain(decision, { ...collection, plan, base_sha: head, reason });
  return escalate(decision, { ...collection, loop: true, reason: `${reason}; ${repair.attempts} attempts were made`, diary: diaryOf(collection.history) });
}

function decideReview(collection: Collection, verified: Decision, { plan, execution, proof }: Execution): Decision {
  const { at, evidence, packs, configuration, webUrl, history } = collection;
  const check = proof.fitted ?? proof.check;
  const facts = factsOf(collection, verified, { plan, execution, proof });
  const own = evaluateGate({ gate: "propose", packs, facts, head_sha: null, base_sha: proof.head, leniency: { waivers: configuration.gate.waivers, observed: [], pull: 0, at } });
  const verdict = withSecondOpinion(own, collection.opinion ?? null);
  const { decision, refusal } = walk(verified, [{ phase: "REVIEW", files: [reviewFile(verified.repair, verdict, check)] }], { at, evidence });
  if (refusal !== null) return wait(decision, { at, seconds: REFUSED_PAUSE_SECONDS, reason: refusal.message });
  const judged = swearVerdict(decision, verdict, { at, pull: null });
  if (verdict.answer !== "allow") return escalate(judged, { reason: refusalOf(verdict), at, configuration, webUrl, diary: diaryOf(history) });
  if (collection.standing === "candidate" || collection.standing === "rolled_back") {
    const kept = configuration.dry_run ? judged : ask(judged, [evidenceEffect(judged.repair)]);
    return escalate(kept, { reason: heldBack(judged.repair, plan, { standing: collection.standing, execution, prefix: configuration.commands.prefix }), at, configuration, webUrl, diary: diaryOf(history) });
  }
  if (judged.repair.subject.pull_request === null && deliveryOf(judged.repair, configuration, plan) === "suggest") {
    const kept = configuration.dry_run ? judged : ask(judged, [evidenceEffect(judged.repair)]);
    return escalate(kept, { reason: onlySuggested(judged.repair, execution), at, configuration, webUrl, diary: diaryOf(history) });
  }
  const offered = walk(judged, [{ phase: "PR", files: [] }], { at, evidence });
  if (offered.refusal !== null) return wait(offered.decision, { at, seconds: REFUSED_PAUSE_SECONDS, reason: offered.refusal.message });
  const account = { at, execution, plan, result: proof.result, check, patch_sha256: digestOf(proof.patch), failures: verified.repair.failures };
  return bring(alter(offered.decision, { status: "verified" }), collection, { account, verdict, proof });
}

/** As the repository asks, and as the place allows. */
function bring(decision: Decision, collection: Collection, { account, verdict, proof }: { readonly account: RepairAccount; readonly verdict: Verdict; readonly proof: Proof }): Decision {
  const { at, configuration, webUrl, plan } = collection;
  const input = { at, configuration, webUrl, verdict, account, head: proof.head, modlog: proof.modlog };
  const how = deliveryOf(decision.repair, configuration, plan);
  switch (how) {
    case "propose": return offer(decision, input);
    case "push": return pushToPull(decision, input);
    case "suggest": return suggest(decision, { ...input, patch: proof.patch, shown: collection.shown });
    default: return how satisfies never;
  }
}

/** A branch without a pull request has no lines to suggest on: people get the patch. */
function onlySuggested({ id }: Repair, execution: ExecutionId): string {
  return `a patch was made and passed every check, and react.default_branch is "suggest", so it is only kept: \`git fetch origin ${EVIDENCE_BRANCH} && git show FETCH_HEAD:${evidencePath(id, "IMPLEMENT", PATCH_FILE)} | git apply\` applies it in a checkout (execution ${execution})`;
}

/** The patch is proven and kept, and its evidence published; that it is offered must be earned first (row S8). */
function heldBack({ id }: Repair, plan: FixPlan, { standing, execution, prefix }: { readonly standing: "candidate" | "rolled_back"; readonly execution: ExecutionId; readonly prefix: string }): string {
  const skills = plan.steps.map(({ skill }) => `${skill.name} ${skill.version}`).join(" and ");
  const why = standing === "candidate" ? "still a candidate in this repository, so nothing of it is proposed" : "rolled back in this repository";
  return `a patch was made and passed every check, but ${skills} is ${why}. The patch is kept: \`${prefix} approve\` in a comment on this issue offers it, \`regreen apply ${execution}\` applies it where the App keeps its database, and \`git show origin/${EVIDENCE_BRANCH}:${evidencePath(id, "IMPLEMENT", PATCH_FILE)} | git apply\` in any checkout`;
}

function refusalOf({ summary, rules }: Verdict): string {
  const holding = rules.filter(({ answer }) => answer === "deny" || answer === "wait").map(({ rule, message }) => `${rule} (${message})`);
  return `the propose gate does not let it pass: ${holding.length === 0 ? summary : holding.slice(0, 5).join("; ")}`;
}
