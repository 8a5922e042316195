/** `regreen list`: the pending fixes, newest first (row D6). */
import type { PendingFix } from "../../core/failure/pending-fix.ts";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { openLedgerStore } from "../ledger/open-ledger-store.ts";
import { plainText } from "../plain-text.ts";
import { textTable } from "../text-table.ts";
import { UsageError } from "../usage-error.ts";

const usage = `
Usage: regreen list [--json] [--repo <owner/name>] [--priority <P0..P4>] [--skill <name>] [--status <status>] [--most <count>] [--database <file | url>]

Lists the pending fixes that the App has written, newest first.

  --json                    JSON Lines, one record each
  --repo <owner/name>       only of this repository
  --priority <P0..P4>       only of this priority
  --skill <name>            only those that this skill mends
  --status <status>         only in this status: pending, planned, proposed, merged, escalated ...
  --most <count>            at most so many (100)
  --database <file | url>   the SQLite file or PostgreSQL URL; by default DATABASE_URL, or regreen.db in the state folder

Example:
  regreen list --priority P0 --json
`;

const options = {
  json: { type: "boolean" }, repo: { type: "string" }, priority: { type: "string" }, skill: { type: "string" }, status: { type: "string" },
  most: { type: "string", default: "100" }, database: { type: "string" },
} as const;

/** Records looked through when only some of them are asked for. */
const LOOKED_THROUGH = 10_000;

export const list: Command = {
  name: "list",
  summary: "list the pending fixes",
  usage,
  async run(argv, io) {
    const { values } = readArguments(argv, { command: "list", options, positionals: { least: 0, most: 0 } });
    const most = wholeNumber(values.most);
    const { store } = await openLedgerStore(values.database, io);
    try {
      const all = await store.pendingFixes.list({ ...(values.repo === undefined ? {} : { repo: values.repo }), most: LOOKED_THROUGH });
      const wanted = all.filter((fix) => isWanted(fix, values)).slice(0, most);
      io.stdout.write(values.json === true ? wanted.map((fix) => `${JSON.stringify(fix)}\n`).join("") : asText(wanted));
      return exitCode.done;
    } finally {
      await store.close();
    }
  },
};

function isWanted(fix: PendingFix, { priority, skill, status }: { readonly priority?: string; readonly skill?: string; readonly status?: string }): boolean {
  return (priority === undefined || fix.mps.priority === priority) && (skill === undefined || fix.skill_id === skill) && (status === undefined || fix.status === status);
}

function asText(fixes: readonly PendingFix[]): string {
  if (fixes.length === 0) return "There are none.\n";
  const rows = fixes.map((fix) => [fix.mps.priority, fix.status, fix.repo, fix.check, fix.failure_class, fix.tool ?? "-", fix.skill_id ?? "-", fix.fix_id, fix.timestamp]);
  return plainText(textTable([["PRIORITY", "STATUS", "REPOSITORY", "CHECK", "CLASS", "TOOL", "SKILL", "FIX", "AT"], ...rows]));
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageError(`--most takes a whole number from 1 on, not "${text}"`, "See: regreen list --help");
  return Number(text);
}
