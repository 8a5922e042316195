/**
 * An effect is one write to GitHub that a decision asked for. It is stored with the decision, performed by the relay alone, and
 * idempotent: performing it looks first whether it stands already (its marker, its branch, its external id).
 */
import { z } from "zod";
import { FailureClass } from "../failure/report.ts";
import { digestOf } from "../identity/digest.ts";
import { Digest } from "../identity/digest-schema.ts";
import { FixId, GitSha } from "../identity/identifier.ts";
import { Timestamp } from "../identity/timestamp.ts";
import { Checkpoint } from "../ledger/checkpoint.ts";
import type { EvidenceDigest } from "../ledger/entry.ts";
import { SkillName } from "../skill/skill.ts";
import type { Repository } from "./repair.ts";

/** Base64 of a file's new content, or null where it is deleted. */
export const FileWrite = z.strictObject({ path: z.string(), mode: z.enum(["100644", "100755"]), content_base64: z.base64().nullable() });
export type FileWrite = z.infer<typeof FileWrite>;

/** Columns count from 1, and GitHub takes them only where the annotation begins and ends on one line. */
export const Annotation = z.strictObject({
  path: z.string(), start_line: z.int().positive(), end_line: z.int().positive(), start_column: z.int().positive().optional(), end_column: z.int().positive().optional(),
  annotation_level: z.enum(["notice", "warning", "failure"]), message: z.string().max(64_000), title: z.string().max(255),
});
export type Annotation = z.infer<typeof Annotation>;

/** Starts the fix workflow. Done already when a run whose title holds `fix_id` and `plan_id` exists. */
export const DispatchFix = z.strictObject({
  kind: z.literal("dispatch_fix"), workflow: z.string(), ref: z.string(),
  inputs: z.record(z.string(), z.string()), plan_id: z.string(), fix_id: FixId,
});
/** Makes one commit on a branch of our own (`regreen/…` only). Done already when the branch's head carries `marker` in its message. */
export const PushCommit = z.strictObject({
  kind: z.literal("push_commit"), branch: z.string().regex(/^regreen\//), parent_sha: GitSha,
  files: z.array(FileWrite).min(1), message: z.string(), marker: z.string(),
});
/** One comment on lines of a pull request: the head's lines `start_line` to `line`, both counted from 1; null: `line` alone. */
export const LineSuggestion = z.strictObject({ path: z.string(), start_line: z.int().positive().nullable(), line: z.int().positive(), body: z.string().max(65_536) });
export type LineSuggestion = z.infer<typeof LineSuggestion>;

/**
 * Makes one commit on the head branch of somebody's pull request, on top of `parent_sha` and never by force. Done already when the branch's head carries `marker`.
 * Where the head has moved, or the pull request is closed or comes from another repository, nothing is written, and the receipt says so.
 */
export const PushToPull = z.strictObject({
  kind: z.literal("push_to_pull"), number: z.int().positive(), branch: z.string().regex(/^(?!regreen\/)/), parent_sha: GitSha,
  files: z.array(FileWrite).min(1), message: z.string(), marker: z.string(),
});
/** One review with all suggestions on the lines of this head. Done already when a review of ours carries `marker`. A moved head gets none. */
export const SuggestChanges = z.strictObject({
  kind: z.literal("suggest_changes"), number: z.int().positive(), head_sha: GitSha, marker: z.string(), body: z.string().max(65_536), comments: z.array(LineSuggestion).max(50),
});
/** Closes a pull request of our own, after the comment that says why. Done already when it is closed. */
export const ClosePullRequest = z.strictObject({ kind: z.literal("close_pull_request"), number: z.int().positive(), marker: z.string(), comment: z.string().max(65_536) });
/**
 * Deletes a branch of our own (`regreen/…` only) that is not needed any more. Done already when there is none. Where its head is not `head_sha` any more, or an
 * open pull request comes from it or goes into it, it stays, and the receipt says why.
 */
export const DeleteBranch = z.strictObject({ kind: z.literal("delete_branch"), branch: z.string().regex(/^regreen\//), head_sha: GitSha });
/** Says one announcement in the operator's chat. `channel`: the name under which the operator keeps its address; the address itself is never in an effect. */
export const Announce = z.strictObject({
  kind: z.literal("announce"), channel: z.string(), announced: z.enum(["FIXED", "PARTIAL", "ESCALATED", "SKIPPED"]), text: z.string().max(1000),
  link: z.string().nullable(), repair: FixId, fingerprint: Digest.nullable(), at: Timestamp,
});

/** Opens a pull request. Done already when one of ours with this head branch exists, open or closed. */
export const OpenPullRequest = z.strictObject({
  kind: z.literal("open_pull_request"), head: z.string(), base: z.string(), title: z.string().max(256), body: z.string().max(65_536), labels: z.array(z.string()), marker: z.string(),
  draft: z.boolean().optional(), assignees: z.array(z.string()).max(10).optional(),
});
/** Creates or updates the check run with this name and external id on the commit. */
export const PostCheck = z.strictObject({
  kind: z.literal("post_check"), name: z.string(),
  /** Another name under which it may stand so far: then it is renamed. */
  formerly: z.string().optional(),
  head_sha: GitSha, external_id: z.string(),
  status: z.enum(["queued", "in_progress", "completed"]),
  conclusion: z.enum(["success", "failure", "neutral", "action_required"]).nullable(),
  title: z.string(), summary: z.string().max(65_535), annotations: z.array(Annotation).max(50),
});
/** Creates or updates the one issue (or comment) that carries `marker` and was written by our App. */
export const UpsertIssue = z.strictObject({
  kind: z.literal("upsert_issue"), marker: z.string(), title: z.string(), body: z.string().max(65_536), labels: z.array(z.string()), state: z.enum(["open", "closed"]),
});
/** Closes the one issue that carries `marker` and was written by our App, with a sentence (Markdown) above what stands there. Done already when it is closed, by whomever. */
export const CloseIssue = z.strictObject({ kind: z.literal("close_issue"), marker: z.string(), sentence: z.string().max(1_000) });
export const UpsertComment = z.strictObject({ kind: z.literal("upsert_comment"), number: z.int().positive(), marker: z.string(), body: z.string().max(65_536),
  /** The first comment of a thread on lines of a pull request, which the comment answers; not given: it stands on the pull request or issue. */
  thread_id: z.int().positive().optional(),
});
/** A text that follows from the rest and is kept nowhere else: the manifest of the evidence, the statement about the patch. */
export const EvidenceText = z.strictObject({ path: z.string(), text: z.string() });
export type EvidenceText = z.infer<typeof EvidenceText>;
/** A checkpoint of the ledger and the public key (PEM) that it is verified with. */
export const SignedHead = z.strictObject({ checkpoint: Checkpoint, public_key: z.string() });
export type SignedHead = z.infer<typeof SignedHead>;
/**
 * Adds files to the evidence branch in one commit; creates the branch when it is missing. Done already when files and texts stand there as they are here.
 * `signed_head` is put in by the relay as it performs the effect, so that the checkpoint is of that moment; it alone makes no commit.
 */
export const StoreEvidence = z.strictObject({
  kind: z.literal("store_evidence"), branch: z.string(), message: z.string(),
  files: z.array(z.strictObject({ path: z.string(), sha256: Digest })).min(1),
  texts: z.array(EvidenceText).default([]),
  signed_head: SignedHead.nullable().default(null),
});
/**
 * Merges only this head; GitHub answers 409 when it moved. `base_sha` and `labels` are what the verdict was reached over: where they are others by now, or
 * it is later than `not_after`, nothing is merged, and the receipt says so.
 */
export const MergePullRequest = z.strictObject({
  kind: z.literal("merge_pull_request"), number: z.int().positive(), head_sha: GitSha, method: z.enum(["merge", "squash", "rebase"]),
  base_sha: GitSha.optional(), labels: z.array(z.string()).optional(), not_after: Timestamp.optional(),
});
/** Runs the failed jobs of this attempt again. Done already when the run has a later attempt. */
export const RerunFailedJobs = z.strictObject({ kind: z.literal("rerun_failed_jobs"), run_id: z.int().positive(), attempt: z.int().positive(), debug: z.boolean() });

/** Deletes the caches with these keys, on whichever branch. Done already when there is none. */
export const DeleteCaches = z.strictObject({ kind: z.literal("delete_caches"), keys: z.array(z.string().min(1).max(512)).min(1).max(10) });
/** Cancels this attempt of the run. Done already when it has ended. */
/** `how`: asked to end, or ended without asking (GitHub then skips what the jobs would still do, such as steps that always run). */
export const CancelRun = z.strictObject({ kind: z.literal("cancel_run"), run_id: z.int().positive(), attempt: z.int().positive(), how: z.enum(["ask", "force"]).default("ask") });
/** Has one of the operator's own operations run; the name is all that it says of what is done. A command is begun once under its key, whatever becomes of it. */
export const RunOperation = z.strictObject({
  kind: z.literal("run_operation"), name: SkillName, idempotency_key: z.string().min(1), head_sha: GitSha, run_id: z.int().positive(), failure_class: FailureClass,
});

/** Reacts to a comment. Done already when the App has reacted so: GitHub keeps one of a kind. */
export const React = z.strictObject({ kind: z.literal("react"), comment_id: z.int().positive(), content: z.enum(["eyes", "-1", "confused"]),
  /** Not given: the comment stands on an issue or pull request as a whole. */
  on: z.literal("thread").optional(),
});

export const Effect = z.discriminatedUnion("kind", [
  React, DispatchFix, PushCommit, OpenPullRequest, PostCheck, UpsertIssue, UpsertComment, StoreEvidence, MergePullRequest, RerunFailedJobs, DeleteCaches, CancelRun, RunOperation,
  PushToPull, SuggestChanges, ClosePullRequest, CloseIssue, DeleteBranch, Announce,
]);
export type Effect = z.infer<typeof Effect>;

/** What came of it: read back from GitHub, so that a second look gives the same. */
export const Receipt = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("react"), reaction_id: z.int().positive() }),
  z.strictObject({ kind: z.literal("dispatch_fix"), run_id: z.int().positive().nullable() }),
  z.strictObject({ kind: z.literal("push_commit"), commit_sha: GitSha }),
  z.strictObject({ kind: z.literal("open_pull_request"), number: z.int().positive(), url: z.string() }),
  z.strictObject({ kind: z.literal("post_check"), check_run_id: z.int().positive() }),
  z.strictObject({ kind: z.literal("upsert_issue"), number: z.int().positive(), url: z.string() }),
  z.strictObject({ kind: z.literal("upsert_comment"), comment_id: z.int().positive() }),
  z.strictObject({ kind: z.literal("store_evidence"), commit_sha: GitSha }),
  z.strictObject({ kind: z.literal("merge_pull_request"), merge_sha: GitSha.nullable(), merged: z.boolean(), reason: z.string().nullable() }),
  z.strictObject({ kind: z.literal("rerun_failed_jobs"), run_id: z.int().positive(), attempt: z.int().positive() }),
  z.strictObject({ kind: z.literal("delete_caches"), deleted: z.int().nonnegative() }),
  z.strictObject({ kind: z.literal("cancel_run"), run_id: z.int().positive(), cancelled: z.boolean() }),
  /** `commit_sha` null: nothing was written, for the reason. */
  z.strictObject({ kind: z.literal("push_to_pull"), commit_sha: GitSha.nullable(), reason: z.string().nullable() }),
  /** `review_id` null: nothing was said, for the reason. */
  z.strictObject({ kind: z.literal("suggest_changes"), review_id: z.int().positive().nullable(), reason: z.string().nullable() }),
  z.strictObject({ kind: z.literal("close_pull_request"), closed: z.boolean() }),
  /** `number` null: there is no such issue. */
  z.strictObject({ kind: z.literal("close_issue"), number: z.int().positive().nullable() }),
  /** Not deleted: it stays, for the reason. */
  z.strictObject({ kind: z.literal("delete_branch"), deleted: z.boolean(), reason: z.string().nullable() }),
  /** `status`: the HTTP status of the answer, 0: there was none. `reason`: why it was not delivered, and what to do, in plain words. */
  z.strictObject({ kind: z.literal("announce"), channel: z.string(), delivered: z.boolean(), status: z.int(), reason: z.string().max(500).nullable().default(null) }),
  /** `said`: the end of what it printed, or the hook's answer, secrets masked. */
  z.strictObject({ kind: z.literal("run_operation"), name: z.string(), succeeded: z.boolean(), said: z.string().max(2000), seconds: z.number().nonnegative() }),
  /** Refused for good: the step that wakes next decides what follows. */
  z.strictObject({ kind: z.literal("refused"), code: z.string(), message: z.string() }),
]);
export type Receipt = z.infer<typeof Receipt>;

/** An effect as it is stored: the key is unique, so the same decision committed twice asks once. */
export interface EffectRequest {
  readonly key: string;
  readonly repository: Repository;
  readonly effect: Effect;
}

/** What the effect publishes, by path and digest: sworn to with the request. */
export function publishedBy(effect: Effect): readonly EvidenceDigest[] {
  if (effect.kind !== "store_evidence") return [];
  return [...effect.files, ...effect.texts.map(({ path, text }) => ({ path, sha256: digestOf(text) }))];
}
