/** Opens a guard: one for each head of a pull request, and one for each group of a merge queue, however often they are told. */
import { fixId, type GitSha } from "../../identity/identifier.ts";
import type { Timestamp } from "../../identity/timestamp.ts";
import type { Opening } from "../open-repair.ts";
import { record } from "../record.ts";
import { subjectKey, type FailureSource, type Repair, type Repository } from "../repair.ts";

export interface Guarded {
  readonly repository: Repository;
  readonly source: Extract<FailureSource, { readonly kind: "pull_request" | "merge_group" }>;
  readonly number: number;
  /** Of the head; it may be in a fork. */
  readonly branch: string;
  readonly baseBranch: string;
  readonly baseSha: GitSha;
  readonly headSha: GitSha;
  /** Tells apart that a pull request came to the same head twice (closed and opened again, pushed back); the same for every delivery of one event. */
  readonly moment?: string;
}

/** `seed`: 4 to 16 of a-z and 0-9. What would be an offer is what is watched: the same events wake it. */
export function openGuard(guarded: Guarded, { at, seed }: { readonly at: Timestamp; readonly seed: string }): Opening {
  const { repository, source, number, branch, baseBranch, baseSha, headSha, moment } = guarded;
  const guard: Repair = {
    id: fixId(at, seed), subject: { repository, branch, head_sha: headSha, source, pull_request: number }, step: "guard", phase: null, status: "pending", attempts: 0, violations: 0,
    opened_at: at, progressed_at: at, failures: [], plan: null, execution: null, evidence: [], reason: null, held_by: null, issue: null,
    offer: { branch, base_branch: baseBranch, base_sha: baseSha, commit_sha: headSha, number, url: null, revision: 0 },
  };
  const key = moment === undefined ? subjectKey(guard.subject) : `${subjectKey(guard.subject)}:${moment}`;
  return { opened: { repair: guard, due: at, key }, entry: record(guard, { kind: "repair_opened", at, payload: { key, branch, head_sha: headSha, source, pull_request: number } }) };
}
