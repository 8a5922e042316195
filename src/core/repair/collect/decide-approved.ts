/** A person approved a patch that was kept: it is read again on the branch's present head, judged again, and offered. Its standing alone is set aside; no rule is. Pure. */
import { evaluateGate } from "../../policy/evaluate-gate.ts";
import { digestOf } from "../../identity/digest.ts";
import { changeOfProof } from "../change-of-proof.ts";
import { close } from "../close.ts";
import type { Decision } from "../decision.ts";
import { diaryOf } from "../diary.ts";
import { alter, attest, draft, walk } from "../draft.ts";
import { escalate } from "../escalate.ts";
import { offer } from "../offer.ts";
import type { Proof } from "../proof.ts";
import { proposeFacts } from "../propose-facts.ts";
import type { Repair } from "../repair.ts";
import { reviewFile } from "../review-file.ts";
import { swearVerdict } from "../swear-verdict.ts";
import { wait } from "../wait.ts";
import type { Collection } from "./decide-collect.ts";
import { undoes } from "./undoing.ts";

const REFUSED_PAUSE_SECONDS = 60;

/** Whether what is collected is a kept patch instead of a fix job's artifact. */
export function collectsKeptPatch({ approval, phase, execution }: Pick<Repair, "approval" | "phase" | "execution">): boolean {
  return approval !== undefined && approval.commit === null && phase === "REVIEW" && execution !== null;
}

export function decideApproved(collection: Collection): Decision {
  const { repair, reading, at } = collection;
  switch (reading.kind) {
    case "none": return handOver(collection, "the patch that was approved is not kept any more");
    case "branch_deleted": return close(draft(repair), { status: "closed", reason: `the branch ${repair.subject.branch} was deleted`, at });
    case "unreadable": return handOver(collection, reading.reason);
    case "read": return offered(collection, reading.proof);
    default: return reading satisfies never;
  }
}

function handOver(collection: Collection, reason: string): Decision {
  return escalate(draft(collection.repair), { ...collection, reason, diary: diaryOf(collection.history) });
}

function offered(collection: Collection, proof: Proof): Decision {
  const { repair, plan, at, evidence, packs, configuration, webUrl, standing } = collection;
  const { fitted } = proof;
  if (fitted === null || repair.execution === null) return handOver(collection, `${repair.subject.branch} moved on, and the patch that was approved does not fit it any more`);
  const undone = undoes(fitted, collection.merged);
  if (undone !== null) return handOver(collection, `it would bring back what ${undone.id} has just changed`);
  const facts = proposeFacts({ repair, plan, check: fitted, result: proof.result, evidence, standing, at, change: changeOfProof(proof.patch, fitted, proof.advisories) });
  const verdict = evaluateGate({ gate: "propose", packs, facts, head_sha: null, base_sha: proof.head, leniency: { waivers: configuration.gate.waivers, observed: [], pull: 0, at } });
  const judged = swearVerdict(attest(draft(repair), [reviewFile(repair, verdict, fitted)]), verdict, { at, pull: null });
  if (verdict.answer !== "allow") return escalate(judged, { ...collection, reason: `approved, and the propose gate does not let it pass: ${verdict.summary}`, diary: diaryOf(collection.history) });
  const { decision, refusal } = walk(judged, [{ phase: "PR", files: [] }], { at, evidence });
  if (refusal !== null) return wait(decision, { at, seconds: REFUSED_PAUSE_SECONDS, reason: refusal.message });
  const account = { at, execution: repair.execution, plan, result: proof.result, check: fitted, patch_sha256: digestOf(proof.patch), failures: repair.failures };
  return offer(alter(decision, { status: "verified" }), { at, configuration, webUrl, verdict, account, head: proof.head, modlog: proof.modlog });
}
