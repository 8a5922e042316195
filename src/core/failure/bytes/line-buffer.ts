/** The part of a log that is in memory: what is new, and behind it the last lines for looking back. */
import { HISTORY } from "./piece.ts";
import { CAPACITY } from "./scanner.ts";
import { stripEscapes } from "./strip-escapes.ts";

const LINE_FEED = 10;

export class LineBuffer {
  readonly #bytes: Buffer;
  /** End of what is in the buffer; `fresh` is where what was not yet searched begins (always the start of a line, or of a cut one). */
  #end = 0;
  #fresh = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
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

  /** All before this position was searched: it is forgotten, but for the last of it. */
  forget(to: number): void {
    const moved = Math.max(0, to - HISTORY - 1);
    this.#bytes.copyWithin(0, moved, this.#end);
    this.#end -= moved;
    this.#fresh = to - moved;
  }
}
