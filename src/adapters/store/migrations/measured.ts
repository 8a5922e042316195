/** A way to the entries that objectives are measured by (core/telemetry/slo), and to repairs that ended lately. */
import { measuredEntries } from "../ledger/measured.ts";

export function measured(): readonly string[] {
  return [
    `create index ledger_measured on ledger (at, seq) where ${measuredEntries}`,
    "create index repairs_ended on repairs (moved_at) where step = 'closed'",
  ];
}
