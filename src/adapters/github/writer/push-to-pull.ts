/**
 * One commit on somebody's pull request, on the very head that was verified: GitHub itself refuses to move the branch anywhere but forward. It stands already when
 * the branch's head has our marker, our parent and the very tree that these files give.
 */
import type { z } from "zod";
import { Fault } from "../../../core/fault/fault.ts";
import type { PushToPull, Receipt } from "../../../core/repair/effect.ts";
import { readBranchHead } from "../reader/branch.ts";
import { readPullRequest } from "../reader/pull-request.ts";
import type { Desk } from "./desk.ts";
import { moveBranch, readCommit, writeCommit, writeTree } from "./git-data.ts";

type Push = z.infer<typeof PushToPull>;

export async function pushToPull({ session }: Desk, effect: Push): Promise<Receipt> {
  const { repository } = session;
  if (effect.branch === repository.default_branch) throw new Fault("github-forbidden", { detail: `${effect.branch} is the default branch, and no commit goes straight there` });
  const [pull, head] = await Promise.all([readPullRequest(session, effect.number), readBranchHead(session, effect.branch)]);
  if (pull === null || pull.state === "closed") return notWritten("the pull request is closed");
  if (pull.headRepositoryId !== repository.id || pull.headBranch !== effect.branch) return notWritten("the pull request comes from elsewhere");
  if (head === null) return notWritten("the branch is gone");
  const files = effect.files.map(({ path, mode, content_base64 }) => ({ path, mode, content: content_base64 === null ? null : Buffer.from(content_base64, "base64") }));
  const tree = await writeTree(session, (await readCommit(session, effect.parent_sha)).tree, files);
  const present = await readCommit(session, head);
  if (present.message.includes(effect.marker) && present.tree === tree && present.parents[0] === effect.parent_sha) return { kind: "push_to_pull", commit_sha: head, reason: null };
  if (head !== effect.parent_sha) return notWritten(moved);
  const sha = await writeCommit(session, { message: effect.message, tree, parents: [effect.parent_sha] });
  try {
    await moveBranch(session, effect.branch, { sha, how: "forward" });
  } catch (error) {
    if (error instanceof Fault && error.code === "github-conflict") return notWritten(moved);
    throw error;
  }
  return { kind: "push_to_pull", commit_sha: sha, reason: null };
}

const moved = "the branch has moved on: its new head has runs of its own";

function notWritten(reason: string): Receipt {
  return { kind: "push_to_pull", commit_sha: null, reason };
}
