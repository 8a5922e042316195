/**
 * One commit on a branch of our own. It stands already when the branch's head has our marker, our parent and the very tree that these files give.
 * A head that is not of our making is left alone: somebody works there.
 */
import { Fault } from "../../../core/fault/fault.ts";
import type { PushCommit, Receipt } from "../../../core/repair/effect.ts";
import type { GitSha } from "../../../core/identity/identifier.ts";
import type { z } from "zod";
import { readBranchHead } from "../reader/branch.ts";
import type { Desk } from "./desk.ts";
import { createBranch, moveBranch, readCommit, writeCommit, writeTree, type Commit } from "./git-data.ts";

type Push = z.infer<typeof PushCommit>;

export async function pushCommit({ session, self }: Desk, effect: Push): Promise<Receipt> {
  const files = effect.files.map(({ path, mode, content_base64 }) => ({ path, mode, content: content_base64 === null ? null : Buffer.from(content_base64, "base64") }));
  const head = await readBranchHead(session, effect.branch);
  const present = head === null ? null : await readCommit(session, head);
  const tree = await writeTree(session, (await readCommit(session, effect.parent_sha)).tree, files);
  if (present !== null && stands(present, effect, tree)) return { kind: "push_commit", commit_sha: present.sha };
  if (present !== null && present.author !== self.login && present.sha !== effect.parent_sha) {
    throw new Fault("github-forbidden", { detail: `the head of ${effect.branch} is not Regreen's own commit; it is left as it is` });
  }
  const sha = await writeCommit(session, { message: effect.message, tree, parents: [effect.parent_sha] });
  await (present === null ? createBranch(session, effect.branch, sha) : moveBranch(session, effect.branch, { sha, how: "forced" }));
  return { kind: "push_commit", commit_sha: await confirmed(session, effect.branch, sha) };
}

function stands(commit: Commit, { marker, parent_sha }: Push, tree: GitSha): boolean {
  return commit.tree === tree && commit.message.includes(marker) && commit.parents.length === 1 && commit.parents[0] === parent_sha;
}

async function confirmed(session: Desk["session"], branch: string, sha: GitSha): Promise<GitSha> {
  const head = await readBranchHead(session, branch);
  if (head !== sha) throw new Fault("github-conflict", { detail: `${branch} leads to ${head ?? "nothing"} instead of ${sha}` });
  return sha;
}
