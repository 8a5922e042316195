/** Opens the record of each log source that the operator names, once the App is known to be installed on its repository; from then on its own step looks. */
import { openObservation } from "../core/log-source/open-observation.ts";
import type { LogSource } from "../core/log-source/source.ts";
import { subjectKey, type Repository } from "../core/repair/repair.ts";
import type { CrawlReader } from "../ports/github.ts";
import type { WorkerContext } from "./context.ts";

export interface SourceWatch {
  readonly sources: readonly LogSource[];
  readonly crawlReader: CrawlReader;
  readonly everySeconds: number;
}

/** Resolves when the signal aborts. */
export async function watchSources(context: WorkerContext, watch: SourceWatch, signal: AbortSignal): Promise<void> {
  const { clock, log } = context;
  while (!signal.aborted) {
    await openMissing(context, watch).catch((thrown: unknown) => { log.warn({ error: thrown }, "log sources not opened; trying again"); });
    await clock.sleep(watch.everySeconds, signal);
  }
}

/** Asked for each time: an App that is installed anew has another installation, and what watched under the old one is shut out. */
async function openMissing({ store, clock, randomness, log, pulses }: WorkerContext, { sources, crawlReader }: SourceWatch): Promise<void> {
  const open = new Set((await store.repairs.observing()).map(({ subject }) => subjectKey(subject)));
  const repositories = await installedOn(crawlReader);
  for (const { name, repository: repo } of sources) {
    const repository = repositories.find((known) => known.name.toLowerCase() === repo.toLowerCase());
    if (repository === undefined) {
      log.warn({ source: name, repo }, "the App is not installed on the repository of a log source");
      continue;
    }
    const { opened, entry } = openObservation({ repository, name }, { at: clock.now(), seed: randomness.suffix(8) });
    if (open.has(opened.key)) continue;
    await store.repairs.open([opened], [entry], clock.now());
    log.info({ source: name, repo }, "log source watched");
    pulses.repairs.beat();
  }
}

async function installedOn(crawlReader: CrawlReader): Promise<readonly Repository[]> {
  const found: Repository[] = [];
  for (const installation of await crawlReader.installations()) found.push(...await crawlReader.repositoriesOf(installation));
  return found;
}
