/** What only onboarding asks of GitHub, over the REST API. */
import { z } from "zod";
import type { Repository } from "../../../core/repair/repair.ts";
import type { OnboardingReader, RepositoryStanding } from "../../../ports/github.ts";
import { answerOf, readOrNull } from "../answer.ts";
import type { Client, Session } from "../client.ts";
import { readPermissions } from "../permissions.ts";
import { PullAnswer, readPullsOfBranch } from "./pull-request.ts";
import { RunsPage } from "./workflow-run.ts";

/** https://docs.github.com/rest/repos/repos#get-a-repository */
const StandingAnswer = z.object({ default_branch: z.string().min(1), archived: z.boolean().default(false), disabled: z.boolean().default(false), fork: z.boolean().default(false) })
  .transform(({ default_branch, archived, disabled, fork }): RepositoryStanding => ({ defaultBranch: default_branch, archived: archived || disabled, fork }));

export function createOnboardingReader(client: Client): OnboardingReader {
  const session = (repository: Repository): Session => client.session(repository, readPermissions);
  return {
    standing: async (repository) => readOrNull(session(repository), "GET /repos/{owner}/{repo}", {}, StandingAnswer),
    async endedRuns(repository, most) {
      const runs = await answerOf(session(repository), "GET /repos/{owner}/{repo}/actions/runs", { status: "completed", per_page: most, page: 1 }, RunsPage);
      return runs.filter(({ conclusion }) => conclusion !== null).slice(0, most);
    },
    async mergedPulls(repository, most) {
      const parameters = { state: "closed", sort: "updated", direction: "desc", base: repository.default_branch, per_page: 100, page: 1 } as const;
      const pulls = await answerOf(session(repository), "GET /repos/{owner}/{repo}/pulls", parameters, z.array(PullAnswer));
      return pulls.filter(({ merged }) => merged).slice(0, most);
    },
    pullsEver: async (repository, headBranch) => readPullsOfBranch(session(repository), headBranch, "all"),
  };
}
