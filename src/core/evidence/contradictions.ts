/** Where documents of one repair say different things about the same: the repair, the plan, the base, the patch. Documents that do not parse are found elsewhere. */
import { isSealed } from "../fix/plan.ts";
import { digestOf } from "../identity/digest.ts";
import { evidenceFile, type Phase } from "../repair/phase.ts";
import { evidenceSchema, type EvidenceDocuments } from "./documents.ts";
import type { EvidenceFinding } from "./evidence-report.ts";
import { readJson } from "./read-json.ts";
import type { HeldEvidence } from "./held-evidence.ts";

type Documents = { readonly [P in Phase]: EvidenceDocuments[P] | null };

export function contradictions(held: HeldEvidence): readonly EvidenceFinding[] {
  const documents = readDocuments(held);
  const say = (phase: Phase, message: string): EvidenceFinding => ({ path: `${phase}/${evidenceFile[phase]}`, rule: "contradiction", message: `${evidenceFile[phase]} ${message}` });
  return [
    ...Object.entries(documents).flatMap(([phase, document]) => (document === null || document.repair === held.repair ? [] : [say(phase as Phase, `is about ${document.repair}`)])),
    ...planFindings(documents, say),
    ...patchFindings(documents, { held, say }),
    ...outcomeFindings(documents, say),
  ];
}

type Say = (phase: Phase, message: string) => EvidenceFinding;

function planFindings({ PLAN, THINK, IMPLEMENT }: Documents, say: Say): readonly EvidenceFinding[] {
  if (PLAN === null) return [];
  const { plan } = PLAN;
  const findings: EvidenceFinding[] = [];
  if (!isSealed(plan)) findings.push(say("PLAN", "names a plan whose id is not its digest"));
  if (THINK !== null && THINK.plan_id !== plan.plan_id) findings.push(say("THINK", "weighs another plan"));
  if (IMPLEMENT !== null && IMPLEMENT.plan_id !== plan.plan_id) findings.push(say("IMPLEMENT", "carries out another plan"));
  if (IMPLEMENT !== null && IMPLEMENT.base_sha !== plan.base_sha) findings.push(say("IMPLEMENT", "was made on another commit than the plan names"));
  return findings;
}

function patchFindings({ IMPLEMENT, VERIFY }: Documents, { held, say }: { readonly held: HeldEvidence; readonly say: Say }): readonly EvidenceFinding[] {
  if (IMPLEMENT === null) return [];
  const findings: EvidenceFinding[] = [];
  const patch = held.files.get("IMPLEMENT/change.patch") ?? null;
  if (patch !== null && digestOf(patch) !== IMPLEMENT.patch_sha256) findings.push({ path: "IMPLEMENT/change.patch", rule: "contradiction", message: "change.patch is not the patch that change.json names" });
  if (patch !== null && patch.length !== IMPLEMENT.bytes) findings.push(say("IMPLEMENT", `says ${IMPLEMENT.bytes} bytes; the patch has ${patch.length}`));
  if (VERIFY !== null && VERIFY.patch_sha256 !== IMPLEMENT.patch_sha256) findings.push(say("VERIFY", "is about another patch"));
  return findings;
}

function outcomeFindings({ REVIEW, PR, MONITOR }: Documents, say: Say): readonly EvidenceFinding[] {
  const findings: EvidenceFinding[] = [];
  if (REVIEW !== null && PR !== null && REVIEW.verdict.answer !== "allow") findings.push(say("REVIEW", "did not allow what was then offered"));
  if (REVIEW !== null && PR !== null && REVIEW.verdict.base_sha !== PR.base_sha) findings.push(say("PR", "offers on another base than was reviewed"));
  if (MONITOR?.outcome === "merged" && MONITOR.merge_sha === null) findings.push(say("MONITOR", "says merged, and names no merge commit"));
  return findings;
}

function readDocuments({ files }: HeldEvidence): Documents {
  const read = <P extends Phase>(phase: P): EvidenceDocuments[P] | null => {
    const content = files.get(`${phase}/${evidenceFile[phase]}`) ?? null;
    const parsed = content === null ? null : evidenceSchema[phase].safeParse(readJson(content));
    return parsed?.success === true ? (parsed.data as EvidenceDocuments[P]) : null;
  };
  return {
    STRATEGIZE: read("STRATEGIZE"), SPEC: read("SPEC"), PLAN: read("PLAN"), THINK: read("THINK"), IMPLEMENT: read("IMPLEMENT"),
    VERIFY: read("VERIFY"), REVIEW: read("REVIEW"), PR: read("PR"), MONITOR: read("MONITOR"),
  };
}
