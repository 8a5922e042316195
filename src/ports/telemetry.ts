/** Takes what committed decisions say: spans and counts. It never fails whoever tells it, and never makes them wait. */
import type { Signals } from "../core/telemetry/signals.ts";

export interface Telemetry {
  record(signals: Signals): void;
  /** Writes what is still held, within seconds; afterwards nothing more is taken. */
  close(): Promise<void>;
}
