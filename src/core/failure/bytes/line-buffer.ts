/** The part of a log that is in memory: what is new, and behind it the last lines for looking back. Knows where lines begin and which number they have. */
import { CAPACITY, type Scanner } from "./scanner.ts";
import { stripEscapes } from "./strip-escapes.ts";

/** Bytes of the last lines are kept for looking back; the rest of the buffer is for what is new. */
export const HISTORY = 16_384;
const LINE_FEED = 10;

export class LineBuffer {
  readonly #scanner: Scanner;
  readonly #bytes: Buffer;
  /** End of what is in the buffer; `fresh` is where what was not yet searched begins (always the start of a line, or of a cut one). */
  #end = 0;
  #fresh = 0;
  /** The line at position `#counted` has this number. */
  #counted = 0;
  #number = 1;

  constructor(scanner: Scanner) {
    this.#scanner = scanner;
    this.#bytes = scanner.bytes;
  }

  get end(): number {
    return this.#end;
  }

  get fresh(): number {
    return this.#fresh;
  }

  get isFull(): boolean {
    return this.#end === CAPACITY;
  }

  /** Takes as much of the chunk from this offset on as there is room for; gives how much that was. */
  take(chunk: Uint8Array, offset: number): number {
    const length = Math.min(chunk.length - offset, CAPACITY - this.#end);
    this.#bytes.set(offset === 0 && length === chunk.length ? chunk : chunk.subarray(offset, offset + length), this.#end);
    this.#end += length;
    return length;
  }

  /** Takes escape sequences out of the whole lines that are new (a line longer than the buffer is cut) and gives where those end. */
  cleanWholeLines(): number {
    const last = this.#bytes.lastIndexOf(LINE_FEED, this.#end - 1);
    return this.#clean(last >= this.#fresh ? last + 1 : this.#end);
  }

  /** The same for all that is there, the last line being whole or not. */
  cleanAll(): number {
    return this.#clean(this.#end);
  }

  #clean(to: number): number {
    const end = stripEscapes(this.#bytes, this.#fresh, to);
    if (end < to) {
      this.#bytes.copyWithin(end, to, this.#end);
      this.#end -= to - end;
    }
    return end;
  }

  /** All before this position was searched. */
  searched(to: number): void {
    this.#fresh = to;
  }

  /** Forgets what was searched but for the last of it; gives by how much every position moved towards zero. */
  forget(): number {
    const moved = Math.max(0, this.#fresh - HISTORY);
    this.numberAt(this.#fresh);
    this.#bytes.copyWithin(0, moved, this.#end);
    this.#end -= moved;
    this.#fresh -= moved;
    this.#counted -= moved;
    return moved;
  }

  /** Whether the last line lacks its line feed. */
  get endsOpen(): boolean {
    return this.#end > 0 && this.#bytes[this.#end - 1] !== LINE_FEED;
  }

  /** Number of the line at this position; positions are asked for in ascending order, but a little looking back is possible. */
  numberAt(position: number): number {
    if (position < this.#counted) return this.#number - this.#scanner.countLines(position, this.#counted);
    this.#number += this.#scanner.countLines(this.#counted, position);
    this.#counted = position;
    return this.#number;
  }

  lineStart(position: number): number {
    return position < 0 ? 0 : this.#bytes.lastIndexOf(LINE_FEED, position) + 1;
  }

  lineEnd(position: number, limit: number): number {
    const found = this.#bytes.indexOf(LINE_FEED, position);
    return found < 0 || found > limit ? limit : found;
  }

  text(from: number, to: number): string {
    return this.#bytes.toString("utf8", from, to);
  }
}
