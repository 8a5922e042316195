/** Opens a repair for a subject: the repair as it begins, due at once, and the ledger entry that says so. */
import { digestOf } from "../identity/digest.ts";
import { fixId, type FixId } from "../identity/identifier.ts";
import type { Timestamp } from "../identity/timestamp.ts";
import type { PendingFix } from "../failure/pending-fix.ts";
import type { LedgerDraft } from "../ledger/entry.ts";
import type { OpenedRepair } from "./decision.ts";
import type { SkillName } from "../skill/skill.ts";
import { record } from "./record.ts";
import { subjectKey, type Repair, type Requested, type Subject } from "./repair.ts";

export interface Opening {
  readonly opened: OpenedRepair;
  readonly entry: LedgerDraft;
}

/** `seed`: 4 to 16 of a-z and 0-9, from the caller's source of randomness. */
export function openRepair(subject: Subject, { at, seed }: { readonly at: Timestamp; readonly seed: string }): Opening {
  return opening(emptyRepair(fixId(at, seed), subject, at), subjectKey(subject));
}

export interface SiblingFailure {
  readonly failure: PendingFix;
  /** Why no skill covers it. */
  readonly reason: string;
  /** A loop guard stopped it (the objective loop_rate). */
  readonly loop?: true;
  readonly at: Timestamp;
}

/** A repair beside another one: a failure that no skill covers. Its id follows from the parent's and the fingerprint, so that a step taken twice opens one. */
export function openSibling(parent: Repair, { failure, reason, loop, at }: SiblingFailure): Opening {
  const id = fixId(at, digestOf(`${parent.id}:${failure.fingerprint}`).slice(0, 12));
  const repair: Repair = { ...emptyRepair(id, parent.subject, at), failures: [{ ...failure, fix_id: id }], reason, ...(loop === undefined ? {} : { loop }) };
  return opening(repair, `${subjectKey(parent.subject)}:failure:${failure.fingerprint}`);
}

/** A repair beside another one for the failures of the run that one skill answers. Its id follows from the parent's and the skill. */
export function openShare(parent: Repair, skill: SkillName, at: Timestamp): Opening {
  const id = fixId(at, digestOf(`${parent.id}:skill:${skill}`).slice(0, 12));
  return opening({ ...emptyRepair(id, parent.subject, at), only_skill: skill }, `${subjectKey(parent.subject)}:skill:${skill}`);
}

export interface OperationOpening { readonly subject: Subject; readonly key: string; readonly operation: NonNullable<Repair["operation"]>; readonly at: Timestamp }

/** A repair that does something without an edit. */
export function openOperation(id: FixId, { subject, key, operation, at }: OperationOpening): Opening {
  return opening({ ...emptyRepair(id, subject, at), operation }, key);
}

/** A repair that a person asked for, though the same failure may have been told before. Its id follows from the request and the failure, so that a step taken twice opens one. */
export function openRequested(subject: Subject, requested: Requested, { at, index }: { readonly at: Timestamp; readonly index: number }): Opening {
  const key = `${subjectKey(subject)}:request:${requested.request}:${index}${requested.scan ? ":scan" : ""}`;
  return opening({ ...emptyRepair(fixId(at, digestOf(key).slice(0, 12)), subject, at), requested }, key);
}

function opening(repair: Repair, key: string): Opening {
  const { branch, head_sha, source, pull_request } = repair.subject;
  const payload = { key, branch, head_sha, source, pull_request };
  return { opened: { repair, due: repair.opened_at, key }, entry: record(repair, { kind: "repair_opened", at: repair.opened_at, payload }) };
}

function emptyRepair(id: FixId, subject: Subject, at: Timestamp): Repair {
  return {
    id, subject, step: "diagnose", phase: null, status: "pending", attempts: 0, violations: 0,
    opened_at: at, progressed_at: at, failures: [], plan: null, execution: null, offer: null, evidence: [], held_by: null, reason: null, issue: null,
  };
}
