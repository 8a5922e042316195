/** Opens the record of each log source that the operator names, once the App is known to be installed on its repository; from then on its own step looks. */
import { openObservation } from "../core/log-source/open-observation.ts";
import type { LogSource } from "../core/log-source/source.ts";
import type { Repository } from "../core/repair/repair.ts";
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

async function openMissing({ store, clock, randomness, log, pulses }: WorkerContext, { sources, crawlReader }: SourceWatch): Promise<void> {
  const open = new Set((await store.repairs.observing()).flatMap(({ subject: { source, repository } }) => (source.kind === "log_source" ? [keyOf(source.name, repository.name)] : [])));
  const missing = sources.filter(({ name, repository }) => !open.has(keyOf(name, repository)));
  if (missing.length === 0) return;
  const repositories = await installedOn(crawlReader);
  for (const { name, repository: repo } of missing) {
    const repository = repositories.find((known) => known.name.toLowerCase() === repo.toLowerCase());
    if (repository === undefined) {
      log.warn({ source: name, repo }, "the App is not installed on the repository of a log source");
      continue;
    }
    const { opened, entry } = openObservation({ repository, name }, { at: clock.now(), seed: randomness.suffix(8) });
    await store.repairs.open([opened], [entry], clock.now());
    log.info({ source: name, repo }, "log source watched");
    pulses.repairs.beat();
  }
}

function keyOf(name: string, repository: string): string {
  return `${name} ${repository.toLowerCase()}`;
}

async function installedOn(crawlReader: CrawlReader): Promise<readonly Repository[]> {
  const found: Repository[] = [];
  for (const installation of await crawlReader.installations()) found.push(...await crawlReader.repositoriesOf(installation));
  return found;
}
