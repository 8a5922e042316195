/** Whose pull requests the gate governs, read from the default branch, and which of the open ones nobody guards yet. */
import { isOwnBranch } from "../../core/event/own-branch.ts";
import { governsOthers } from "../../core/repair/guard/decide-guard.ts";
import { openGuard } from "../../core/repair/guard/open-guard.ts";
import type { Opening } from "../../core/repair/open-repair.ts";
import type { Repository } from "../../core/repair/repair.ts";
import type { PullRequest } from "../../ports/github.ts";
import type { Guarding } from "../guarding.ts";
import type { StepContext } from "./context.ts";
import { standingSettings } from "./read-settings.ts";

/** A repository with more open pull requests gets its guards as they move. */
const MOST_OPENED = 500;
const MOST_GUARDS = 50;

export function createGuarding(context: StepContext): Guarding {
  const governs = async (repository: Repository): Promise<boolean> => governsOthers(await standingSettings(repository, context));
  return {
    governs,
    async missing(repository) {
      if (!(await governs(repository))) return [];
      const open = (await context.reader.openPullRequests(repository)).filter((pull) => !isOwn(repository, pull)).slice(0, MOST_OPENED);
      const openings: Opening[] = [];
      for (const pull of open) if (!(await isGuarded(repository, pull, context))) openings.push(guardOf(repository, pull, context));
      return openings;
    },
  };
}

function isOwn({ id }: Repository, { headBranch, headRepositoryId }: PullRequest): boolean {
  return isOwnBranch(headBranch) && headRepositoryId === id;
}

async function isGuarded({ id }: Repository, { number, headSha }: PullRequest, { store }: StepContext): Promise<boolean> {
  const guards = await store.repairs.guards({ repositoryId: id, number, most: MOST_GUARDS });
  return guards.some(({ step, subject }) => step === "guard" && subject.head_sha === headSha && subject.source.kind === "pull_request");
}

/** `moment`: a head that was guarded once, and is not any more, may be guarded again. */
function guardOf(repository: Repository, { number, headBranch, baseBranch, baseSha, headSha }: PullRequest, { clock, randomness }: StepContext): Opening {
  const at = clock.now();
  return openGuard({ repository, source: { kind: "pull_request", number }, number, branch: headBranch, baseBranch, baseSha, headSha, moment: `settings ${at}` }, { at, seed: randomness.suffix(8) });
}
