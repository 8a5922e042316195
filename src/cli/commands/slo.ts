/** `regreen slo`: how well the App does, from what it swore to (row R4). */
import { systemClock } from "../../adapters/clock/system-clock.ts";
import { readSlos } from "../../adapters/telemetry/read-slos.ts";
import type { Measured, SloReport } from "../../core/telemetry/slo/measure.ts";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { openLedgerStore } from "../ledger/open-ledger-store.ts";
import { plainText } from "../plain-text.ts";
import { secondsOf } from "../policy/options.ts";
import { textTable } from "../text-table.ts";

const usage = `
Usage: regreen slo [--since 30d] [--repo <owner/name>] [--database <file | url>] [--json] [--check]

Measures the App's objectives from its ledger and its repairs: how many fixes hold,
how often a loop guard steps in, how long a failed call takes to succeed, and whether
the gate stops what it should. Counters of refused moves stand below.

  --since <time>            30d, 12h, 2w (30d)
  --repo <owner/name>       only of this repository
  --database <file | url>   the SQLite file or PostgreSQL URL; by default DATABASE_URL, or regreen.db in the state folder
  --json                    one JSON object, with what each objective means
  --check                   exit 3 when an objective is not met

Example:
  regreen slo --since 2w --check
`;

const options = { json: { type: "boolean" }, check: { type: "boolean" }, since: { type: "string", default: "30d" }, repo: { type: "string" }, database: { type: "string" } } as const;

export const slo: Command = {
  name: "slo",
  summary: "measure the App's objectives: fixes that hold, loops, blocks",
  usage,
  async run(argv, io) {
    const { values } = readArguments(argv, { command: "slo", options, positionals: { least: 0, most: 0 } });
    const { store } = await openLedgerStore(values.database, io);
    try {
      const report = await readSlos(store, { to: systemClock.now(), seconds: secondsOf(values.since), ...(values.repo === undefined ? {} : { repo: values.repo }) });
      io.stdout.write(values.json === true ? `${JSON.stringify({ version: 1, repo: values.repo ?? null, ...report }, null, 2)}\n` : plainText(textOf(report)));
      return values.check === true && report.objectives.some(({ met }) => met === false) ? exitCode.refused : exitCode.done;
    } finally {
      await store.close();
    }
  },
};

function textOf({ from, to, objectives, counters }: SloReport): string {
  const rows = objectives.map((one) => [one.name, valueOf(one), targetOf(one), one.met === null ? "-" : one.met ? "met" : "NOT MET", String(one.sample)]);
  const meanings = objectives.map(({ name, definition }) => `  ${name}: ${definition}.\n`).join("");
  const counted = Object.entries(counters).map(([name, count]) => [name, String(count)]);
  return `From ${from} to ${to}\n\n${textTable([["OBJECTIVE", "VALUE", "TARGET", "HOLDS", "OVER"], ...rows])}\n${meanings}\n${textTable([["COUNTER", "COUNT"], ...counted])}`;
}

function valueOf({ value, unit }: Measured): string {
  if (value === null) return "nothing to measure";
  return unit === "share" ? `${(value * 100).toFixed(1)} %` : `${value.toFixed(1)} s`;
}

function targetOf({ target, unit }: Measured): string {
  if (target === null) return "-";
  return `${target.bound === "at_least" ? "at least" : "at most"} ${unit === "share" ? `${target.value * 100} %` : `${target.value} s`}`;
}
