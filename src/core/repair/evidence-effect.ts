/** Asks for the repair's evidence to be kept in the evidence branch, all that is recorded so far. */
import { evidencePath } from "../evidence/evidence-file.ts";
import { EVIDENCE_BRANCH } from "../evidence/evidence-place.ts";
import { buildManifest, MANIFEST_FILE } from "../evidence/manifest.ts";
import { buildStatement, STATEMENT_FILE } from "../evidence/statement.ts";
import { digestOfJson } from "../identity/digest.ts";
import type { EffectRequest, EvidenceText } from "./effect.ts";
import type { Repair } from "./repair.ts";

/** The key follows from the files: the same evidence is asked for once. Manifest and statement go in the same commit. */
export function evidenceEffect(repair: Repair): EffectRequest {
  const { id, subject, phase, evidence } = repair;
  const files = evidence.map(({ phase: of, file, sha256 }) => ({ path: evidencePath(id, of, file), sha256 }));
  return {
    key: `${id}:evidence:${digestOfJson(files)}`,
    repository: subject.repository,
    effect: { kind: "store_evidence", branch: EVIDENCE_BRANCH, message: `Keep the evidence of ${id} up to ${phase ?? "its opening"}`, files, texts: textsOf(repair), signed_head: null },
  };
}

function textsOf(repair: Repair): EvidenceText[] {
  const manifest = buildManifest(repair);
  const statement = buildStatement(repair, manifest);
  const at = (file: string, text: string): EvidenceText => ({ path: `${repair.id}/${file}`, text });
  return statement === null ? [at(MANIFEST_FILE, manifest)] : [at(MANIFEST_FILE, manifest), at(STATEMENT_FILE, statement)];
}
