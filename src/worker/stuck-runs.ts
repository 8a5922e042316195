/** Looks, on a timer, for runs that are in progress for too long, in the repositories that ask for it; each opens a repair that looks again and decides. */
import { configurationPath } from "../core/configuration/configuration-path.ts";
import { readConfiguration } from "../core/configuration/parse-configuration.ts";
import { fixWorkflowPath } from "../core/repair/fix-run.ts";
import { asksForCancelling, isStuck, openStuck } from "../core/repair/operate/stuck.ts";
import type { Repository } from "../core/repair/repair.ts";
import type { GitHubReader } from "../ports/github.ts";
import type { WorkerContext } from "./context.ts";

/** Repositories looked at in one round; those that a repair was opened in last come first. */
const MOST_REPOSITORIES = 200;

/** Resolves when the signal aborts. */
export async function watchRuns(context: WorkerContext, reader: GitHubReader, { everySeconds, signal }: { readonly everySeconds: number; readonly signal: AbortSignal }): Promise<void> {
  const { store, clock, log } = context;
  while (!signal.aborted) {
    const repositories = await store.repairs.repositories(MOST_REPOSITORIES).catch((thrown: unknown) => {
      log.warn({ error: thrown }, "stuck runs not looked for; trying again");
      return [];
    });
    for (const repository of repositories) {
      if (signal.aborted) return;
      await lookAt(repository, reader, context).catch((thrown: unknown) => { log.warn({ repo: repository.name, error: thrown }, "stuck runs of a repository not looked for; trying again"); });
    }
    await clock.sleep(everySeconds, signal);
  }
}

async function lookAt(repository: Repository, reader: GitHubReader, { store, clock, log, pulses }: WorkerContext): Promise<void> {
  const bytes = await reader.file(repository, configurationPath, repository.default_branch);
  const reading = bytes === null ? null : readConfiguration(bytes);
  if (reading?.ok !== true || !asksForCancelling(reading.configuration)) return;
  const now = clock.now();
  const stuck = (await reader.runsInProgress(repository)).filter((run) => run.path !== fixWorkflowPath && isStuck(run, reading.configuration, now));
  const openings = stuck.flatMap((run) => openStuck(repository, run, now) ?? []);
  if (openings.length === 0) return;
  const opened = await store.repairs.open(openings.map((one) => one.opened), openings.map(({ entry }) => entry), now);
  if (opened === 0) return;
  log.info({ repo: repository.name, opened }, "runs in progress for too long");
  pulses.repairs.beat();
}
