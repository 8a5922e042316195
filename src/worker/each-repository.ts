import type { Repository } from "../core/repair/repair.ts";
import type { WorkerContext } from "./context.ts";

export interface Round {
  readonly everySeconds: number;
  /** What is looked for, as the log says it: `stuck runs`. */
  readonly what: string;
  readonly signal: AbortSignal;
}

/** Repositories looked at in one round; those that a repair was opened in last come first. */
const MOST_REPOSITORIES = 200;

/** Looks, on a timer, at each repository in which a repair was opened. What cannot be looked at is told and comes again in the next round. Resolves when the signal aborts. */
export async function eachRepository({ store, clock, log }: WorkerContext, { everySeconds, what, signal }: Round, look: (repository: Repository) => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    const repositories = await store.repairs.repositories(MOST_REPOSITORIES).catch((thrown: unknown) => {
      log.warn({ error: thrown }, `${what} not looked for; trying again`);
      return [];
    });
    for (const repository of repositories) {
      if (signal.aborted) return;
      await look(repository).catch((thrown: unknown) => { log.warn({ repo: repository.name, error: thrown }, `${what} of a repository not looked for; trying again`); });
    }
    await clock.sleep(everySeconds, signal);
  }
}
