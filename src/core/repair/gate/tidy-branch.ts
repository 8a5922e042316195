/** Asks for the branch of an offer that is over to be deleted, so that nothing of ours lies about. The commit stays readable through the pull request. */
import type { GitSha } from "../../identity/identifier.ts";
import type { EffectRequest } from "../effect.ts";
import type { Repair } from "../repair.ts";

/** None where there is no branch of ours, or its commit is not known. `commit`: the head that we made, where the offer does not tell it. */
export function tidyBranch({ id, subject, offer, delivery }: Pick<Repair, "id" | "subject" | "offer" | "delivery">, commit: GitSha | null = offer?.commit_sha ?? null): readonly EffectRequest[] {
  if (offer === null || delivery !== undefined || commit === null || !offer.branch.startsWith("regreen/")) return [];
  return [{ key: `${id}:tidy:${commit}`, repository: subject.repository, effect: { kind: "delete_branch", branch: offer.branch, head_sha: commit } }];
}
