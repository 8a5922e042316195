/**
 * Lists, as often as one repository is looked at, where the App is installed and what lies there: so that repositories are crawled, and that a delivery about the
 * installation itself may be lost. What is new is asked, and what is gone ends (DECISIONS 88).
 */
import { firstLook } from "../core/crawl/schedule.ts";
import { tellGone, tellRepositories } from "../core/crawl/told-installation.ts";
import type { CrawlReader } from "../ports/github.ts";
import type { WorkerContext } from "./context.ts";
import { tellInbox } from "./tell-inbox.ts";

export interface Discovering { readonly crawlReader: CrawlReader; readonly everySeconds: number }

/** Resolves when the signal aborts. */
export async function discover(context: WorkerContext, discovering: Discovering, signal: AbortSignal): Promise<void> {
  const { clock, log } = context;
  while (!signal.aborted) {
    await discoverOnce(context, discovering).catch((thrown: unknown) => { log.warn({ error: thrown }, "installations not listed; trying again"); });
    await clock.sleep(discovering.everySeconds, signal);
  }
}

/** Told first and forgotten then: a worker that dies between tells it again. */
async function discoverOnce(context: WorkerContext, discovering: Discovering): Promise<void> {
  const { store, clock, log, pulses } = context;
  const installations = await discovering.crawlReader.installations();
  const gone = (await store.crawls.installations()).filter((id) => !installations.includes(id));
  for (const installationId of gone) await tellInbox([tellGone(installationId, clock.now())], { store, now: clock.now(), installationId });
  await store.crawls.keepOnly(installations);
  for (const installation of installations) {
    await listOne(installation, discovering, context).catch((thrown: unknown) => { log.warn({ installation, error: thrown }, "repositories of an installation not listed; trying again"); });
  }
  pulses.crawls.beat();
  pulses.deliveries.beat();
}

async function listOne(installationId: number, { crawlReader, everySeconds }: Discovering, { store, clock, log }: WorkerContext): Promise<void> {
  const repositories = await crawlReader.repositoriesOf(installationId);
  const now = clock.now();
  const [before, { asked, waiting }] = await Promise.all([store.crawls.repositories(installationId), store.repairs.onboarded(installationId)]);
  const told = tellRepositories({ installationId, repositories, before, asked: new Set(asked), waiting, now, everySeconds });
  const count = await tellInbox(told, { store, now, installationId });
  await store.crawls.list(installationId, repositories, { now, seen: firstLook(now) });
  if (count > 0) log.info({ installation: installationId, told: told.map(({ guid }) => guid) }, "changes of an installation looked for and told");
}
