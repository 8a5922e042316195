import { z } from "zod";
import { Fault } from "../../../core/fault/fault.ts";
import { GitSha } from "../../../core/identity/identifier.ts";
import type { TreeEntry } from "../../../ports/github.ts";
import { answerOf, readOrNull } from "../answer.ts";
import type { Session } from "../client.ts";

const ROUTE = "GET /repos/{owner}/{repo}/git/trees/{tree_sha}";

/** https://docs.github.com/rest/git/trees#get-a-tree */
const TreeAnswer = z.object({
  sha: GitSha,
  truncated: z.boolean(),
  tree: z.array(z.object({ path: z.string(), mode: z.string(), type: z.enum(["blob", "tree", "commit"]), sha: GitSha, size: z.int().nonnegative().nullish() })),
}).transform((answer) => ({ ...answer, tree: answer.tree.map((entry): TreeEntry => ({ ...entry, size: entry.size ?? null })) }));

/** The whole tree of a commit. Fault `github-invalid` when GitHub cuts it off (100,000 entries or 7 MB): a part would look like deletions. */
export async function readTree(session: Session, sha: GitSha): Promise<readonly TreeEntry[]> {
  const { tree, truncated } = await answerOf(session, ROUTE, { tree_sha: sha, recursive: "1" }, TreeAnswer);
  if (truncated) throw new Fault("github-invalid", { detail: `the tree of ${sha} is too large for one answer` });
  return tree;
}

/** One folder's entries; `treeish` is a tree, a commit or a branch. Null when there is none. */
export async function readFolder(session: Session, treeish: string): Promise<readonly TreeEntry[] | null> {
  const answer = await readOrNull(session, ROUTE, { tree_sha: treeish }, TreeAnswer);
  return answer === null ? null : answer.tree;
}
