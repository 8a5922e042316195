/** Runs of the operator's operations: whoever begins one under a key is the only one who ever does. */
import { milliseconds } from "../../../core/identity/timestamp.ts";
import { Receipt } from "../../../core/repair/effect.ts";
import type { OperationRuns } from "../../../ports/store/operation-runs.ts";
import type { Database } from "../database.ts";
import { row, rows, statement } from "../script.ts";

const begin = statement<{ key: string }>("operation_begin", "insert into operation_runs (key, begun_at) values (?, ?) on conflict (key) do nothing returning key");
const find = statement<{ receipt: string | null }>("operation_find", "select receipt from operation_runs where key = ?");
const end = statement("operation_end", "update operation_runs set receipt = ? where key = ? and receipt is null");

export function openOperationRuns(database: Database): OperationRuns {
  return {
    begin: (key, at) => database.write(function* () {
      if ((yield* row(begin, key, milliseconds(at))) !== null) return { kind: "begun" } as const;
      const known = (yield* row(find, key))?.receipt ?? null;
      return known === null ? { kind: "unfinished" } as const : { kind: "ended", receipt: Receipt.parse(JSON.parse(known)) } as const;
    }),
    end: (key, receipt) => database.write(function* () { yield* rows(end, JSON.stringify(receipt), key); }),
  };
}
