/** Keeps the latest of the bytes that are given to it, in memory that is used again: no garbage, however much passes through. */

const FIRST_SIZE = 1 << 16;

export class MovingStore {
  #bytes: Buffer = Buffer.alloc(0);
  /** Positions count all bytes that were ever given; `#base` is that of the buffer's first one, `#oldest` of the first that is still wanted. */
  #base = 0;
  #oldest = 0;
  #end = 0;

  /** Position of what is added next. */
  get end(): number {
    return this.#end;
  }

  /** Takes `bytes[from, to)`; gives their position. */
  add(bytes: Buffer, from: number, to: number): number {
    const size = to - from;
    if (this.#end - this.#base + size > this.#bytes.length) this.#makeRoom(size);
    bytes.copy(this.#bytes, this.#end - this.#base, from, to);
    const position = this.#end;
    this.#end += size;
    return position;
  }

  /** What stands before this position is wanted no more. */
  forget(position: number): void {
    this.#oldest = position;
  }

  /** Where a position's byte is now; it holds until more is added. */
  find(position: number): { readonly bytes: Buffer; readonly at: number } {
    return { bytes: this.#bytes, at: position - this.#base };
  }

  /** At least half of the buffer is free afterwards, so each byte is moved once or twice. */
  #makeRoom(size: number): void {
    const [from, to] = [this.#oldest - this.#base, this.#end - this.#base];
    const wanted = to - from + size;
    const room = 2 * wanted <= this.#bytes.length ? this.#bytes : Buffer.allocUnsafeSlow(Math.max(FIRST_SIZE, 2 * wanted));
    this.#bytes.copy(room, 0, from, to);
    this.#bytes = room;
    this.#base = this.#oldest;
  }
}
