/** The step of a log source: reads what is new, and lets core decide what of it is told. */
import { decideObserve, decideTrouble, observationOf } from "../../core/log-source/decide-observe.ts";
import { failuresIn } from "../../core/log-source/failures-in.ts";
import type { Observation } from "../../core/log-source/observation.ts";
import type { LogSource } from "../../core/log-source/source.ts";
import type { FailureReport } from "../../core/failure/report.ts";
import { Fault } from "../../core/fault/fault.ts";
import type { Occurrence } from "../../core/history/occurrence.ts";
import { after } from "../../core/identity/timestamp.ts";
import type { Decision } from "../../core/repair/decision.ts";
import { draft } from "../../core/repair/draft.ts";
import type { Repair } from "../../core/repair/repair.ts";
import { wait } from "../../core/repair/wait.ts";
import type { SourceReading } from "../../ports/log-sources.ts";
import type { StepContext } from "./context.ts";
import { standingSettings } from "./read-settings.ts";

/** A source that is not in the file any more, or whose repository does not want it, is looked for again after so long. */
const SILENT_SECONDS = 3_600;
/** Whatever a server asks for. */
const LONGEST_PAUSE_SECONDS = 3_600;
/** A week of looks, five minutes apart. */
const MOST_OCCURRENCES = 2_100;

export async function observe(repair: Repair, context: StepContext): Promise<Decision> {
  const { observing, clock } = context;
  const at = clock.now();
  const { source: watched, repository } = repair.subject;
  const source = watched.kind !== "log_source" ? undefined : observing?.sources.sources.find(({ name, repository: repo }) => name === watched.name && repo.toLowerCase() === repository.name.toLowerCase());
  if (observing === undefined || source === undefined) return wait(draft(repair), { at, seconds: SILENT_SECONDS, reason: "the operator's file names no such source for this repository any more" });
  const observation = observationOf(repair, source, at);
  // Woken by what the relay has done, or by people: it is not time yet.
  if (observation.next > at) return { ...draft(repair), due: observation.next };
  const configuration = await standingSettings(repository, context);
  if (configuration?.enabled !== true) return wait(draft(repair), { at, seconds: SILENT_SECONDS, reason: "the repository has no configuration that switches Regreen on" });
  const reading = await read(source, observation, context);
  if (reading instanceof Fault) return decideTrouble(repair, observation, { trouble: reading.message, next: after(at, Math.max(observing.everySeconds, Math.min(reading.retryAfterSeconds ?? 0, LONGEST_PAUSE_SECONDS))) });
  const reports = failuresIn(reading, source.name);
  return decideObserve(repair, observation, { source, configuration, reading, reports, occurrences: await pastOf(repair, reports, context), at, everySeconds: observing.everySeconds });
}

async function read(source: LogSource, { cursor }: Observation, { observing, clock }: StepContext): Promise<SourceReading | Fault> {
  try {
    return await observing?.sources.read(source, cursor, clock.now()) ?? new Fault("source-unavailable", { detail: source.name });
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.code === "source-unavailable") return thrown;
    throw thrown;
  }
}

async function pastOf({ subject: { repository } }: Repair, reports: readonly FailureReport[], { store }: StepContext): Promise<ReadonlyMap<string, readonly Occurrence[]>> {
  const fingerprints = [...new Set(reports.map(({ fingerprint }) => fingerprint))];
  return new Map(await Promise.all(fingerprints.map(async (fingerprint) => [fingerprint, await store.history.occurrences({ repositoryId: repository.id, fingerprint, most: MOST_OCCURRENCES })] as const)));
}
