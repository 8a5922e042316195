/** Runs that failed since the last look, as far as GitHub's lists show them: those created lately, and once an hour those of the last 30 days that were started again. */
import { restartedSince, runsSince, startedAgain } from "../core/crawl/schedule.ts";
import type { Timestamp } from "../core/identity/timestamp.ts";
import type { Repository } from "../core/repair/repair.ts";
import type { CrawlReader, WorkflowRun } from "../ports/github.ts";

const MOST_RUNS = 300;
/** GitHub lists this many of one search (https://docs.github.com/rest/actions/workflow-runs#list-workflow-runs-for-a-repository); the next begins where it ended. */
const MOST_LISTED = 1_000;
const MOST_SEARCHES = 3;

export async function readFailedSince(repository: Repository, reader: CrawlReader, { seen, now }: { readonly seen: Timestamp; readonly now: Timestamp }): Promise<readonly WorkflowRun[]> {
  const created = await reader.failedRuns(repository, { since: runsSince(seen) }, MOST_RUNS);
  const since = restartedSince(seen, now);
  if (since === null) return created;
  const known = new Set(created.map(({ id }) => id));
  const listed = await readListed(repository, reader, since);
  return [...created, ...listed.filter((run) => !known.has(run.id) && startedAgain(run, seen))];
}

async function readListed(repository: Repository, reader: CrawlReader, since: Timestamp): Promise<readonly WorkflowRun[]> {
  const all = new Map<number, WorkflowRun>();
  let until: Timestamp | undefined;
  for (let search = 0; search < MOST_SEARCHES; search += 1) {
    const found = await reader.failedRuns(repository, until === undefined ? { since } : { since, until }, MOST_LISTED);
    for (const run of found) all.set(run.id, run);
    if (found.length < MOST_LISTED) break;
    until = found.at(-1)?.createdAt;
  }
  return [...all.values()];
}
