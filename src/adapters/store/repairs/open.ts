/** Opens repairs: once per key, however often the same failure is told. */
import { milliseconds, type Timestamp } from "../../../core/identity/timestamp.ts";
import type { LedgerDraft } from "../../../core/ledger/entry.ts";
import type { OpenedRepair } from "../../../core/repair/decision.ts";
import { row, statement, type Script } from "../script.ts";

const insert = statement<{ id: string }>("repair_open", `
  insert into repairs (id, subject_key, repository_id, installation_id, step, offer_commit, offer_number, offer_base, opened_at, moved_at, document, due_at)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict (subject_key) do nothing
  returning id`);

/** Gives the ids of those that were known already, and so were not opened. */
export function* openRepairs(opened: readonly OpenedRepair[], now: Timestamp): Script<ReadonlySet<string>> {
  const known = new Set<string>();
  for (const { repair, key, due } of opened) {
    const { repository } = repair.subject;
    const stored = yield* row(
      insert, repair.id, key, repository.id, repository.installation_id, repair.step,
      repair.offer?.commit_sha ?? null, repair.offer?.number ?? null, repair.offer?.base_branch ?? null,
      milliseconds(repair.opened_at), milliseconds(now), JSON.stringify(repair), repair.step === "closed" || due === null ? null : milliseconds(due),
    );
    if (stored === null) known.add(repair.id);
  }
  return known;
}

/** What is sworn of a repair that was not opened after all is left out. */
export function entriesOf(drafts: readonly LedgerDraft[], notOpened: ReadonlySet<string>): readonly LedgerDraft[] {
  return notOpened.size === 0 ? drafts : drafts.filter(({ repair }) => repair === null || !notOpened.has(repair));
}
