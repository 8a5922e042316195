/** What was spent of every budget, under the limits that each repository's configuration sets; read at most once a minute, however often a page or Prometheus asks. */
import { readBudgets, type BudgetReport, type KnownLimits } from "../adapters/telemetry/read-budgets.ts";
import { defaultConfiguration } from "../core/configuration/default-configuration.ts";
import { milliseconds, type Timestamp } from "../core/identity/timestamp.ts";
import type { Repository } from "../core/repair/repair.ts";
import type { Clock } from "../ports/clock.ts";
import type { GitHubReader, PolicyReader } from "../ports/github.ts";
import type { Log } from "../ports/log.ts";
import type { Store } from "../ports/store/store.ts";
import { readSettings } from "../worker/steps/read-settings.ts";

const MILLISECONDS_KEPT = 60_000;
/** A configuration is asked for at most so often. */
const MILLISECONDS_LIMITS_KEPT = 300_000;

export interface BudgetParts {
  readonly store: Store;
  readonly reader: GitHubReader;
  readonly policyReader: PolicyReader;
  readonly clock: Pick<Clock, "now" | "sleep">;
  readonly log: Log;
}

export type BudgetsOf = () => Promise<BudgetReport>;

export function budgetsOf(parts: BudgetParts): BudgetsOf {
  const { store, clock } = parts;
  const limitsOf = rememberedLimits(parts);
  let kept: { readonly at: Timestamp; readonly report: Promise<BudgetReport> } | null = null;
  return () => {
    const at = clock.now();
    if (kept !== null && milliseconds(at) - milliseconds(kept.at) < MILLISECONDS_KEPT) return kept.report;
    const report = readBudgets(store, { at, limitsOf });
    kept = { at, report };
    // What failed is not kept: the next one asks again.
    report.catch(() => { kept = null; });
    return report;
  };
}

/**
 * Where GitHub does not answer, what was read before stands; where nothing was read yet, the limits that hold by default. Whoever asks waits two seconds for
 * GitHub and no more, however many repositories there are: gauges that wait for GitHub would be missing just when it is in trouble. What comes later is shown later.
 */
function rememberedLimits(parts: BudgetParts): (repository: Repository) => Promise<KnownLimits> {
  const { clock } = parts;
  const known = new Map<number, { readonly at: number; readonly limits: KnownLimits }>();
  const underway = new Map<number, Promise<void>>();
  let slowUntil = 0;
  const refresh = (repository: Repository): Promise<void> => {
    const reading = underway.get(repository.id) ?? readLimits(repository, parts).then((read) => {
      known.set(repository.id, { at: milliseconds(clock.now()), limits: read ?? known.get(repository.id)?.limits ?? byDefault });
      underway.delete(repository.id);
    });
    underway.set(repository.id, reading);
    return reading;
  };
  return async (repository) => {
    const at = milliseconds(clock.now());
    const before = known.get(repository.id);
    if (before !== undefined && at - before.at < MILLISECONDS_LIMITS_KEPT) return before.limits;
    const reading = refresh(repository);
    if (at >= slowUntil && !(await isInTime(reading, clock))) slowUntil = milliseconds(clock.now()) + MILLISECONDS_KEPT;
    return known.get(repository.id)?.limits ?? byDefault;
  };
}

const SECONDS_FOR_GITHUB = 2;

async function isInTime(reading: Promise<void>, clock: Pick<Clock, "sleep">): Promise<boolean> {
  const stop = new AbortController();
  const late = clock.sleep(SECONDS_FOR_GITHUB, stop.signal).then(() => false);
  const inTime = await Promise.race([reading.then(() => true), late]);
  stop.abort();
  return inTime;
}

const byDefault: KnownLimits = { limits: defaultConfiguration.limits, from: "defaults" };

/** Null: it cannot be read now. Never rejects. */
async function readLimits(repository: Repository, { log, ...readers }: BudgetParts): Promise<KnownLimits | null> {
  try {
    const reading = await readSettings(repository, readers);
    return reading?.ok === true ? { limits: reading.configuration.limits, from: "configuration" } : byDefault;
  } catch (error) {
    log.debug({ repo: repository.name, error }, "limits of a repository cannot be read for its budgets");
    return null;
  }
}
