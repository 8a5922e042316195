/**
 * Looks, on a timer, for what failed and what no delivery told (D8). What it finds goes into the inbox as the delivery that did not come, so it is
 * admitted like any other. Open pull requests that the gate has come to govern meanwhile, and that nobody guards, get their guards then too. A repository is held by one worker at a time; how far it was seen is kept, so that an outage is made up for afterwards.
 */
import { configurationPath } from "../core/configuration/configuration-path.ts";
import { readConfiguration } from "../core/configuration/parse-configuration.ts";
import { endedSince, nextLook, SILENT_SECONDS } from "../core/crawl/schedule.ts";
import { tellCheck, tellRun, tellStatus, type Head, type Told } from "../core/crawl/told.ts";
import { after, type Timestamp } from "../core/identity/timestamp.ts";
import type { Repository } from "../core/repair/repair.ts";
import type { CrawlReader, GitHubReader, PolicyReader } from "../ports/github.ts";
import type { ClaimedCrawl } from "../ports/store/crawls.ts";
import { claimRequest, dueIn, judge, type WorkerContext } from "./context.ts";
import type { Crank } from "./crank.ts";
import { readFailedSince } from "./failed-since.ts";
import { tellInbox } from "./tell-inbox.ts";
import type { Guarding } from "./guarding.ts";

export interface Crawling {
  readonly reader: GitHubReader;
  readonly crawlReader: CrawlReader;
  readonly policyReader: PolicyReader;
  /** Between two looks at one repository. */
  readonly everySeconds: number;
}

/** Not given: nobody guards. */
type Guarded = Crawling & { readonly guarding?: Pick<Guarding, "missing"> };

/** A commit's checks are asked for one pull request each. */
const MOST_PULLS = 10;

export function crawlCrank(context: WorkerContext, crawling: Guarded): Crank<ClaimedCrawl> {
  return {
    name: "crawls",
    slots: 2,
    claim: (most) => context.store.crawls.claim(claimRequest(context, most)),
    handle: (claimed) => handleCrawl(claimed, crawling, context).catch((thrown: unknown) => giveBack(claimed, thrown, context)),
  };
}

async function handleCrawl(claimed: ClaimedCrawl, crawling: Guarded, context: WorkerContext): Promise<void> {
  const { store, clock, log, pulses } = context;
  const { repository, seen } = claimed;
  const now = clock.now();
  if (!(await isWatched(repository, crawling.reader))) {
    await store.crawls.settle(claimed, { seen: now, due: after(now, SILENT_SECONDS), watched: false });
    return;
  }
  const told = await lookAt(claimed, crawling, now);
  const count = await tellInbox(told, { store, now, installationId: repository.installation_id });
  await guardMissing(repository, crawling, context);
  const watched = await store.crawls.watched(repository.installation_id);
  await store.crawls.settle(claimed, { seen: now, due: nextLook(now, { everySeconds: crawling.everySeconds, watched }), watched: true });
  if (count === 0) return;
  log.info({ repo: repository.name, since: seen, told: count }, "failures looked for and told");
  pulses.deliveries.beat();
}

/** What the gate governs is said in two places, and a push to the account's `.github` repository names none of the others. */
async function guardMissing(repository: Repository, { guarding }: Guarded, { store, clock, log, pulses }: WorkerContext): Promise<void> {
  const openings = (await guarding?.missing(repository)) ?? [];
  if (openings.length === 0) return;
  const opened = await store.repairs.open(openings.map((one) => one.opened), openings.map(({ entry }) => entry), clock.now());
  log.info({ repo: repository.name, opened }, "open pull requests found that nobody guarded");
  pulses.repairs.beat();
}

/** A configuration that is not valid is read as one: the step says what is wrong with it. */
async function isWatched(repository: Repository, reader: GitHubReader): Promise<boolean> {
  const bytes = await reader.file(repository, configurationPath, repository.default_branch);
  if (bytes === null) return false;
  const reading = readConfiguration(bytes);
  return !reading.ok || reading.configuration.enabled;
}

async function lookAt({ repository, seen }: ClaimedCrawl, { reader, crawlReader, policyReader }: Crawling, now: Timestamp): Promise<readonly Told[]> {
  const [runs, base, pulls] = await Promise.all([
    readFailedSince(repository, crawlReader, { seen, now }),
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
