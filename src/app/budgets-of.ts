/** What was spent of every budget, under the limits that each repository's configuration sets; read at most once a minute, however often a page or Prometheus asks. */
import { readBudgets, type BudgetReport, type KnownLimits } from "../adapters/telemetry/read-budgets.ts";
import { Configuration } from "../core/configuration/configuration.ts";
import { milliseconds, type Timestamp } from "../core/identity/timestamp.ts";
import type { Repository } from "../core/repair/repair.ts";
import type { Clock } from "../ports/clock.ts";
import type { GitHubReader, PolicyReader } from "../ports/github.ts";
import type { Log } from "../ports/log.ts";
import type { Store } from "../ports/store.ts";
import { readSettings } from "../worker/steps/read-settings.ts";

const MILLISECONDS_KEPT = 60_000;
/** A configuration is asked for at most so often. */
const MILLISECONDS_LIMITS_KEPT = 300_000;

export interface BudgetParts {
  readonly store: Store;
  readonly reader: GitHubReader;
  readonly policyReader: PolicyReader;
  readonly clock: Pick<Clock, "now">;
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

/** Where GitHub does not answer, what was read before stands; where nothing was read yet, the limits that hold by default. */
function rememberedLimits({ reader, policyReader, clock, log }: BudgetParts): (repository: Repository) => Promise<KnownLimits> {
  const known = new Map<number, { readonly at: number; readonly limits: KnownLimits }>();
  return async (repository) => {
    const at = milliseconds(clock.now());
    const before = known.get(repository.id);
    if (before !== undefined && at - before.at < MILLISECONDS_LIMITS_KEPT) return before.limits;
    const read = await readLimits(repository, { reader, policyReader }).catch((error: unknown) => { log.debug({ repo: repository.name, error }, "limits of a repository cannot be read for its budgets"); return null; });
    const limits = read ?? before?.limits ?? byDefault;
    known.set(repository.id, { at, limits });
    return limits;
  };
}

const byDefault: KnownLimits = { limits: Configuration.parse({ version: 1 }).limits, from: "defaults" };

async function readLimits(repository: Repository, readers: Pick<BudgetParts, "reader" | "policyReader">): Promise<KnownLimits> {
  const reading = await readSettings(repository, readers);
  return reading?.ok === true ? { limits: reading.configuration.limits, from: "configuration" } : byDefault;
}
