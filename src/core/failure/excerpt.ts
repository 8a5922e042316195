/** The excerpt is what is kept of a log: the lines that matter and those around them, bounded however long the log is. */
import { cleanLine, type CleanLine } from "./line/clean-line.ts";

export interface ExcerptLine extends CleanLine {
  /** Counts from 1 in the raw log. */
  readonly number: number;
}

/** A line as it stands in the log: what passes through the end's memory and is dropped is never cleaned. */
interface RawLine {
  readonly number: number;
  readonly raw: string;
}

/** Enough for a log with thousands of problems; the beginning and the end are kept, the middle goes. */
const MOST_LINES = 8_000;
const MOST_CHARACTERS = 4_000_000;
/** Of the end, at least so many; few enough that what passes through is garbage while it is young, and the heap does not grow with the log. */
const LAST_LINES = 1000;

export class Excerpt {
  readonly lines: ExcerptLine[] = [];
  #tail: (ExcerptLine | RawLine)[] = [];
  #characters = 0;
  truncated = false;

  get lastNumber(): number {
    return (this.#tail.at(-1) ?? this.lines.at(-1))?.number ?? 0;
  }

  /** Lines come in ascending order; one that is already there is left out. */
  keep(line: ExcerptLine): void {
    if (line.number <= this.lastNumber) return;
    if (!this.#isFull) {
      this.lines.push(line);
      this.#characters += line.text.length;
    } else this.#keepLast(line);
  }

  /** The same for a line without its line feed, not yet cleaned. */
  keepRaw(number: number, raw: string): void {
    if (number <= this.lastNumber) return;
    if (!this.#isFull) this.keep({ ...cleanLine(raw), number });
    else this.#keepLast({ number, raw });
  }

  get #isFull(): boolean {
    return this.#tail.length > 0 || this.lines.length >= MOST_LINES || this.#characters >= MOST_CHARACTERS;
  }

  #keepLast(line: ExcerptLine | RawLine): void {
    this.truncated = true;
    this.#tail.push(line);
    if (this.#tail.length > 2 * LAST_LINES) this.#tail = this.#tail.slice(-LAST_LINES);
  }

  /** Keeps a line of a document, where several things may stand on one. */
  keepBeside(line: ExcerptLine): void {
    if (this.lines.length >= MOST_LINES || this.#characters >= MOST_CHARACTERS) {
      this.truncated = true;
      return;
    }
    this.lines.push(line);
    this.#characters += line.text.length;
  }

  /** Adds lines that another reader kept, in order; call it after `close`. */
  merge(others: readonly ExcerptLine[]): void {
    const added = others.filter(({ number }) => this.indexOf(number) < 0);
    if (added.length === 0) return;
    const all = [...this.lines, ...added].sort((a, b) => a.number - b.number);
    this.lines.splice(0, this.lines.length, ...all);
  }

  /** Joins beginning and end; call it once, after the last line. */
  close(): void {
    for (const line of this.#tail) this.lines.push("raw" in line ? { ...cleanLine(line.raw), number: line.number } : line);
    this.#tail = [];
  }

  /** Index of the line with this number, or -1. */
  indexOf(number: number): number {
    let low = 0;
    let high = this.lines.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.lines[middle]?.number ?? 0;
      if (found === number) return middle;
      if (found < number) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }
}
