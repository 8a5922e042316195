/** The worker of a serving process: what it is given, and how often it looks at what no delivery tells. */
import type { ServingOptions, StepParts } from "./serving-options.ts";
import type { Store } from "../ports/store/store.ts";
import type { GitHub } from "../adapters/github/create-github.ts";
import type { Telemetry } from "../ports/telemetry.ts";
import { startWorker, type Worker } from "../worker/start-worker.ts";
import { createApp } from "./create-app.ts";
import { createOperationRunner } from "../adapters/operations/operation-runner.ts";
import { systemClock } from "../adapters/clock/system-clock.ts";
import { createAnnouncer } from "../adapters/announcements/create-announcer.ts";
import { noChannels } from "../adapters/announcements/read-channels.ts";
import { openRequestFolder } from "../adapters/request-folder/request-folder.ts";
import type { ServeConfig } from "../settings/config.ts";
import type { Crawling } from "../worker/crawl.ts";
import { openLogSources } from "../adapters/log-sources/open-log-sources.ts";
import type { Step } from "../core/repair/repair.ts";
import { workSteps } from "../worker/work-steps.ts";
import type { SourceWatch } from "../worker/watch-sources.ts";
import type { Log } from "../ports/log.ts";
import { openAdvisories } from "../adapters/advisories/read-advisories.ts";
import { openOpa } from "../adapters/opa/opa-server.ts";
import type { Notary } from "../ports/notary.ts";
import { createNotary } from "../adapters/notary/create-notary.ts";
import { keepKey } from "../adapters/notary/find-key.ts";

/** People see what takes longer than that (issue "Progress"). */
const STAGE_SECONDS = 2;

/** Between two looks for runs that do not end. */
const SECONDS_BETWEEN_WATCHES = 300;

/** Between two looks for what no delivery told. */
const CRAWL_MINUTES = 5;

/** Between two looks whether a candidate is to be tried. */
const SECONDS_BETWEEN_LESSONS = 300;

/** Between two looks for failures that people were told of and that are gone. */
const SECONDS_BETWEEN_ISSUES = 60;

export async function beginWork({ config, takes, log, clock, randomness, createSteps, createRehearsals, stageSeconds = STAGE_SECONDS }: ServingOptions, { store, gitHub, telemetry, signal }: { readonly store: Store; readonly gitHub: GitHub; readonly telemetry: Telemetry; readonly signal: AbortSignal }): Promise<Worker> {
  const receive = await createApp({ credentials: config.credentials, apiUrl: config.github.apiUrl, clock, randomness, log });
  const steps = await createSteps({
    store, reader: gitHub.reader, policyReader: gitHub.policyReader, onboardingReader: gitHub.onboardingReader, clock, randomness, log, webUrl: config.github.webUrl, registries: config.registries,
    operations: config.operator.operations, ...observingOf(config), ...outsideOf(config, log),
  });
  const writer = config.dryRun ? null : gitHub.writer(store.evidence);
  const runner = createOperationRunner({ operator: config.operator, runs: store.operationRuns, clock });
  const rehearsals = createRehearsals?.({ config, log }) ?? null;
  return startWorker({
    ...(stageSeconds === null ? {} : { stages: { clock: systemClock, seconds: stageSeconds, webUrl: config.github.webUrl } }),
    store, steps, receive, writer, operations: runner, announcer: createAnnouncer(config.channels ?? noChannels), notary: await openNotary(config, store), telemetry, clock, randomness, log, signal, watch: { reader: gitHub.reader, everySeconds: SECONDS_BETWEEN_WATCHES },
    issues: { reader: gitHub.reader, everySeconds: SECONDS_BETWEEN_ISSUES }, takenBack: { reader: gitHub.reader, policyReader: gitHub.policyReader, everySeconds: SECONDS_BETWEEN_ISSUES }, ...crawlOf(config, gitHub), ...sourcesOf(config, gitHub), ...(config.requests == null ? {} : { requests: openRequestFolder(config.requests) }),
    takes: stepsTaken(config, takes), ...(rehearsals === null ? {} : { learning: { rehearsals, everySeconds: SECONDS_BETWEEN_LESSONS } }),
  });
}

function crawlOf({ crawlMinutes = CRAWL_MINUTES }: ServeConfig, { reader, crawlReader, policyReader }: GitHub): { readonly crawl?: Crawling } {
  return crawlMinutes === 0 ? {} : { crawl: { reader, crawlReader, policyReader, everySeconds: crawlMinutes * 60 } };
}

/** Log sources are looked at as often as repositories are. */
function observingOf({ sources, crawlMinutes = CRAWL_MINUTES }: ServeConfig): Pick<StepParts, "observing"> {
  return sources == null || crawlMinutes === 0 ? {} : { observing: { sources: openLogSources(sources), everySeconds: crawlMinutes * 60 } };
}

/** Only who knows the log sources looks at them: another process would find none of its own, and hold them up. */
function stepsTaken(config: ServeConfig, takes: readonly Step[] = workSteps): readonly Step[] {
  return takes.filter((step) => step !== "observe" || observingOf(config).observing !== undefined);
}

function sourcesOf({ sources, crawlMinutes = CRAWL_MINUTES }: ServeConfig, { crawlReader }: GitHub): { readonly sources?: SourceWatch } {
  return sources == null || crawlMinutes === 0 ? {} : { sources: { sources: sources.sources, crawlReader, everySeconds: crawlMinutes * 60 } };
}

/** Services that the operator names. */
function outsideOf({ advisories, opa }: ServeConfig, log: Log): Pick<StepParts, "advisories" | "decisionPoint"> {
  return { ...(advisories == null ? {} : { advisories: openAdvisories({ from: advisories, log }) }), ...(opa == null ? {} : { decisionPoint: openOpa({ ...opa, log }) }) };
}

async function openNotary({ checkpointKey, store: place }: ServeConfig, { keys }: Store): Promise<Notary> {
  const databasePath = "path" in place && place.path !== ":memory:" ? place.path : null;
  return createNotary(await keepKey({ given: checkpointKey, databasePath, keys }));
}
