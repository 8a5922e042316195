/**
 * Whether the evidence of a phase stands: recorded with the repair, at hand, its bytes those that were recorded, its form that of the phase,
 * and its matter this repair, this commit and this plan. Evidence of an earlier plan is stale, however well-formed.
 */
import { evidenceProblem } from "../evidence/evidence-file.ts";
import { evidenceSchema } from "../evidence/documents.ts";
import { digestOf } from "../identity/digest.ts";
import type { EvidenceFile } from "./decision.ts";
import { evidenceFile, type Phase } from "./phase.ts";
import type { Repair } from "./repair.ts";

export type EvidenceRule = "missing" | "forged" | "invalid" | "stale";

export interface EvidenceFlaw {
  readonly rule: EvidenceRule;
  readonly message: string;
}

/** In: the repair, the phase whose evidence is asked for, and the files at hand. Out: null when it stands, else what is wrong with it. */
export function checkEvidence(repair: Repair, phase: Phase, files: readonly EvidenceFile[]): EvidenceFlaw | null {
  const name = evidenceFile[phase];
  const reference = repair.evidence.find((recorded) => recorded.phase === phase && recorded.file === name);
  if (reference === undefined) return { rule: "missing", message: `${name} was not recorded` };
  const file = files.find((held) => held.phase === phase && held.file === name && held.sha256 === reference.sha256);
  if (file === undefined) return { rule: "missing", message: `${name} is recorded, and its content is not there` };
  if (digestOf(file.content) !== reference.sha256) return { rule: "forged", message: `${name} is not what was recorded` };
  const problem = evidenceProblem(phase, file.content);
  if (problem !== null) return { rule: "invalid", message: problem };
  const other = otherMatter(repair, phase, file.content);
  return other === null ? null : { rule: "stale", message: `${name} is about another ${other}` };
}

/** What the document names differently from the repair as it stands; null when they agree. */
function otherMatter(repair: Repair, phase: Phase, content: Uint8Array): string | null {
  const document = namesIn(phase, content);
  if (document.repair !== repair.id) return "repair";
  if (document.head_sha !== undefined && document.head_sha !== repair.subject.head_sha) return "commit";
  if (document.plan_id !== undefined && document.plan_id !== repair.plan?.plan_id) return "plan";
  if (document.branch !== undefined && document.branch !== repair.offer?.branch) return "branch";
  return null;
}

interface Names { readonly repair: string; readonly head_sha?: string; readonly plan_id?: string; readonly branch?: string }

function namesIn(phase: Phase, content: Uint8Array): Names {
  const document: unknown = JSON.parse(new TextDecoder().decode(content));
  switch (phase) {
    case "SPEC": { const { repair, head_sha } = evidenceSchema.SPEC.parse(document); return { repair, head_sha }; }
    case "PLAN": { const { repair, plan } = evidenceSchema.PLAN.parse(document); return { repair, plan_id: plan.plan_id }; }
    case "THINK":
    case "IMPLEMENT": { const { repair, plan_id } = evidenceSchema[phase].parse(document); return { repair, plan_id }; }
    case "PR": { const { repair, branch } = evidenceSchema.PR.parse(document); return { repair, branch }; }
    case "STRATEGIZE":
    case "VERIFY":
    case "REVIEW":
    case "MONITOR": return { repair: evidenceSchema[phase].parse(document).repair };
    default: return phase satisfies never;
  }
}
