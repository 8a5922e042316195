/** Opens what the operator asked for: files, a collector, both, or nothing but the counters that Prometheus reads. */
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import type { Telemetry } from "../../ports/telemetry.ts";

export interface TelemetrySettings {
  /** Null: no files. */
  readonly folder: string | null;
  /** Null: no collector. */
  readonly otlp: { readonly url: string; readonly headers: Readonly<Record<string, string>> } | null;
}

/** `besides`: what counts in any case. */
export async function openTelemetry({ folder, otlp }: TelemetrySettings, { clock, log, besides }: { readonly clock: Clock; readonly log: Log; readonly besides: Pick<Telemetry, "record"> }): Promise<Telemetry> {
  const sinks: Telemetry[] = [{ record: (signals) => { besides.record(signals); }, close: () => Promise.resolve() }];
  if (folder !== null) sinks.push((await import("./json-lines.ts")).openJsonLines({ folder, clock, log }));
  if (otlp !== null) sinks.push((await import("./otlp.ts")).openOtlp({ ...otlp, log }));
  return {
    record(signals) {
      for (const sink of sinks) told(sink, signals, log);
    },
    close: async () => { await Promise.all(sinks.map((sink) => sink.close())); },
  };
}

/** What was decided is committed already: telemetry that breaks down is told of, and changes nothing. */
function told(sink: Telemetry, signals: Parameters<Telemetry["record"]>[0], log: Log): void {
  try {
    sink.record(signals);
  } catch (error) {
    log.warn({ error }, "telemetry was not recorded");
  }
}
