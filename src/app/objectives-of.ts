/** The objectives of the last 30 days, read at most once in five minutes, however often Prometheus asks. */
import { milliseconds, type Timestamp } from "../core/identity/timestamp.ts";
import { readSlos } from "../adapters/telemetry/read-slos.ts";
import type { SloReport } from "../core/telemetry/slo/measure.ts";
import type { Clock } from "../ports/clock.ts";
import type { Store } from "../ports/store/store.ts";

/** The same as `regreen slo` takes unless told. */
const SECONDS = 30 * 86_400;
const MILLISECONDS_KEPT = 300_000;

export function objectivesOf(store: Pick<Store, "repairs" | "ledger">, clock: Pick<Clock, "now">): () => Promise<SloReport> {
  let kept: { readonly at: Timestamp; readonly report: Promise<SloReport> } | null = null;
  return () => {
    const at = clock.now();
    if (kept !== null && milliseconds(at) - milliseconds(kept.at) < MILLISECONDS_KEPT) return kept.report;
    const report = readSlos(store, { to: at, seconds: SECONDS });
    kept = { at, report };
    // What failed is not kept: the next one asks again.
    report.catch(() => { kept = null; });
    return report;
  };
}
