/** The excerpt is what is kept of a log: the lines that matter and those around them, bounded however long the log is. */
import { LastLines } from "./last-lines.ts";
import { cleanLine, type CleanLine } from "./line/clean-line.ts";
import { linesAfter, takeFirst, type RawRun } from "./raw-run.ts";

export interface ExcerptLine extends CleanLine {
  /** Counts from 1 in the raw log. */
  readonly number: number;
}

/** Enough for a log with thousands of problems; the beginning and the end are kept, the middle goes. */
const MOST_LINES = 8_000;
const MOST_CHARACTERS = 4_000_000;
/** Of the end. */
const LAST_LINES = 1000;

export class Excerpt {
  readonly lines: ExcerptLine[] = [];
  readonly #last = new LastLines(LAST_LINES);
  #characters = 0;
  /** Lines that mattered were dropped. */
  truncated = false;

  get lastNumber(): number {
    return this.#last.isEmpty ? (this.lines.at(-1)?.number ?? 0) : this.#last.lastNumber;
  }

  /** Lines come in ascending order; one that is already there is left out. */
  keep(line: ExcerptLine): void {
    if (line.number <= this.lastNumber) return;
    if (this.#isFull) this.#last.push(line);
    else this.#add(line);
  }

  /** The same for lines that are still bytes, which must hold until `settle`. */
  keepRun(run: RawRun): void {
    let left = linesAfter(run, this.lastNumber);
    while (left !== null && !this.#isFull) {
      const { line, rest } = takeFirst(left);
      this.#add({ ...cleanLine(line.raw), number: line.number });
      left = rest;
    }
    if (left !== null) this.#last.push(left);
  }

  /** Call it before bytes of kept lines change. */
  settle(): void {
    this.#last.settle();
  }

  get #isFull(): boolean {
    return !this.#last.isEmpty || this.lines.length >= MOST_LINES || this.#characters >= MOST_CHARACTERS;
  }

  #add(line: ExcerptLine): void {
    this.lines.push(line);
    this.#characters += line.text.length;
  }

  /** Keeps a line of a document, where several things may stand on one. */
  keepBeside(line: ExcerptLine): void {
    if (this.lines.length >= MOST_LINES || this.#characters >= MOST_CHARACTERS) {
      this.truncated = true;
      return;
    }
    this.#add(line);
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
    const { lines, dropped } = this.#last.take();
    for (const line of lines) this.lines.push(line);
    this.truncated ||= dropped;
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
