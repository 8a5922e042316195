import { z } from "zod";
import { GitSha } from "../../../core/identity/identifier.ts";
import type { PullFile, PullRequest, Review } from "../../../ports/github.ts";
import { readOrNull } from "../answer.ts";
import type { Session } from "../client.ts";
import { readPages } from "../pages.ts";
import { Account, Moment, OptionalSha, OptionalText, RepositoryReference } from "./shapes.ts";

const Side = z.object({ ref: z.string(), sha: GitSha, repo: RepositoryReference });

/** https://docs.github.com/rest/pulls/pulls#get-a-pull-request; a list leaves `merged` and `mergeable` out. */
export const PullAnswer = z.object({
  number: z.int().positive(), state: z.enum(["open", "closed"]), merged: z.boolean().optional(), merged_at: z.string().nullish(), merge_commit_sha: OptionalSha,
  draft: z.boolean().default(false), user: Account, head: Side, base: Side, mergeable: z.boolean().nullish(),
  labels: z.array(z.object({ name: z.string() })), title: z.string(), body: OptionalText, html_url: z.string(), author_association: z.string().optional(), updated_at: z.string().optional(),
}).transform((pull): PullRequest => {
  const merged = pull.merged ?? pull.merged_at != null;
  return {
    number: pull.number, state: pull.state, merged, mergeSha: merged ? pull.merge_commit_sha : null, draft: pull.draft, author: pull.user?.login ?? "",
    headSha: pull.head.sha, headBranch: pull.head.ref, headRepositoryId: pull.head.repo?.id ?? null, baseSha: pull.base.sha, baseBranch: pull.base.ref,
    mergeable: pull.mergeable ?? null, labels: pull.labels.map((label) => label.name), title: pull.title, body: pull.body ?? "", url: pull.html_url,
    ...(pull.updated_at === undefined ? {} : { updatedAt: pull.updated_at }),
    ...(pull.author_association === undefined ? {} : { authorAssociation: pull.author_association }),
  };
});

/** https://docs.github.com/rest/pulls/pulls#list-pull-requests-files */
const FileAnswer = z.object({
  filename: z.string(), previous_filename: OptionalText, status: z.string(), additions: z.int(), deletions: z.int(), patch: OptionalText,
}).transform((file): PullFile => ({
  path: file.filename, previousPath: file.previous_filename, status: file.status, additions: file.additions, deletions: file.deletions, patch: file.patch,
}));

/** https://docs.github.com/rest/pulls/reviews#list-reviews-for-a-pull-request */
const ReviewAnswer = z.object({ user: Account, state: z.string(), commit_id: OptionalSha, submitted_at: Moment.nullish() }).transform((review): Review => ({
  author: review.user?.login ?? "", authorIsBot: review.user?.type === "Bot", state: review.state, commitSha: review.commit_id, submittedAt: review.submitted_at ?? null,
}));

export async function readPullRequest(session: Session, number: number): Promise<PullRequest | null> {
  return readOrNull(session, "GET /repos/{owner}/{repo}/pulls/{pull_number}", { pull_number: number }, PullAnswer);
}

/** Pull requests whose head is this branch of this very repository: a fork may have a branch of the same name. */
export async function readPullsOfBranch(session: Session, branch: string, state: "open" | "all"): Promise<readonly PullRequest[]> {
  const [owner = ""] = session.repository.name.split("/");
  const found = await readPages(session, { operation: "GET /repos/{owner}/{repo}/pulls", parameters: { head: `${owner}:${branch}`, state } }, z.array(PullAnswer));
  return found.filter((pull) => pull.headBranch === branch && pull.headRepositoryId === session.repository.id);
}

export async function readOpenPulls(session: Session): Promise<readonly PullRequest[]> {
  return readPages(session, { operation: "GET /repos/{owner}/{repo}/pulls", parameters: { state: "open" } }, z.array(PullAnswer));
}

export async function readPullFiles(session: Session, number: number): Promise<readonly PullFile[]> {
  return readPages(session, { operation: "GET /repos/{owner}/{repo}/pulls/{pull_number}/files", parameters: { pull_number: number } }, z.array(FileAnswer));
}

export async function readReviews(session: Session, number: number): Promise<readonly Review[]> {
  return readPages(session, { operation: "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews", parameters: { pull_number: number } }, z.array(ReviewAnswer));
}
