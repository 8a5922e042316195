/** The end is cut when it is so many times too long: the less it holds, the less survives each collection of garbage. */
const SLACK = 1.25;

/**
 * A list that keeps its beginning and its end, however long it grows: the middle goes. The end is kept short, so that what passes
 * through it is garbage while it is young, and the heap does not grow with the log.
 */
export class BothEnds<Item> {
  readonly #first: number;
  readonly #last: number;
  readonly #head: Item[] = [];
  #tail: Item[] = [];
  #dropped = 0;

  /** Keeps the first `first` items, and of the others at least the last `last`. */
  constructor({ first, last }: { readonly first: number; readonly last: number }) {
    this.#first = first;
    this.#last = last;
  }

  push(item: Item): void {
    if (this.#head.length < this.#first) {
      this.#head.push(item);
      return;
    }
    this.#tail.push(item);
    if (this.#tail.length <= SLACK * this.#last) return;
    const kept = this.#tail.slice(-this.#last);
    this.#dropped += this.#tail.length - kept.length;
    this.#tail = kept;
  }

  get dropped(): number {
    return this.#dropped;
  }

  /** All that was kept, in order. */
  toArray(): readonly Item[] {
    return [...this.#head, ...this.#tail];
  }
}
