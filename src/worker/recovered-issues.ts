/** Looks, on a timer, for failures that people were told of and that are gone: what closes their issues is a repair of its own. Needs no event, so that none can be lost. */
import { workflowOf } from "../core/history/run-outcome.ts";
import { greenSince, hasOpenIssue, openRecovered } from "../core/repair/operate/recovered.ts";
import type { Repository } from "../core/repair/repair.ts";
import type { WorkerContext } from "./context.ts";

/** In one round; repositories that a repair was opened in last come first. */
const MOST_REPOSITORIES = 200;
const MOST_REPAIRS = 200;
const MOST_RUNS = 200;

/** Resolves when the signal aborts. */
export async function watchIssues(context: WorkerContext, { everySeconds, signal }: { readonly everySeconds: number; readonly signal: AbortSignal }): Promise<void> {
  const { store, clock, log } = context;
  while (!signal.aborted) {
    const repositories = await store.repairs.repositories(MOST_REPOSITORIES).catch((thrown: unknown) => {
      log.warn({ error: thrown }, "issues of gone failures not looked for; trying again");
      return [];
    });
    for (const repository of repositories) {
      if (signal.aborted) return;
      await lookAt(repository, context).catch((thrown: unknown) => { log.warn({ repo: repository.name, error: thrown }, "issues of a repository not looked for; trying again"); });
    }
    await clock.sleep(everySeconds, signal);
  }
}

async function lookAt(repository: Repository, { store, clock, log, pulses }: WorkerContext): Promise<void> {
  const repairs = await store.repairs.list({ repositoryId: repository.id, most: MOST_REPAIRS });
  const told = repairs.filter((repair) => hasOpenIssue(repair, repairs));
  const now = clock.now();
  const openings = [];
  for (const repair of told) {
    const runs = await store.history.runs({ repositoryId: repository.id, workflow: workflowOf(repair.subject.source), most: MOST_RUNS });
    const green = greenSince(repair, runs);
    if (green !== null) openings.push(openRecovered(repair, green, now));
  }
  if (openings.length === 0) return;
  const opened = await store.repairs.open(openings.map((one) => one.opened), openings.map(({ entry }) => entry), now);
  if (opened === 0) return;
  log.info({ repo: repository.name, opened }, "failures that people were told of are gone");
  pulses.repairs.beat();
}
