/** Reads who has approved a pull request, who may approve, and who must: CODEOWNERS of the base branch, never of the pull request (attack G09). */
import type { GitSha } from "../../core/identity/identifier.ts";
import { codeownersPaths, readCodeowners, type OwnerRule } from "../../core/policy/owners/codeowners.ts";
import { approversToAsk, teamsToAsk, type ReviewReading } from "../../core/policy/owners/review-facts.ts";
import type { Repository } from "../../core/repair/repair.ts";
import type { PullRequest } from "../../ports/github.ts";
import type { StepContext } from "./context.ts";

/** Whether a person may write is asked now, not believed from what an event said (attack G10). */
export async function readReviews(repository: Repository, { pull, paths, base }: { readonly pull: PullRequest; readonly paths: readonly string[]; readonly base: GitSha }, context: Pick<StepContext, "reader" | "policyReader">): Promise<ReviewReading> {
  const { reader, policyReader } = context;
  const [reviews, owners] = await Promise.all([reader.reviews(repository, pull.number), readOwners(repository, base, context)]);
  const asked = approversToAsk(reviews, pull.headSha);
  const writers = await Promise.all(asked.map(async (login) => [login, (await policyReader?.mayWrite(repository, login)) === true] as const));
  // An owner is asked for only where somebody's approval could count.
  const teams = asked.length === 0 ? [] : teamsToAsk(paths, owners);
  const members = await Promise.all(teams.map(async (team) => [team, (await policyReader?.teamMembers(repository, team)) ?? null] as const));
  return {
    reviews, headSha: pull.headSha, author: pull.author, paths, owners, writers: new Map(writers),
    teams: new Map(members),
  };
}

/** The first of GitHub's three places that has one. */
async function readOwners(repository: Repository, base: GitSha, { reader }: Pick<StepContext, "reader">): Promise<readonly OwnerRule[]> {
  for (const path of codeownersPaths) {
    const bytes = await reader.file(repository, path, base);
    if (bytes !== null) return readCodeowners(new TextDecoder().decode(bytes));
  }
  return [];
}
