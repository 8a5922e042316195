/** The sixth schema: runs of the operator's operations, each begun once under its key, and a way to what was spent of a budget. */
import type { Dialect } from "../script.ts";

export function operations({ integer, strict }: Dialect): readonly string[] {
  return [`
create table operation_runs (
  key text primary key,
  begun_at ${integer} not null,
  receipt text
) ${strict}`,
  "create index ledger_budgets on ledger (repo, at) where kind = 'budget_spent'"];
}
