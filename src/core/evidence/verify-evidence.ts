/**
 * Verifies a repair's evidence from what is at hand alone: every digest and schema is recomputed, documents are held against each other, the manifest,
 * the statement and, where it is at hand, the ledger. Nothing is believed because of where it was read. Pure.
 */
import { evidenceFile, phases, type Phase } from "../repair/phase.ts";
import { contradictions } from "./contradictions.ts";
import { evidenceProblem } from "./evidence-file.ts";
import type { EvidenceFinding, EvidenceReport } from "./evidence-report.ts";
import { heldAgainstLedger } from "./held-against-ledger.ts";
import { heldAgainstManifest } from "./held-against-manifest.ts";
import type { HeldEvidence, SwornRecord } from "./held-evidence.ts";

/** `record` null: there is no ledger at hand, and the verdict says less. */
export function verifyEvidence(held: HeldEvidence, record: SwornRecord | null): EvidenceReport {
  const findings = [
    ...documentFindings(held),
    ...contradictions(held),
    ...gaps(held),
    ...heldAgainstManifest(held),
    ...(record === null ? [] : heldAgainstLedger(held, record)),
  ];
  const states = phases.map((phase) => ({ phase, state: stateOf(phase, held, findings) }));
  return { repair: held.repair, ...judge({ held, record, findings }), phases: states, files: held.files.size, findings, compared_with_ledger: record !== null };
}

function documentFindings({ files }: HeldEvidence): readonly EvidenceFinding[] {
  return [...files].flatMap(([path, content]): readonly EvidenceFinding[] => {
    if (content === null) return [{ path, rule: "missing", message: `${path} is recorded, and its content is not there` }];
    const phase = phases.find((known) => path === `${known}/${evidenceFile[known]}`);
    const problem = phase === undefined ? null : evidenceProblem(phase, content);
    return problem === null ? [] : [{ path, rule: "invalid", message: problem }];
  });
}

/** A phase without its document, before one that has its own. */
function gaps({ files }: HeldEvidence): readonly EvidenceFinding[] {
  const last = phases.findLastIndex((phase) => files.has(`${phase}/${evidenceFile[phase]}`));
  return phases.slice(0, last + 1).map((phase) => `${phase}/${evidenceFile[phase]}`).filter((path) => !files.has(path)).map((path) => ({
    path, rule: "missing", message: `${path} is not there, and a later phase is`,
  }));
}

function stateOf(phase: Phase, { files }: HeldEvidence, findings: readonly EvidenceFinding[]): "proven" | "broken" | "absent" {
  if (findings.some(({ path }) => path.startsWith(`${phase}/`))) return "broken";
  return files.has(`${phase}/${evidenceFile[phase]}`) ? "proven" : "absent";
}

interface Judging { readonly held: HeldEvidence; readonly record: SwornRecord | null; readonly findings: readonly EvidenceFinding[] }

function judge({ held, record, findings }: Judging): Pick<EvidenceReport, "verdict" | "summary"> {
  const [first] = findings;
  if (first !== undefined) return { verdict: "broken", summary: findings.length === 1 ? `One thing does not hold: ${first.message}.` : `${findings.length} things do not hold.` };
  const lacking = stillLacking(held, record);
  return lacking === null ? { verdict: "complete", summary: completeSummary(record) } : { verdict: "incomplete", summary: lacking };
}

/** Null: nothing more is to come. */
function stillLacking({ files }: HeldEvidence, record: SwornRecord | null): string | null {
  if (files.size === 0) return "There is no evidence yet.";
  if (record === null) return files.has("MONITOR/outcome.json") ? null : "What is there holds; the outcome is not there, and without a ledger it cannot be told whether it is still to come.";
  const { step, phase, status } = record.repair;
  if (step !== "closed") return `What is there holds; the repair has come to ${phase ?? "its opening"} and goes on.`;
  if (phase !== null && !files.has(`${phase}/${evidenceFile[phase]}`)) return `What is there holds; the repair ended (${status}) in ${phase}, which has nothing to show.`;
  return null;
}

function completeSummary(record: SwornRecord | null): string {
  if (record === null) return "All nine phases are proven in themselves; there was no ledger to compare with.";
  const { phase, status } = record.repair;
  return phase === "MONITOR" ? `All nine phases are proven and sworn to; the repair ended ${status}.` : `The repair ended ${status} in ${phase ?? "its opening"}; every phase up to there is proven and sworn to.`;
}
