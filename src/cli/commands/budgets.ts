/** `regreen budgets`: what each repository has spent of its budgets, what a budget holds back, and how to go on (row E8). */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { systemClock } from "../../adapters/clock/system-clock.ts";
import { whatHoldsBack, type RepairSpending, type RepositorySpending } from "../../core/budget/budget.ts";
import { repairSpending, repositorySpending } from "../../core/budget/spending.ts";
import { Configuration } from "../../core/configuration/configuration.ts";
import { configurationPath } from "../../core/configuration/configuration-path.ts";
import { parseConfiguration } from "../../core/configuration/parse-configuration.ts";
import { after, type Timestamp } from "../../core/identity/timestamp.ts";
import { MINUTES_BUDGET } from "../../core/repair/operate/minutes.ts";
import type { Repository } from "../../core/repair/repair.ts";
import type { Store } from "../../ports/store.ts";
import { readArguments } from "../arguments.ts";
import type { Command, Io } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { openLedgerStore } from "../ledger/open-ledger-store.ts";
import { plainText } from "../plain-text.ts";
import { textTable } from "../text-table.ts";
import { UsageError } from "../usage-error.ts";

const usage = `
Usage: regreen budgets [--repo <owner/name>] [--configuration <file>] [--database <file | url>] [--json]

Shows what was spent of each budget that repairs of a repository share, what is held
back by one, and how it goes on. Limits are those of .github/regreen.yml in the working
folder, or of the file named; where there is none, the limits that hold by default.

  --repo <owner/name>       only this repository
  --configuration <file>    the repository's configuration
  --database <file | url>   the SQLite file or PostgreSQL URL; by default DATABASE_URL, or regreen.db in the state folder
  --json                    JSON Lines, one repository each

Example:
  regreen budgets --repo octo/hello
`;

const options = { json: { type: "boolean" }, repo: { type: "string" }, configuration: { type: "string" }, database: { type: "string" } } as const;

const MOST_REPOSITORIES = 100;
const MOST_REPAIRS = 200;
/** Open repairs of one repository whose own budgets are shown. */
const MOST_OPEN = 20;
const DAY_SECONDS = 86_400;

interface Meter { readonly budget: keyof RepositorySpending; readonly spent: number; readonly limit: number; readonly unit: string }

interface OwnMeter { readonly budget: "steps" | "retries"; readonly spent: number; readonly limit: number }

interface Spending {
  readonly repo: string;
  readonly at: Timestamp;
  readonly meters: readonly Meter[];
  /** Why the next repair would wait, and how to go on; null: it would not. */
  readonly stops: string | null;
  /** What open repairs have spent of their own budgets: phases entered, and fix jobs after the first. */
  readonly repairs: readonly { readonly repair: string; readonly meters: readonly OwnMeter[] }[];
  /** Repairs that a budget holds back or has ended a part of, with what they say. */
  readonly held: readonly { readonly repair: string; readonly held_by: string; readonly reason: string | null }[];
}

const units = {
  open_pull_requests: "pull requests", pull_requests_per_hour: "pull requests in an hour", actions_minutes_per_day: "Actions minutes in a day",
  tokens_per_day: "tokens in a day", dollars_per_day: "dollars in a day",
} as const satisfies Record<keyof RepositorySpending, string>;

export const budgets: Command = {
  name: "budgets",
  summary: "show what was spent of each budget, and what one holds back",
  usage,
  async run(argv, io) {
    const { values } = readArguments(argv, { command: "budgets", options, positionals: { least: 0, most: 0 } });
    const { limits } = configurationOf(values.configuration, io);
    const { store } = await openLedgerStore(values.database, io);
    try {
      const known = (await store.repairs.repositories(MOST_REPOSITORIES)).filter(({ name }) => values.repo === undefined || name === values.repo);
      const found: Spending[] = [];
      for (const repository of known) found.push(await spendingOf(repository, limits, store));
      io.stdout.write(values.json === true ? found.map((one) => `${JSON.stringify(one)}\n`).join("") : plainText(found.length === 0 ? "No repository had a repair yet.\n" : found.map(textOf).join("\n")));
      return exitCode.done;
    } finally {
      await store.close();
    }
  },
};

function configurationOf(named: string | undefined, { directory }: Pick<Io, "directory">): Configuration {
  const path = named === undefined ? join(directory, configurationPath) : resolve(directory, named);
  if (existsSync(path)) return parseConfiguration(readFileSync(path));
  if (named !== undefined) throw new UsageError(`There is no ${path}`, "Name the repository's .github/regreen.yml with --configuration, or leave it out.");
  return Configuration.parse({ version: 1 });
}

async function spendingOf(repository: Repository, limits: Configuration["limits"], store: Store): Promise<Spending> {
  const at = systemClock.now();
  const since = after(at, -DAY_SECONDS);
  const [others, executions, tokens, dollars, minutes] = await Promise.all([
    store.repairs.list({ repositoryId: repository.id, most: MOST_REPAIRS }),
    store.skillRecords.recent({ repo: repository.name, since }),
    store.ledger.spent({ repo: repository.name, budget: "tokens_per_day", since }),
    store.ledger.spent({ repo: repository.name, budget: "dollars_per_day", since }),
    store.ledger.spent({ repo: repository.name, budget: MINUTES_BUDGET, since }),
  ]);
  const spent = repositorySpending({ repair: null, others, executions, minutes: { spent: minutes }, sworn: { tokens, dollars }, at });
  const open = others.filter(({ step }) => step !== "closed").slice(0, MOST_OPEN);
  const repairs = await Promise.all(open.map(async (repair) => ({ repair: repair.id, meters: ownMeters(repairSpending(repair, await store.ledger.ofRepair(repair.id), 0), limits) })));
  return {
    repo: repository.name, at, repairs, stops: whatHoldsBack(limits, spent)?.reason ?? null,
    meters: (Object.keys(units) as (keyof RepositorySpending)[]).map((budget) => ({ budget, spent: spent[budget], limit: limits[budget], unit: units[budget] })),
    held: others.flatMap(({ id, held_by, reason, step }) => (held_by === null || held_by === "no_worker" || step === "closed" ? [] : [{ repair: id, held_by, reason }])),
  };
}

function ownMeters({ steps, retries }: RepairSpending, limits: Configuration["limits"]): readonly OwnMeter[] {
  return [{ budget: "steps", spent: steps, limit: limits.steps }, { budget: "retries", spent: retries, limit: limits.retries }];
}

const WIDTH = 20;

function textOf({ repo, meters, stops, repairs, held }: Spending): string {
  const rows = meters.map(({ budget, spent, limit, unit }) => [budget, bar(spent, limit), `${Math.round(spent * 100) / 100} of ${limit}`, unit]);
  const own = repairs.map(({ repair, meters: ofRepair }) => [repair, ...ofRepair.map(({ spent, limit }) => `${spent} of ${limit}`)]);
  const each = own.length === 0 ? "" : textTable([["OPEN REPAIR", "STEPS", "RETRIES"], ...own]);
  const waiting = held.map(({ repair, reason }) => `  ${repair}: ${reason ?? "waits"}\n`).join("");
  return `${repo}\n${textTable([["BUDGET", "", "SPENT", "OF"], ...rows])}${stops === null ? "" : `The next repair waits: ${stops}.\n`}${each}${waiting}`;
}

/** `[######--------------]`; nothing spent of nothing is an empty one. */
function bar(spent: number, limit: number): string {
  const share = limit === 0 ? (spent > 0 ? 1 : 0) : Math.min(1, spent / limit);
  return `[${"#".repeat(Math.round(share * WIDTH)).padEnd(WIDTH, "-")}]`;
}
