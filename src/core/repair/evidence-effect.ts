/** Asks for the repair's evidence to be kept in the evidence branch, all that is recorded so far. */
import { evidencePath } from "../evidence/evidence-file.ts";
import { EVIDENCE_BRANCH } from "../evidence/evidence-place.ts";
import { digestOfJson } from "../identity/digest.ts";
import type { EffectRequest } from "./effect.ts";
import type { Repair } from "./repair.ts";

/** The key follows from the files: the same evidence is asked for once. */
export function evidenceEffect({ id, subject, phase, evidence }: Repair): EffectRequest {
  const files = evidence.map(({ phase: of, file, sha256 }) => ({ path: evidencePath(id, of, file), sha256 }));
  return {
    key: `${id}:evidence:${digestOfJson(files)}`,
    repository: subject.repository,
    effect: { kind: "store_evidence", branch: EVIDENCE_BRANCH, message: `Keep the evidence of ${id} up to ${phase ?? "its opening"}`, files, texts: [], signed_head: null },
  };
}
