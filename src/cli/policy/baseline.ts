/** `regreen policy baseline`: the counters of the App's gate in one repository, from what was sworn to. */
import { systemClock } from "../../adapters/clock/system-clock.ts";
import { after } from "../../core/identity/timestamp.ts";
import { baselineOf, type Baseline } from "../../core/repair/guard/baseline.ts";
import type { Io } from "../command.ts";
import { exitCode, type ExitCode } from "../exit-code.ts";
import { openLedgerStore } from "../ledger/open-ledger-store.ts";
import { plainText } from "../plain-text.ts";
import { UsageError } from "../usage-error.ts";
import { secondsOf, type PolicyOptions } from "./options.ts";

const MOST_VERDICTS = 20_000;

export async function baseline({ repo, since, database, json }: PolicyOptions, io: Io): Promise<ExitCode> {
  if (repo === undefined) throw new UsageError("Several repositories may share a database", "Name one with --repo owner/name.");
  const from = after(systemClock.now(), -secondsOf(since));
  const { store } = await openLedgerStore(database === "" ? undefined : database, io);
  try {
    const counted = baselineOf(await store.ledger.verdicts({ repo, since: from, most: MOST_VERDICTS }));
    io.stdout.write(json ? `${JSON.stringify({ version: 1, repo, since: from, ...counted }, null, 2)}\n` : plainText(textOf(repo, counted)));
    return exitCode.done;
  } finally {
    await store.close();
  }
}

function textOf(repo: string, { pulls, denied, waiting, rules, shares, stable }: Baseline): string {
  const percent = (share: number): string => `${Math.round(share * 100)} %`;
  const head = `${repo}: the last verdicts on ${pulls} pull requests: ${denied} denied (or would be), ${waiting} waiting\n`;
  const steady = `held up: ${percent(shares.older)} of the older half, ${percent(shares.newer)} of the newer; ${stable ? "steady: enforcing it is proposed" : "not steady, or too few, to propose enforcing"}\n`;
  return `${head}${rules.map(({ rule, pulls: times }) => `  ${rule}: ${times}\n`).join("")}${steady}`;
}
