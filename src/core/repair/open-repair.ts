/** Opens a repair for a subject: the repair as it begins, due at once, and the ledger entry that says so. */
import { fixId, type FixId } from "../identity/identifier.ts";
import type { Timestamp } from "../identity/timestamp.ts";
import type { PendingFix } from "../failure/pending-fix.ts";
import type { LedgerDraft } from "../ledger/entry.ts";
import type { OpenedRepair } from "./decision.ts";
import { record } from "./record.ts";
import { subjectKey, type Repair, type Subject } from "./repair.ts";

export interface Opening {
  readonly opened: OpenedRepair;
  readonly entry: LedgerDraft;
}

/** `seed`: 4 to 16 of a-z and 0-9, from the caller's source of randomness. */
export function openRepair(subject: Subject, { at, seed }: { readonly at: Timestamp; readonly seed: string }): Opening {
  return opening(emptyRepair(fixId(at, seed), subject, at), subjectKey(subject));
}

/** A repair beside another one: the failure that no skill covers, known by its fingerprint, so that each is told once per subject. */
export function openSibling(parent: Repair, failure: PendingFix, at: Timestamp): Opening {
  const repair = { ...emptyRepair(failure.fix_id, parent.subject, at), failures: [failure] };
  return opening(repair, `${subjectKey(parent.subject)}:failure:${failure.fingerprint}`);
}

function opening(repair: Repair, key: string): Opening {
  const { branch, head_sha, source, pull_request } = repair.subject;
  const payload = { key, branch, head_sha, source, pull_request };
  return { opened: { repair, due: repair.opened_at, key }, entry: record(repair, { kind: "repair_opened", at: repair.opened_at, payload }) };
}

function emptyRepair(id: FixId, subject: Subject, at: Timestamp): Repair {
  return {
    id, subject, step: "diagnose", phase: null, status: "pending", attempts: 0, violations: 0,
    opened_at: at, progressed_at: at, failures: [], plan: null, execution: null, offer: null, evidence: [], reason: null, issue: null,
  };
}
