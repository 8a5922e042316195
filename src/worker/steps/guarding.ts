/** Whose pull requests the gate governs, read from the default branch, and which of the open ones nobody guards yet. */
import { isOwnBranch } from "../../core/event/own-branch.ts";
import { governsOthers } from "../../core/repair/guard/decide-guard.ts";
import { openGuard } from "../../core/repair/guard/open-guard.ts";
import type { Opening } from "../../core/repair/open-repair.ts";
import type { Repair, Repository } from "../../core/repair/repair.ts";
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
      for (const pull of open) {
        const ofHead = await guardsOfHead(repository, pull, context);
        if (!ofHead.some(({ step }) => step === "guard")) openings.push(guardOf(repository, pull, { ...context, again: ofHead.length > 0 }));
      }
      return openings;
    },
  };
}

function isOwn({ id }: Repository, { headBranch, headRepositoryId }: PullRequest): boolean {
  return isOwnBranch(headBranch) && headRepositoryId === id;
}

async function guardsOfHead({ id }: Repository, { number, headSha }: PullRequest, { store }: StepContext): Promise<readonly Repair[]> {
  const guards = await store.repairs.guards({ repositoryId: id, number, most: MOST_GUARDS });
  return guards.filter(({ subject }) => subject.head_sha === headSha && subject.source.kind === "pull_request");
}

/**
 * Where none was, it is the guard that the delivery about this head opens (by the same moment), so that who comes second opens nothing. A head that was guarded
 * once, and is not any more, may be guarded again.
 */
function guardOf(repository: Repository, { number, headBranch, baseBranch, baseSha, headSha, updatedAt }: PullRequest, { clock, randomness, again }: Pick<StepContext, "clock" | "randomness"> & { readonly again: boolean }): Opening {
  const at = clock.now();
  const moment = again || updatedAt === undefined ? `settings ${at}` : updatedAt;
  return openGuard({ repository, source: { kind: "pull_request", number }, number, branch: headBranch, baseBranch, baseSha, headSha, moment }, { at, seed: randomness.suffix(8) });
}
