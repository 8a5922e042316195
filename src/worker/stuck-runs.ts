/** Looks, on a timer, for runs that are in progress for too long, in the repositories that ask for it; each opens a repair that looks again and decides. */
import { configurationPath } from "../core/configuration/configuration-path.ts";
import { readConfiguration } from "../core/configuration/parse-configuration.ts";
import { fixWorkflowPath } from "../core/repair/fix-run.ts";
import { asksForCancelling, isStuck, openStuck } from "../core/repair/operate/stuck.ts";
import type { Repository } from "../core/repair/repair.ts";
import type { GitHubReader } from "../ports/github.ts";
import type { WorkerContext } from "./context.ts";
import { eachRepository } from "./each-repository.ts";

/** Resolves when the signal aborts. */
export function watchRuns(context: WorkerContext, reader: GitHubReader, { everySeconds, signal }: { readonly everySeconds: number; readonly signal: AbortSignal }): Promise<void> {
  return eachRepository(context, { everySeconds, what: "stuck runs", signal }, (repository) => openStuckRuns(repository, reader, context));
}

/** One look at one repository. */
export async function openStuckRuns(repository: Repository, reader: GitHubReader, { store, clock, log, pulses }: WorkerContext): Promise<void> {
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
