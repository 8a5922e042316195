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
import { rememberInTime } from "./remember-in-time.ts";

const MILLISECONDS_KEPT = 60_000;

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
  const limitsOf = rememberInTime({ read: (repository) => readLimits(repository, parts), otherwise: byDefault, clock });
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
