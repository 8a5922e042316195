/** Reads from the store what the objectives are measured by. */
import { after, type Timestamp } from "../../core/identity/timestamp.ts";
import { Measurement, type SloReport } from "../../core/telemetry/slo/measure.ts";
import type { Store } from "../../ports/store/store.ts";

export interface SloSpan {
  readonly to: Timestamp;
  readonly seconds: number;
  /** Only of this repository. */
  readonly repo?: string;
}

/** The latest so many repairs that ended in the span; entries are taken one by one. */
export const MOST_ENDED = 2_000;

export async function readSlos({ repairs, ledger }: Pick<Store, "repairs" | "ledger">, { to, seconds, repo }: SloSpan): Promise<SloReport> {
  const from = after(to, -seconds);
  const measurement = new Measurement();
  for await (const entry of ledger.measured(from)) if (entry.at <= to && (repo === undefined || entry.repo === repo)) measurement.take(entry);
  const ended = await repairs.ended(from, MOST_ENDED);
  return measurement.report({ from, to, ended: ended.filter(({ subject }) => repo === undefined || subject.repository.name === repo) });
}
