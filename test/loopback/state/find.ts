/** Look-ups in a repository that answer as GitHub does: what is not there is a 404. */
import { notFound } from "../http/http-problem.ts";
import type { CheckRun } from "./check.ts";
import type { Issue, Pull } from "./issue.ts";
import type { Repository } from "./repository.ts";

export type PullIssue = Issue & { readonly pull: Pull };

export function isPull(issue: Issue): issue is PullIssue {
  return issue.pull !== null;
}

export function issueIn(repository: Repository, number: number): Issue {
  const issue = repository.issues.get(number);
  if (issue === undefined) throw notFound();
  return issue;
}

export function pullIn(repository: Repository, number: number): PullIssue {
  const issue = issueIn(repository, number);
  if (!isPull(issue)) throw notFound();
  return issue;
}

export function pullsOf(repository: Repository): PullIssue[] {
  return [...repository.issues.values()].filter(isPull);
}

/** Open pull requests whose head is this commit: what checks and runs show as `pull_requests`. */
export function pullsAt(repository: Repository, sha: string): PullIssue[] {
  return pullsOf(repository).filter((issue) => issue.state === "open" && issue.pull.headSha === sha);
}

/** The latest check run of each name and App on a commit. */
export function latestCheckRuns(repository: Repository, sha: string): CheckRun[] {
  const latest = new Map<string, CheckRun>();
  for (const run of repository.checkRuns) if (run.headSha === sha) latest.set(`${run.app.id} ${run.name}`, run);
  return [...latest.values()];
}
