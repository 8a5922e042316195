/** A way to the changes of standing of a repository: what its page of skills shows of each last. */
export function standings(): readonly string[] {
  return ["create index ledger_standings on ledger (repo, seq) where kind = 'standing_changed'"];
}
