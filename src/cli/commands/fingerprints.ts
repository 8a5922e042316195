/** `regreen fingerprints`: which failures were seen, how often, since when and where (row D4). */
import type { FingerprintSummary } from "../../core/history/occurrence.ts";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { openLedgerStore } from "../ledger/open-ledger-store.ts";
import { plainText } from "../plain-text.ts";
import { textTable } from "../text-table.ts";
import { UsageError } from "../usage-error.ts";

const usage = `
Usage: regreen fingerprints [--json] [--repo <owner/name>] [--most <count>] [--database <file | url>]

Lists the failures that were seen, the latest first: how often, when first and last,
on which branches and in which repositories.

  --json                    JSON Lines, one record each
  --repo <owner/name>       only what was seen in this repository
  --most <count>            at most so many (50)
  --database <file | url>   the SQLite file or PostgreSQL URL; by default DATABASE_URL, or regreen.db in the state folder

Example:
  regreen fingerprints --repo octo/hello
`;

const options = { json: { type: "boolean" }, repo: { type: "string" }, most: { type: "string", default: "50" }, database: { type: "string" } } as const;

export const fingerprints: Command = {
  name: "fingerprints",
  summary: "list the failures that were seen: how often, when and where",
  usage,
  async run(argv, io) {
    const { values } = readArguments(argv, { command: "fingerprints", options, positionals: { least: 0, most: 0 } });
    if (!/^[1-9]\d{0,8}$/.test(values.most)) throw new UsageError(`--most takes a whole number from 1 on, not "${values.most}"`, "See: regreen fingerprints --help");
    const { store } = await openLedgerStore(values.database, io);
    try {
      const found = await store.history.summaries({ ...(values.repo === undefined ? {} : { repo: values.repo }), most: Number(values.most) });
      io.stdout.write(values.json === true ? found.map((summary) => `${JSON.stringify(summary)}\n`).join("") : asText(found));
      return exitCode.done;
    } finally {
      await store.close();
    }
  },
};

const MOST_NAMED = 3;

function asText(found: readonly FingerprintSummary[]): string {
  if (found.length === 0) return "No failure was seen yet.\n";
  const rows = found.map(({ fingerprint, count, first_seen, last_seen, failure_class, tool, branches, repositories }) => (
    [fingerprint.slice(0, 12), String(count), first_seen, last_seen, failure_class, tool ?? "-", named(branches), named(repositories)]));
  return plainText(textTable([["FINGERPRINT", "COUNT", "FIRST SEEN", "LAST SEEN", "CLASS", "TOOL", "BRANCHES", "REPOSITORIES"], ...rows]));
}

function named(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return `${names.slice(0, MOST_NAMED).join(", ")}${more > 0 ? ` and ${String(more)} more` : ""}`;
}
