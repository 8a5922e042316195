/** Issues, their comments and labels; a pull request is an issue with a `pull`. */
import type { App } from "./app.ts";
import type { Repository } from "./repository.ts";
import type { User } from "./user.ts";

export interface Label {
  readonly id: number;
  readonly name: string;
  readonly color: string;
  readonly description: string | null;
}

export interface Comment {
  readonly id: number;
  readonly author: User;
  /** The App whose token wrote it, when one did. */
  readonly app: App | null;
  body: string;
  readonly createdAt: Date;
  updatedAt: Date;
}

export interface Reaction {
  readonly id: number;
  readonly commentId: number;
  readonly user: User;
  readonly content: "+1" | "-1" | "laugh" | "confused" | "heart" | "hooray" | "rocket" | "eyes";
  readonly createdAt: Date;
}

export interface Review {
  readonly id: number;
  readonly author: User;
  readonly state: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "PENDING";
  readonly body: string;
  readonly commitSha: string;
  readonly submittedAt: Date;
  /** On lines of the diff's new side; `startLine` null: one line. */
  readonly comments: readonly ReviewComment[];
}

export interface ReviewComment { readonly path: string; readonly startLine: number | null; readonly line: number; readonly body: string }

/** A comment on a line of the diff; `inReplyTo`: the first comment of its thread, null where it is that. */
export interface ThreadComment extends Comment {
  readonly reviewId: number;
  readonly path: string;
  readonly line: number;
  readonly startLine: number | null;
  readonly commitSha: string;
  readonly inReplyTo: number | null;
}

export interface Pull {
  readonly id: number;
  readonly headBranch: string;
  headSha: string;
  /** Where the head branch is: the same repository, or a fork of it. (Here no fork is ever deleted, and a push to one moves no pull request.) */
  readonly headRepository: Repository;
  baseBranch: string;
  baseSha: string;
  draft: boolean;
  merged: boolean;
  mergedAt: Date | null;
  mergedBy: User | null;
  /** The merge commit; before the merge, GitHub's test merge. Null on conflict. */
  mergeSha: string | null;
  mergeable: boolean | null;
  /** Size of the difference between merge base and head. */
  size: { readonly commits: number; readonly additions: number; readonly deletions: number; readonly files: number };
  readonly reviews: Review[];
  readonly threads: ThreadComment[];
}

export interface Issue {
  readonly id: number;
  readonly number: number;
  readonly author: User;
  readonly app: App | null;
  title: string;
  body: string | null;
  state: "open" | "closed";
  stateReason: "completed" | "not_planned" | "reopened" | null;
  closedAt: Date | null;
  closedBy: User | null;
  labels: Label[];
  assignees: User[];
  readonly comments: Comment[];
  readonly reactions: Reaction[];
  readonly pull: Pull | null;
  readonly createdAt: Date;
  updatedAt: Date;
}
