/** Reads from the store what was spent of every budget, per repository and per installation: the one source of `regreen budgets`, of the page and of the gauges. */
import { contentMeters } from "../../core/budget/content-meters.ts";
import { repairMeters, repositoryMeters, type Meter } from "../../core/budget/meters.ts";
import type { RepairSpending, RepositorySpending } from "../../core/budget/budget.ts";
import type { Configuration } from "../../core/configuration/configuration.ts";
import { after, type Timestamp } from "../../core/identity/timestamp.ts";
import type { ContentLimitName } from "../../core/pace/content-limits.ts";
import type { Repair, Repository } from "../../core/repair/repair.ts";
import type { Store } from "../../ports/store/store.ts";

/** Where limits were read: `configuration`, or (there is none, or it cannot be read now) those that hold by default. */
export interface KnownLimits { readonly limits: Configuration["limits"]; readonly from: "configuration" | "defaults" }

export interface RepositoryBudgets {
  readonly repo: string;
  readonly repository_id: number;
  readonly installation_id: number;
  readonly limits_from: KnownLimits["from"];
  readonly meters: readonly Meter<keyof RepositorySpending>[];
  /** Why the next repair would wait, and how to go on; null: it would not. */
  readonly stops: string | null;
  /** What open repairs have spent of their own budgets. */
  readonly repairs: readonly { readonly repair: string; readonly meters: readonly Meter<keyof RepairSpending>[] }[];
  /** Repairs that a budget holds back or has ended a part of, with what they say. */
  readonly held: readonly { readonly repair: string; readonly held_by: string; readonly reason: string | null }[];
}

export interface InstallationBudgets {
  readonly installation_id: number;
  /** The account that the App is installed for: `octo`. */
  readonly account: string;
  /** What GitHub takes of it. */
  readonly meters: readonly Meter<ContentLimitName>[];
  /** GitHub asked us to send nothing until then; null: it did not. */
  readonly paused_until: Timestamp | null;
  /** What its repositories spent together; each has a limit of its own. */
  readonly together: readonly { readonly budget: keyof RepositorySpending; readonly spent: number; readonly unit: string }[];
}

export interface BudgetReport {
  readonly at: Timestamp;
  readonly repositories: readonly RepositoryBudgets[];
  readonly installations: readonly InstallationBudgets[];
}

/** Those that a repair was opened in last. */
export const MOST_REPOSITORIES = 100;
const MOST_REPAIRS = 200;
/** Open repairs of one repository whose own budgets are shown. */
const MOST_OPEN = 20;
const DAY_SECONDS = 86_400;

export interface BudgetQuestion {
  readonly at: Timestamp;
  readonly limitsOf: (repository: Repository) => Promise<KnownLimits>;
  /** Only of this repository. */
  readonly repo?: string;
}

type Kept = Pick<Store, "repairs" | "skillRecords" | "ledger" | "pace">;

export async function readBudgets(store: Kept, question: BudgetQuestion): Promise<BudgetReport> {
  const known = (await store.repairs.repositories(MOST_REPOSITORIES)).filter(({ name }) => question.repo === undefined || name === question.repo);
  const repositories: RepositoryBudgets[] = [];
  // One after the other: deliveries are served in between.
  for (const repository of known) repositories.push(await readRepository(repository, question, store));
  return { at: question.at, repositories, installations: await readInstallations(repositories, question.at, store) };
}

async function readRepository(repository: Repository, { at, limitsOf }: BudgetQuestion, store: Kept): Promise<RepositoryBudgets> {
  const asked = { repo: repository.name, since: after(at, -DAY_SECONDS) };
  const [{ limits, from }, others, executions, spent] = await Promise.all([
    limitsOf(repository), store.repairs.list({ repositoryId: repository.id, most: MOST_REPAIRS }), store.skillRecords.recent(asked), store.ledger.spendings(asked),
  ]);
  const meters = repositoryMeters({ others, executions, spent, limits, at });
  const open = others.filter(isOpen).slice(0, MOST_OPEN);
  return {
    repo: repository.name, repository_id: repository.id, installation_id: repository.installation_id, limits_from: from, meters, stops: meters.find(({ stop }) => stop !== null)?.stop ?? null,
    repairs: await Promise.all(open.map(async (repair) => ({ repair: repair.id, meters: repairMeters(repair, { limits, executions, history: await store.ledger.ofRepair(repair.id) }) }))),
    held: others.filter(isOpen).flatMap(({ id, held_by, reason }) => (held_by === null || held_by === "no_worker" ? [] : [{ repair: id, held_by, reason }])),
  };
}

function isOpen({ step }: Repair): boolean {
  return step !== "closed";
}

async function readInstallations(repositories: readonly RepositoryBudgets[], at: Timestamp, { pace }: Kept): Promise<readonly InstallationBudgets[]> {
  const [pauses, written] = await Promise.all([pace.pauses(at), pace.written(at)]);
  return [...Map.groupBy(repositories, ({ installation_id }) => installation_id)].map(([id, own]) => {
    const paused = pauses.find(({ installationId }) => installationId === id)?.until ?? null;
    return {
      installation_id: id, account: own[0]?.repo.split("/", 1)[0] ?? "", paused_until: paused, meters: contentMeters(written.get(id) ?? [], paused, at),
      together: (own[0]?.meters ?? []).map(({ budget, unit }) => ({ budget, unit, spent: own.reduce((sum, { meters }) => sum + (meters.find((meter) => meter.budget === budget)?.spent ?? 0), 0) })),
    };
  });
}
