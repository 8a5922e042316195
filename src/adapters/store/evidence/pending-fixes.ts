/** The pending-fix records: the latest word on each failure of a fix. */
import { PendingFix } from "../../../core/failure/pending-fix.ts";
import { milliseconds } from "../../../core/identity/timestamp.ts";
import type { PendingFixes } from "../../../ports/store/history.ts";
import type { Database } from "../database.ts";
import { rows, statement, type Script } from "../script.ts";

const upsert = statement("pending_fix_upsert", `
  insert into pending_fixes (fix_id, fingerprint, check_name, repo, written_at, document) values (?, ?, ?, ?, ?, ?)
  on conflict (fix_id, fingerprint, check_name) do update set written_at = excluded.written_at, document = excluded.document`);
const newest = statement<{ document: string }>("pending_fixes_newest", "select document from pending_fixes order by written_at desc, fix_id, fingerprint limit cast(? as bigint)");
const newestOf = statement<{ document: string }>("pending_fixes_newest_of", "select document from pending_fixes where repo = ? order by written_at desc, fix_id, fingerprint limit cast(? as bigint)");

export function* storePendingFixes(fixes: readonly PendingFix[]): Script<void> {
  for (const fix of fixes) yield* rows(upsert, fix.fix_id, fix.fingerprint, fix.check.replaceAll("\u0000", "\uFFFD"), fix.repo, milliseconds(fix.timestamp), JSON.stringify(fix));
}

export function openPendingFixes(database: Database): PendingFixes {
  return {
    list: async ({ repo, most }) => {
      const found = await database.read(() => repo === undefined ? rows(newest, most) : rows(newestOf, repo, most));
      return found.map(({ document }) => PendingFix.parse(JSON.parse(document)));
    },
  };
}
