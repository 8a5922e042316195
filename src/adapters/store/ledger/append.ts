/** Appends to the chain. Last in every transaction that also locks rows: the chain's lock is held from here to the commit. */
import { appendEntries, origin } from "../../../core/ledger/chain.ts";
import type { LedgerDraft, LedgerEntry } from "../../../core/ledger/entry.ts";
import type { Digest } from "../../../core/identity/digest.ts";
import { row, rows, statement, type Script } from "../script.ts";

/** Any number that is ours alone: on PostgreSQL the one writer of the chain holds it until its commit; on SQLite `begin immediate` does the same. */
const CHAIN_LOCK = 7_346_002;

const lockChain = statement("chain_lock", ({ name }) => name === "postgres" ? `select pg_advisory_xact_lock(${CHAIN_LOCK})` : "select 1");
export const readHead = statement<{ seq: number; hash: Digest }>("chain_head", "select seq, hash from ledger order by seq desc limit 1");
const insert = statement("chain_insert", `
  insert into ledger (seq, at, repo, repair, kind, phase, payload, evidence, prompt_sha256, prev, hash)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);

/** Seals the drafts after the head that stands, and stores them. */
export function* appendDrafts(drafts: readonly LedgerDraft[]): Script<readonly LedgerEntry[]> {
  if (drafts.length === 0) return [];
  yield* row(lockChain);
  const entries = appendEntries((yield* row(readHead)) ?? origin, drafts);
  for (const { seq, at, repo, repair, kind, phase, payload, evidence, prompt_sha256, prev, hash } of entries) {
    yield* rows(insert, seq, at, repo, repair, kind, phase, JSON.stringify(payload), JSON.stringify(evidence), prompt_sha256, prev, hash);
  }
  return entries;
}
