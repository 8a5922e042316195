/** Reads all that the merge gate looks at of a pull request as it stands on GitHub: the same for Regreen's own and for everybody else's. */
import type { Configuration } from "../../core/configuration/configuration.ts";
import type { GitSha } from "../../core/identity/identifier.ts";
import type { CheckFacts, RequiredCheck } from "../../core/repair/gate/snapshot.ts";
import type { StandingReading } from "../../core/repair/gate/standing-facts.ts";
import type { Repository } from "../../core/repair/repair.ts";
import type { CheckRun, PullRequest, WorkflowRun } from "../../ports/github.ts";
import { readChange, type ReadingContext } from "./read-change.ts";
import { readReviews } from "./read-reviews.ts";

export interface PullToRead {
  readonly pull: PullRequest;
  /** Where its checks are: its head, or what a merge queue tests. */
  readonly checked: GitSha;
  readonly baseHead: GitSha;
  readonly configuration: Configuration;
}

export async function readStandingOfPull(repository: Repository, { pull, checked, baseHead, configuration }: PullToRead, context: ReadingContext): Promise<Omit<StandingReading, "at">> {
  const { reader, policyReader } = context;
  const [required, isProtected, open, { checks: runChecks, runs }] = await Promise.all([
    reader.requiredChecks(repository, pull.baseBranch),
    policyReader?.isProtected(repository, pull.baseBranch) ?? null,
    reader.openPullRequests(repository),
    readChecksOf(repository, checked, context),
  ]);
  const checks = [...runChecks, ...(await readStatuses(repository, checked, { wanted: (required ?? []).map(({ name }) => name).filter((name) => !runChecks.some((check) => check.name === name)), reader }))];
  const change = await readChange(repository, pull, { runs, configuration, context });
  const reviews = await readReviews(repository, { pull, paths: change?.files.map(({ path }) => path) ?? [], base: baseHead }, context);
  const sameHead = open.filter(({ number, headSha }) => number !== pull.number && headSha === pull.headSha).map(({ number }) => number);
  return { sameHead, checks, required: required === null ? null : [...required.map((one): RequiredCheck => ({ ...one, workflow: null })), ...named(configuration)], protected: isProtected, change, reviews };
}

/** A required check may be answered by a commit status: rules name contexts, and either kind has one. */
async function readStatuses(repository: Repository, sha: GitSha, { wanted, reader }: { readonly wanted: readonly string[] } & Pick<ReadingContext, "reader">): Promise<readonly CheckFacts[]> {
  if (wanted.length === 0) return [];
  const statuses = await reader.commitStatuses(repository, sha);
  return statuses.filter(({ context }) => wanted.includes(context)).map(({ context, state }) =>
    state === "pending" ? { name: context, status: "in_progress", conclusion: null } : { name: context, status: "completed", conclusion: state === "success" ? "success" : "failure" });
}

/** Checks that the configuration asks for. */
function named({ gate }: Configuration): readonly RequiredCheck[] {
  return gate.checks.map(({ name, app_id, workflow }) => ({ name, appId: app_id, workflow }));
}

/** The checks of a commit with the workflow that each is of, and runs that have no check yet. */
export async function readChecksOf(repository: Repository, sha: GitSha, { reader }: Pick<ReadingContext, "reader">): Promise<{ readonly checks: readonly CheckFacts[]; readonly runs: readonly WorkflowRun[] }> {
  const [checks, runs] = await Promise.all([reader.checkRuns(repository, sha), reader.workflowRunsOf(repository, sha)]);
  const workflows = new Map(runs.flatMap((run) => (run.suiteId == null ? [] : [[run.suiteId, run.path] as const])));
  const of = ({ name, status, conclusion, appId, suiteId, completedAt }: CheckRun): CheckFacts => ({
    name, status, conclusion, appId, workflow: suiteId == null ? null : workflows.get(suiteId) ?? null, completedAt: completedAt ?? null,
  });
  return { checks: [...checks.map(of), ...runs.filter(({ status }) => status !== "completed").map(({ name, status, conclusion }) => ({ name, status, conclusion }))], runs };
}
