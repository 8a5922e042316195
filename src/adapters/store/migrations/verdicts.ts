/** A way to the verdicts of a repository: their counters are the baseline of a gate. */
export function verdicts(): readonly string[] {
  return ["create index ledger_verdicts on ledger (repo, seq) where kind = 'policy_evaluated'"];
}
