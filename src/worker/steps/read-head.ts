/** Where the branch that is to be mended leads now: a branch of the repository, or the head of a fork's open pull request. */
import type { GitSha } from "../../core/identity/identifier.ts";
import type { Subject } from "../../core/repair/repair.ts";
import type { PullRequest } from "../../ports/github.ts";
import type { StepContext } from "./context.ts";

type Reader = Pick<StepContext, "reader">;

/** Null: it is not there any more. */
export async function readHead(subject: Subject, { reader }: Reader): Promise<GitSha | null> {
  const { repository, branch, fork, pull_request } = subject;
  if (fork === undefined) return reader.branchHead(repository, branch);
  const pull = pull_request === null ? null : await reader.pullRequest(repository, pull_request);
  return pull !== null && isOf(pull, fork) ? pull.headSha : null;
}

/** The open pull request that brings this commit from this fork; null: there is none, or not any more. */
export async function findForkPull({ repository, fork, head_sha }: Subject, { reader }: Reader): Promise<PullRequest | null> {
  if (fork === undefined) return null;
  const open = await reader.openPullRequests(repository);
  return open.find((pull) => pull.headSha === head_sha && isOf(pull, fork)) ?? null;
}

/** By the fork's number too: a branch of that name may be in any fork (attack G12). */
function isOf({ state, headBranch, headRepositoryId }: PullRequest, fork: NonNullable<Subject["fork"]>): boolean {
  return state === "open" && headBranch === fork.branch && headRepositoryId === fork.repository_id;
}
