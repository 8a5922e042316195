/**
 * A job's raw log, byte for byte as GitHub stores it: a byte order mark, then lines `2026-11-20T11:19:30.1234567Z text` (round-trip
 * format of .NET: seven digits of a second). A message of several lines has the time on its first line only (actions/runner, PagingLogger).
 */
export type LogSink = (bytes: Uint8Array) => void;

/** Milliseconds since 1970, with fractions. */
export type PreciseClock = () => number;
export const systemClock: PreciseClock = () => performance.timeOrigin + performance.now();

export class JobLog {
  readonly #sink: LogSink;
  readonly #clock: PreciseClock;
  #masks: string[] = [];
  #begun = false;

  constructor(sink: LogSink, clock: PreciseClock = systemClock) {
    this.#sink = sink;
    this.#clock = clock;
  }

  write(text: string): void {
    const line = `${this.#begun ? "" : "\uFEFF"}${roundTripTime(this.#clock())} ${this.masked(text)}\n`;
    this.#begun = true;
    this.#sink(Buffer.from(line));
  }

  /** From now on `***` stands for the value; for one of several lines, for each of its lines too. */
  mask(value: string): void {
    const parts = [value, ...value.split(/\r?\n/)].filter((part) => part.trim() !== "");
    this.#masks = [...new Set([...this.#masks, ...parts])].sort((a, b) => b.length - a.length);
  }

  masked(text: string): string {
    return this.#masks.reduce((all, mask) => all.replaceAll(mask, "***"), text);
  }
}

/** `2026-11-20T11:19:30.1234567Z`. */
export function roundTripTime(milliseconds: number): string {
  const whole = Math.floor(milliseconds);
  const ticks = Math.floor((milliseconds - whole) * 10_000);
  return `${new Date(whole).toISOString().slice(0, -1)}${String(ticks).padStart(4, "0")}Z`;
}
