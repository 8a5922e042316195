/** The record that watches one log source: it lives among the repairs, as guards and onboardings do, and mends nothing (DECISIONS 80). */
import { fixId, type GitSha } from "../identity/identifier.ts";
import type { Timestamp } from "../identity/timestamp.ts";
import type { Opening } from "../repair/open-repair.ts";
import { record } from "../repair/record.ts";
import { subjectKey, type Repair, type Repository, type Subject } from "../repair/repair.ts";

/** A log is of no branch: a name that no branch of git's can have (https://git-scm.com/docs/git-check-ref-format). */
export function sourceBranch(name: string): string {
  return `log:${name}`;
}

/** Nor of a commit that we know. */
const NO_COMMIT = "0".repeat(40) as GitSha;

export interface Watched { readonly repository: Repository; readonly name: string }

/** `seed`: 4 to 16 of a-z and 0-9. Once per repository, installation and name, however often it is opened. */
export function openObservation({ repository, name }: Watched, { at, seed }: { readonly at: Timestamp; readonly seed: string }): Opening {
  const subject: Subject = { repository, branch: sourceBranch(name), head_sha: NO_COMMIT, source: { kind: "log_source", name, look: 0 }, pull_request: null };
  const repair: Repair = {
    id: fixId(at, seed), subject, step: "observe", phase: null, status: "pending", attempts: 0, violations: 0, opened_at: at, progressed_at: at,
    failures: [], plan: null, execution: null, offer: null, evidence: [], held_by: null, reason: null, issue: null,
  };
  const key = subjectKey(subject);
  return { opened: { repair, due: at, key }, entry: record(repair, { kind: "repair_opened", at, payload: { key, source: subject.source } }) };
}
