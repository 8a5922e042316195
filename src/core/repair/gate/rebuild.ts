/** The base branch moved: the patch is put on its present head as the next revision, or, where it does not fit, planned again. */
import { digestOf } from "../../identity/digest.ts";
import type { Configuration } from "../../configuration/configuration.ts";
import type { FixPlan } from "../../fix/plan.ts";
import { evaluateGate } from "../../policy/evaluate-gate.ts";
import type { Facts } from "../../policy/facts.ts";
import { withSecondOpinion } from "../../policy/second-opinion.ts";
import { swearVerdict } from "../swear-verdict.ts";
import type { Decision } from "../decision.ts";
import { walk, walkBack } from "../draft.ts";
import { offer } from "../offer.ts";
import type { PatchCheck } from "../../fix/check-patch.ts";
import type { Proof } from "../proof.ts";
import { proposeFacts } from "../propose-facts.ts";
import { planAgain } from "../re-plan.ts";
import { changeOfProof } from "../change-of-proof.ts";
import { reviewFile } from "../review-file.ts";
import type { Repair } from "../repair.ts";
import type { GateSnapshot } from "./snapshot.ts";

export interface Rebuild {
  readonly snapshot: GateSnapshot;
  readonly configuration: Configuration;
  readonly plan: FixPlan;
  readonly proof: Proof;
}

/** Null: neither can be done now; the offer stays as it is, and its verdict says that the base moved. */
export function rebuild(decision: Decision, input: Rebuild): Decision | null {
  const { snapshot, configuration, plan, proof } = input;
  const reason = `${decision.repair.subject.branch} moved to ${proof.head.slice(0, 12)}`;
  if (proof.fitted !== null) return nextRevision(decision, { ...input, fitted: proof.fitted, reason });
  if (decision.repair.attempts >= configuration.fix.max_attempts) return null;
  return planAgain(decision, { ...snapshot, configuration, plan, base_sha: proof.head, reason: `${reason}, and the patch does not fit it` });
}

/** What the propose gate judges of the next revision. */
export function rebuiltFacts(repair: Repair, { evidence, standing, at }: Pick<GateSnapshot, "evidence" | "standing" | "at">, { plan, proof, fitted }: { readonly plan: FixPlan; readonly proof: Proof; readonly fitted: PatchCheck }): Facts {
  return proposeFacts({ repair, plan, check: fitted, result: proof.result, evidence, standing, at, change: changeOfProof(proof.patch, fitted, proof.advisories) });
}

function nextRevision(decision: Decision, { snapshot, configuration, plan, proof, fitted, reason }: Rebuild & { readonly fitted: PatchCheck; readonly reason: string }): Decision | null {
  const { at, packs, webUrl, evidence } = snapshot;
  const { repair } = decision;
  if (repair.execution === null) return null;
  const facts = rebuiltFacts(repair, { ...snapshot, evidence: [...evidence, ...decision.evidence] }, { plan, proof, fitted });
  const own = evaluateGate({ gate: "propose", packs, facts, head_sha: null, base_sha: proof.head, leniency: { waivers: configuration.gate.waivers, observed: [], pull: repair.offer?.number ?? 0, at } });
  const verdict = withSecondOpinion(own, snapshot.proposeOpinion ?? null);
  if (verdict.answer !== "allow") return null;
  const back = walkBack(decision, { to: "REVIEW", at, reason }, [reviewFile(repair, verdict, fitted)]);
  const forth = walk(back.decision, [{ phase: "PR", files: [] }], { at, evidence });
  if (back.refusal !== null || forth.refusal !== null) return null;
  const account = { at, execution: repair.execution, plan, result: proof.result, check: fitted, patch_sha256: digestOf(proof.patch), failures: repair.failures };
  return offer(swearVerdict(forth.decision, verdict, { at, pull: repair.offer?.number ?? null }), { at, configuration, webUrl, verdict, account, head: proof.head, modlog: proof.modlog });
}
