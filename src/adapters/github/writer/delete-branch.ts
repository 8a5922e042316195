/**
 * Deletes a branch of our own whose pull request is over. GitHub's REST API deletes a ref whatever it leads to (https://docs.github.com/rest/git/refs#delete-a-reference),
 * so the head is looked at right before; what a person pushed to is left to them.
 */
import { z } from "zod";
import { Fault } from "../../../core/fault/fault.ts";
import type { DeleteBranch, Receipt } from "../../../core/repair/effect.ts";
import { readPages } from "../pages.ts";
import { readBranchHead } from "../reader/branch.ts";
import type { Desk } from "./desk.ts";

const OpenPull = z.object({ number: z.int().positive() });

export async function deleteBranch({ session }: Desk, { branch, head_sha }: z.infer<typeof DeleteBranch>): Promise<Receipt> {
  const [owner = ""] = session.repository.name.split("/");
  const operation = "GET /repos/{owner}/{repo}/pulls" as const;
  // A pull request into a deleted branch would be closed or led elsewhere by GitHub.
  for (const parameters of [{ state: "open", head: `${owner}:${branch}` }, { state: "open", base: branch }] as const) {
    const [pull] = await readPages(session, { operation, parameters }, z.array(OpenPull));
    if (pull !== undefined) return { kind: "delete_branch", deleted: false, reason: `pull request #${String(pull.number)} needs it` };
  }
  const head = await readBranchHead(session, branch);
  if (head === null) return { kind: "delete_branch", deleted: true, reason: null };
  if (head !== head_sha) return { kind: "delete_branch", deleted: false, reason: "somebody else has pushed to it" };
  await session.ask("DELETE /repos/{owner}/{repo}/git/refs/{ref}", { ref: `heads/${branch}` }).catch(unlessGone);
  return { kind: "delete_branch", deleted: true, reason: null };
}

/** 422: somebody, or GitHub itself, was faster. */
function unlessGone(error: unknown): void {
  if (!(error instanceof Fault && error.code === "github-invalid" && /does not exist/i.test(error.message))) throw error;
}
