/**
 * The learning loop (row S9): looks, on a timer, whether a signal speaks for trying a candidate that somebody has named, and tries one at a time, within the
 * operator's budget. What is begun is begun under a key in the database, so that of several workers one does, and a killed one is not repeated that day.
 */
import type { ReplayReport } from "../core/replay/report.ts";
import { dueReplays, type Contender, type DueReplay } from "../core/replay/learning/next-replay.ts";
import { signalsOf } from "../core/replay/learning/signals-of.ts";
import type { NamedCandidate, Rehearsals } from "../ports/rehearsals.ts";
import type { WorkerContext } from "./context.ts";

/** Of the failures of a repository, and of the replays of a skill there, so many are looked at. */
const MOST_PATTERNS = 500;
const MOST_REPLAYS = 200;

/** Resolves when the signal aborts. */
export async function keepLearning(context: WorkerContext, rehearsals: Rehearsals, { everySeconds, signal }: { readonly everySeconds: number; readonly signal: AbortSignal }): Promise<void> {
  while (!signal.aborted) {
    const again = await learnOnce(context, rehearsals, signal).catch((thrown: unknown) => {
      context.log.warn({ error: thrown }, "a replay did not come to an end; looking again");
      return false;
    });
    if (!again) await context.clock.sleep(everySeconds, signal);
  }
}

/** Whether one was run: then there may be another. */
async function learnOnce(context: WorkerContext, rehearsals: Rehearsals, signal: AbortSignal): Promise<boolean> {
  const { clock, log } = context;
  const named = await rehearsals.candidates();
  const [contenders, history] = await Promise.all([Promise.all(named.map((one) => contend(one, context))), historyOf(named, context)]);
  for (const due of dueReplays(contenders, { history, budget: rehearsals.budget, now: clock.now() })) {
    if (signal.aborted) return false;
    if (!await isOurs(due, context)) continue;
    log.info({ repo: due.repo, skill: due.skill.name, because: due.signals, seconds: due.seconds }, "a replay begins");
    const report = await rehearsals.rehearse(due, signal);
    if (report !== null) log.info({ repo: due.repo, skill: due.skill.name, replay: report.replay, accepted: report.accepted, reasons: report.reasons }, "a replay has ended");
    return report !== null;
  }
  return false;
}

async function contend({ repo, skill, folder, present, bounds }: NamedCandidate, { store, clock }: WorkerContext): Promise<Contender> {
  const [{ executions }, summaries] = await Promise.all([store.skillRecords.history({ repo, most: bounds.window }), store.history.summaries({ repo, most: MOST_PATTERNS })]);
  const own = executions.filter((one) => one.skill === skill.name && one.digest === present?.digest);
  return { repo, skill, folder, signals: signalsOf({ candidate: skill, executions: own, bounds, summaries, now: clock.now() }) };
}

async function historyOf(named: readonly NamedCandidate[], { store }: WorkerContext): Promise<readonly ReplayReport[]> {
  const places = new Map(named.map(({ repo, skill }) => [`${repo} ${skill.name}`, { repo, skill: skill.name }]));
  return (await Promise.all([...places.values()].map((place) => store.replays.history({ ...place, most: MOST_REPLAYS })))).flat();
}

/** Once a day for each signal: what was begun and came to no end is not begun again before tomorrow. */
async function isOurs({ repo, skill, signals }: DueReplay, { store, clock }: WorkerContext): Promise<boolean> {
  const at = clock.now();
  const { kind } = await store.operationRuns.begin(`replay/${repo}/${skill.digest}/${signals[0]?.name ?? ""}/${at.slice(0, 10)}`, at);
  return kind === "begun";
}
