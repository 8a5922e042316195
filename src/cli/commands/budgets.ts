/** `regreen budgets`: what each repository has spent of its budgets, what a budget holds back, and how to go on (row E8). */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { systemClock } from "../../adapters/clock/system-clock.ts";
import { readBudgets, type BudgetReport, type InstallationBudgets, type KnownLimits, type RepositoryBudgets } from "../../adapters/telemetry/read-budgets.ts";
import type { Meter } from "../../core/budget/meters.ts";
import { defaultConfiguration } from "../../core/configuration/default-configuration.ts";
import { configurationPath } from "../../core/configuration/configuration-path.ts";
import { parseConfiguration } from "../../core/configuration/parse-configuration.ts";
import { readArguments } from "../arguments.ts";
import type { Command, Io } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { openLedgerStore } from "../ledger/open-ledger-store.ts";
import { plainText } from "../plain-text.ts";
import { textTable } from "../text-table.ts";
import { UsageError } from "../usage-error.ts";

const usage = `
Usage: regreen budgets [--repo <owner/name>] [--configuration <file>] [--database <file | url>] [--json]

Shows what was spent of each budget that repairs of a repository share, when there is
room again, what is held back by one, and how it goes on; then what each installation
has written of what GitHub takes. Limits are those of .github/regreen.yml in the working
folder, or of the file named; where there is none, the limits that hold by default.
The App shows the same on its page /budgets and as gauges on /metrics.

  --repo <owner/name>       only this repository
  --configuration <file>    the repository's configuration
  --database <file | url>   the SQLite file or PostgreSQL URL; by default DATABASE_URL, or regreen.db in the state folder
  --json                    JSON Lines, one repository each, with its installation

Example:
  regreen budgets --repo octo/hello
`;

const options = { json: { type: "boolean" }, repo: { type: "string" }, configuration: { type: "string" }, database: { type: "string" } } as const;

export const budgets: Command = {
  name: "budgets",
  summary: "show what was spent of each budget, and what one holds back",
  usage,
  async run(argv, io) {
    const { values } = readArguments(argv, { command: "budgets", options, positionals: { least: 0, most: 0 } });
    const limits = limitsOf(values.configuration, io);
    const { store } = await openLedgerStore(values.database, io);
    try {
      const report = await readBudgets(store, { at: systemClock.now(), limitsOf: () => Promise.resolve(limits), ...(values.repo === undefined ? {} : { repo: values.repo }) });
      io.stdout.write(values.json === true ? jsonOf(report) : plainText(textOf(report)));
      return exitCode.done;
    } finally {
      await store.close();
    }
  },
};

function limitsOf(named: string | undefined, { directory }: Pick<Io, "directory">): KnownLimits {
  const path = named === undefined ? join(directory, configurationPath) : resolve(directory, named);
  if (existsSync(path)) return { limits: parseConfiguration(readFileSync(path)).limits, from: "configuration" };
  if (named !== undefined) throw new UsageError(`There is no ${path}`, "Name the repository's .github/regreen.yml with --configuration, or leave it out.");
  return { limits: defaultConfiguration.limits, from: "defaults" };
}

function jsonOf({ at, repositories, installations }: BudgetReport): string {
  return repositories.map((one) => `${JSON.stringify({ ...one, at, installation: installations.find(({ installation_id }) => installation_id === one.installation_id) })}\n`).join("");
}

function textOf({ repositories, installations }: BudgetReport): string {
  if (repositories.length === 0) return "No repository had a repair yet.\n";
  return [...repositories.map(repositoryText), ...installations.map(installationText)].join("\n");
}

function repositoryText({ repo, meters, stops, repairs, held }: RepositoryBudgets): string {
  const own = repairs.map(({ repair, meters: ofRepair }) => [repair, ...ofRepair.map(({ spent, limit }) => `${rounded(spent)} of ${limit}`)]);
  const each = own.length === 0 ? "" : textTable([["OPEN REPAIR", "SECONDS", "STEPS", "RETRIES"], ...own]);
  const waiting = held.map(({ repair, reason }) => `  ${repair}: ${reason ?? "waits"}\n`).join("");
  return `${repo}\n${meterText(meters)}${stops === null ? "" : `The next repair waits: ${stops}.\n`}${each}${waiting}`;
}

function installationText({ account, meters, paused_until, together }: InstallationBudgets): string {
  const sums = together.map(({ spent, unit }) => `${rounded(spent)} ${unit}`).join(", ");
  return `${account} (all repositories together)\n${meterText(meters)}${paused_until === null ? "" : `GitHub asked for a pause until ${paused_until}.\n`}Spent together: ${sums}.\n`;
}

function meterText(meters: readonly Meter<string>[]): string {
  return textTable([["BUDGET", "", "SPENT", "OF", "ROOM AGAIN"], ...meters.map((meter) => [meter.budget, bar(meter), `${rounded(meter.spent)} of ${meter.limit}`, meter.unit, freesText(meter)])]);
}

function freesText({ frees_at, stop }: Meter<string>): string {
  return stop === null ? "now" : (frees_at ?? "not by waiting");
}

const WIDTH = 20;

/** `[######--------------]`; nothing spent of nothing is an empty one. */
function bar({ spent, limit }: Meter<string>): string {
  const share = limit === 0 ? (spent > 0 ? 1 : 0) : Math.min(1, spent / limit);
  return `[${"#".repeat(Math.round(share * WIDTH)).padEnd(WIDTH, "-")}]`;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
