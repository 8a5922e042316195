/**
 * Looks, on a timer, for what failed and what no delivery told (D8). What it finds goes into the inbox as the delivery that did not come, so it is
 * admitted like any other. A repository is held by one worker at a time; how far it was seen is kept, so that an outage is made up for afterwards.
 */
import { configurationPath } from "../core/configuration/configuration-path.ts";
import { readConfiguration } from "../core/configuration/parse-configuration.ts";
import { endedSince, firstLook, nextLook, runsSince, SILENT_SECONDS } from "../core/crawl/schedule.ts";
import { tellCheck, tellRun, tellStatus, type Head, type Told } from "../core/crawl/told.ts";
import { after, type Timestamp } from "../core/identity/timestamp.ts";
import type { Repository } from "../core/repair/repair.ts";
import type { CrawlReader, GitHubReader, PolicyReader } from "../ports/github.ts";
import type { ClaimedCrawl } from "../ports/store.ts";
import { claimRequest, dueIn, judge, type WorkerContext } from "./context.ts";
import type { Crank } from "./crank.ts";

export interface Crawling {
  readonly reader: GitHubReader;
  readonly crawlReader: CrawlReader;
  readonly policyReader: PolicyReader;
  /** Between two looks at one repository. */
  readonly everySeconds: number;
}

/** A commit's checks are asked for one pull request each. */
const MOST_PULLS = 10;
const MOST_RUNS = 300;

/** Lists, as often as one repository is looked at, where the App is installed and what lies there. Resolves when the signal aborts. */
export async function discover(context: WorkerContext, { crawlReader, everySeconds }: Crawling, signal: AbortSignal): Promise<void> {
  const { clock, log } = context;
  while (!signal.aborted) {
    await discoverOnce(context, crawlReader).catch((thrown: unknown) => { log.warn({ error: thrown }, "installations not listed; trying again"); });
    await clock.sleep(everySeconds, signal);
  }
}

async function discoverOnce({ store, clock, log, pulses }: WorkerContext, crawlReader: CrawlReader): Promise<void> {
  const installations = await crawlReader.installations();
  await store.crawls.keepOnly(installations);
  for (const installation of installations) {
    const now = clock.now();
    await crawlReader.repositoriesOf(installation)
      .then((repositories) => store.crawls.list(installation, repositories, { now, seen: firstLook(now) }))
      .catch((thrown: unknown) => { log.warn({ installation, error: thrown }, "repositories of an installation not listed; trying again"); });
  }
  pulses.crawls.beat();
}

export function crawlCrank(context: WorkerContext, crawling: Crawling): Crank<ClaimedCrawl> {
  return {
    name: "crawls",
    slots: 2,
    claim: (most) => context.store.crawls.claim(claimRequest(context, most)),
    handle: (claimed) => handleCrawl(claimed, crawling, context).catch((thrown: unknown) => giveBack(claimed, thrown, context)),
  };
}

async function handleCrawl(claimed: ClaimedCrawl, crawling: Crawling, { store, clock, log, pulses }: WorkerContext): Promise<void> {
  const { repository, seen } = claimed;
  const now = clock.now();
  if (!(await isWatched(repository, crawling.reader))) {
    await store.crawls.settle(claimed, { seen: now, due: after(now, SILENT_SECONDS), watched: false });
    return;
  }
  const told = await lookAt(claimed, crawling);
  const stored = told.length === 0 ? [] : await store.inbox.append(told.map(({ guid, event, payload }) => ({
    guid, event, body: new TextEncoder().encode(JSON.stringify(payload)), receivedAt: now, installationId: repository.installation_id,
  })));
  const watched = await store.crawls.watched(repository.installation_id);
  await store.crawls.settle(claimed, { seen: now, due: nextLook(now, { everySeconds: crawling.everySeconds, watched }), watched: true });
  const count = stored.filter((one) => one === "stored").length;
  if (count === 0) return;
  log.info({ repo: repository.name, since: seen, told: count }, "failures looked for and told");
  pulses.deliveries.beat();
}

/** A configuration that is not valid is read as one: the step says what is wrong with it. */
async function isWatched(repository: Repository, reader: GitHubReader): Promise<boolean> {
  const bytes = await reader.file(repository, configurationPath, repository.default_branch);
  if (bytes === null) return false;
  const reading = readConfiguration(bytes);
  return !reading.ok || reading.configuration.enabled;
}

async function lookAt({ repository, seen }: ClaimedCrawl, { reader, crawlReader, policyReader }: Crawling): Promise<readonly Told[]> {
  const [runs, base, pulls] = await Promise.all([
    crawlReader.failedRuns(repository, runsSince(seen), MOST_RUNS),
    reader.branchHead(repository, repository.default_branch),
    policyReader.pullsSince(repository, seen, MOST_PULLS),
  ]);
  const heads: readonly Head[] = [
    ...(base === null ? [] : [{ sha: base, branch: repository.default_branch, pull: null }]),
    ...pulls.filter(({ state, headRepositoryId }) => state === "open" && headRepositoryId === repository.id).map(({ headSha, headBranch, number }) => ({ sha: headSha, branch: headBranch, pull: number })),
  ];
  const foreign: Told[] = [];
  for (const head of heads) foreign.push(...(await lookAtHead(repository, head, { reader, seen })));
  return [...runs.map((run) => tellRun(repository, run)), ...foreign];
}

/** What other CIs say of a commit; Actions' own checks are told by their run. */
async function lookAtHead(repository: Repository, head: Head, { reader, seen }: { readonly reader: GitHubReader; readonly seen: Timestamp }): Promise<readonly Told[]> {
  const [checks, statuses] = await Promise.all([reader.checkRuns(repository, head.sha), reader.commitStatuses(repository, head.sha)]);
  return [
    ...checks.filter(({ appSlug, conclusion, completedAt }) => appSlug !== "github-actions" && (conclusion === "failure" || conclusion === "timed_out") && endedSince(completedAt, seen)).map((check) => tellCheck(repository, head, check)),
    ...statuses.flatMap(({ id, context, state }) => (state === "failure" || state === "error" ? [tellStatus(repository, head, { id, context, state })] : [])),
  ];
}

async function giveBack(claimed: ClaimedCrawl, thrown: unknown, context: WorkerContext): Promise<void> {
  const judged = judge(thrown, claimed.attempts, context);
  context.log.warn({ repo: claimed.repository.name, attempts: claimed.attempts, disposition: judged, error: thrown }, "repository not looked at");
  await context.store.crawls.postpone(claimed, dueIn(judged.kind === "stop" ? SILENT_SECONDS : judged.seconds, context), judged.reason);
}
