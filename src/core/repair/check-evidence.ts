/**
 * Whether the evidence of a phase stands: recorded with the repair, at hand, its bytes those that were recorded, its form that of the phase,
 * and its matter this repair, this commit and this plan. Evidence of an earlier plan is stale, however well-formed.
 */
import type { EvidenceDocuments } from "../evidence/documents.ts";
import { readEvidenceFile } from "../evidence/evidence-file.ts";
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
  const { document, problem } = readEvidenceFile(phase, file.content);
  if (document === null) return { rule: "invalid", message: problem };
  const other = otherMatter(repair, namesIn(document));
  return other === null ? null : { rule: "stale", message: `${name} is about another ${other}` };
}

/** What the document names differently from the repair as it stands; null when they agree. */
function otherMatter(repair: Repair, document: Names): string | null {
  if (document.repair !== repair.id) return "repair";
  if (document.head_sha !== undefined && document.head_sha !== repair.subject.head_sha) return "commit";
  if (document.plan_id !== undefined && document.plan_id !== repair.plan?.plan_id) return "plan";
  if (document.branch !== undefined && document.branch !== repair.offer?.branch) return "branch";
  return null;
}

interface Names { readonly repair: string; readonly head_sha?: string; readonly plan_id?: string; readonly branch?: string }

/** The documents are strict, so a key tells which one it is: a head of SPEC is the failure's, one of PR the offer's. */
function namesIn(document: EvidenceDocuments[Phase]): Names {
  const { repair } = document;
  if ("must_become_green" in document) return { repair, head_sha: document.head_sha };
  if ("plan" in document) return { repair, plan_id: document.plan.plan_id };
  if ("plan_id" in document) return { repair, plan_id: document.plan_id };
  return "number" in document ? { repair, branch: document.branch } : { repair };
}
