/** Writes a ledger draft about one repair: who, what, in which phase; numbers and hashes are added when it is committed. */
import type { Timestamp } from "../identity/timestamp.ts";
import type { EvidenceDigest, LedgerDraft, LedgerKind } from "../ledger/entry.ts";
import type { EvidenceFile } from "./decision.ts";
import type { Repair } from "./repair.ts";

export interface Recorded {
  readonly kind: LedgerKind;
  readonly at: Timestamp;
  readonly payload: LedgerDraft["payload"];
  readonly evidence?: readonly EvidenceDigest[];
}

export function record(repair: Repair, { kind, at, payload, evidence = [] }: Recorded): LedgerDraft {
  return {
    at, repo: repair.subject.repository.name, repair: repair.id, kind, phase: repair.phase,
    payload, evidence: [...evidence], prompt_sha256: null,
  };
}

/** How the ledger names a file of evidence: `<PHASE>/<file>`. */
export function evidenceDigest({ phase, file, sha256 }: Omit<EvidenceFile, "content">): EvidenceDigest {
  return { path: `${phase}/${file}`, sha256 };
}
