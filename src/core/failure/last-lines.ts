/** The last lines that are kept of a log, however many pass: they stay bytes, and become text when the log is over. */
import { MovingStore } from "./bytes/moving-store.ts";
import type { ExcerptLine } from "./excerpt.ts";
import { cleanLine } from "./line/clean-line.ts";
import { linesOf, shortened, type RawRun } from "./raw-run.ts";

/** A run whose bytes are in the store, from this position on. */
interface StoredRun {
  readonly number: number;
  readonly count: number;
  readonly position: number;
  readonly size: number;
}

type Entry = ExcerptLine | RawRun | StoredRun;

/** So many dropped entries are let go of at once. */
const LET_GO = 256;

export class LastLines {
  readonly #most: number;
  readonly #store = new MovingStore();
  #entries: Entry[] = [];
  /** Entries before `#first` were dropped; the bytes of runs from `#loose` on are still the log's. */
  #first = 0;
  #loose = 0;
  #lines = 0;
  #dropped = false;

  /** Keeps the last `most` lines. */
  constructor(most: number) {
    this.#most = most;
  }

  get isEmpty(): boolean {
    return this.#lines === 0;
  }

  /** Number of the last line; 0 when there is none. */
  get lastNumber(): number {
    const last = this.#entries.at(-1);
    return last === undefined ? 0 : last.number + countOf(last) - 1;
  }

  /** Lines come in ascending order. The bytes of a run must hold until `settle`. */
  push(entry: ExcerptLine | RawRun): void {
    this.#entries.push(entry);
    this.#lines += countOf(entry);
    for (let count = this.#countOfFirst(); this.#lines - count >= this.#most; count = this.#countOfFirst()) {
      this.#lines -= count;
      this.#first++;
      this.#dropped = true;
    }
    if (this.#first >= LET_GO) this.#letGo();
  }

  /** The log's bytes are about to change: what is kept of them is copied. */
  settle(): void {
    const oldest = this.#entries.slice(this.#first, this.#loose).find((entry) => "position" in entry);
    this.#store.forget(oldest?.position ?? this.#store.end);
    for (let index = Math.max(this.#first, this.#loose); index < this.#entries.length; index++) {
      const entry = this.#entries[index] as Entry;
      if ("bytes" in entry) this.#entries[index] = this.#stored(shortened(entry));
    }
    this.#loose = this.#entries.length;
  }

  /** Call it once, after `settle`. */
  take(): { readonly lines: readonly ExcerptLine[]; readonly dropped: boolean } {
    const lines = this.#entries.slice(this.#first).flatMap((entry) => this.#textOf(entry));
    this.#entries = [];
    return { lines: lines.slice(-this.#most), dropped: this.#dropped || lines.length > this.#most };
  }

  #countOfFirst(): number {
    return countOf(this.#entries[this.#first] as Entry);
  }

  #letGo(): void {
    this.#entries = this.#entries.slice(this.#first);
    this.#loose = Math.max(0, this.#loose - this.#first);
    this.#first = 0;
  }

  #stored({ number, count, bytes, from, to }: RawRun): StoredRun {
    return { number, count, position: this.#store.add(bytes, from, to), size: to - from };
  }

  #textOf(entry: Entry): readonly ExcerptLine[] {
    if ("text" in entry) return [entry];
    return linesOf("bytes" in entry ? entry : this.#runOf(entry)).map(({ number, raw }) => ({ ...cleanLine(raw), number }));
  }

  #runOf({ number, count, position, size }: StoredRun): RawRun {
    const { bytes, at } = this.#store.find(position);
    return { number, count, bytes, from: at, to: at + size };
  }
}

function countOf(entry: Entry): number {
  return "count" in entry ? entry.count : 1;
}
