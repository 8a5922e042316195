/**
 * What no event told, looked for once in each job that the schedule starts: runs that do not end, and failures that this workflow did not hear of, those of other
 * CIs among them. Both are found as the App finds them; of Actions, only what the fix workflow waits for is mended here.
 */
import { systemClock } from "../adapters/clock/system-clock.ts";
import { systemRandomness } from "../adapters/clock/system-randomness.ts";
import { createClient } from "../adapters/github/client.ts";
import { createCrawlReader } from "../adapters/github/reader/crawl-reader.ts";
import { createReader } from "../adapters/github/reader/create-reader.ts";
import { createPolicyReader } from "../adapters/github/reader/policy-reader.ts";
import { firstLook } from "../core/crawl/schedule.ts";
import { fixWorkflowPath } from "../core/repair/fix-run.ts";
import type { Repository } from "../core/repair/repair.ts";
import { watchedWorkflows, workflowName } from "../core/workflow/watched-workflows.ts";
import type { CrawlReader, GitHubReader, WorkflowRun } from "../ports/github.ts";
import type { Store } from "../ports/store/store.ts";
import { crawlCrank } from "../worker/crawl.ts";
import { contextOf } from "../worker/start-worker.ts";
import { openStuckRuns } from "../worker/stuck-runs.ts";
import type { Alone } from "./at-work.ts";

/** Less than the hour between two schedules: each finds the repository due. */
const SECONDS_BETWEEN_LOOKS = 60;

/** What it finds is stored for the worker, who is at work already. What GitHub does not tell now is looked for again an hour later. */
export async function lookAround({ client: options, repository, log }: Alone, store: Store): Promise<void> {
  const client = createClient(options);
  const reader = createReader(client);
  const context = contextOf({ store, clock: systemClock, randomness: systemRandomness, log });
  await openStuckRuns(repository, reader, context).catch((thrown: unknown) => { log.warn({ error: thrown }, "stuck runs not looked for; again with the next schedule"); });
  const now = systemClock.now();
  await store.crawls.list(repository.installation_id, [repository], { now, seen: firstLook(now) });
  const crawl = crawlCrank(context, { reader, crawlReader: watchedOnly(createCrawlReader(client), reader), policyReader: createPolicyReader(client), everySeconds: SECONDS_BETWEEN_LOOKS });
  for (const claimed of await crawl.claim(1)) await crawl.handle(claimed);
}

/** The file says which workflows are mended (`workflows: [CI]`): a look round goes no further than the events would. */
function watchedOnly(crawlReader: CrawlReader, reader: GitHubReader): CrawlReader {
  return {
    ...crawlReader,
    async failedRuns(repository, created, most) {
      const runs = await crawlReader.failedRuns(repository, created, most);
      const watched = await watchedPaths(repository, runs, reader);
      return runs.filter(({ path }) => watched.has(path));
    },
  };
}

/** A run is known by its file: the name in its answer may be another. */
async function watchedPaths(repository: Repository, runs: readonly WorkflowRun[], reader: GitHubReader): Promise<ReadonlySet<string>> {
  const own = await reader.file(repository, fixWorkflowPath, repository.default_branch);
  const names = new Set(own === null ? [] : watchedWorkflows(own));
  const paths = [...new Set(runs.map(({ path }) => path))];
  const named = await Promise.all(paths.map(async (path) => ({ path, name: workflowName(path, await reader.file(repository, path, repository.default_branch)) })));
  return new Set(named.filter(({ name }) => names.has(name)).map(({ path }) => path));
}
