/** Group commit: what is asked for while commits run shares the next one, so that one sync of the disk serves many. */

interface Waiting<Item, Result> { readonly items: readonly Item[]; resolve(results: readonly Result[]): void; reject(error: unknown): void }

/** Of one commit: keeps the pause of the others short, and the memory bounded. */
const MOST_ASKED = 256;

export class GroupCommit<Item, Result> {
  readonly #commit: (items: readonly Item[]) => Promise<readonly Result[]>;
  readonly #most: number;
  #waiting: Waiting<Item, Result>[] = [];
  #running = 0;
  #whenDrained: (() => void)[] = [];

  /** `commit` gives a result for each item, in order. `most`: how many commits are asked for at a time; with two, the next group lies ready when one ends. */
  constructor(commit: (items: readonly Item[]) => Promise<readonly Result[]>, most: number) {
    this.#commit = commit;
    this.#most = most;
  }

  /** Resolves when all of them are on the disk; they are of one group. */
  add(items: readonly Item[]): Promise<readonly Result[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ items, resolve, reject });
      // What arrives in the same turn of the event loop goes together.
      if (this.#waiting.length === 1 && this.#running < this.#most) setImmediate(() => this.#next());
    });
  }

  /** Resolves when nothing is waiting and nothing runs. */
  async drained(): Promise<void> {
    if (this.#waiting.length + this.#running > 0) await new Promise<void>((resolve) => { this.#whenDrained.push(resolve); });
  }

  #next(): void {
    if (this.#waiting.length > 0 && this.#running < this.#most) void this.#run(this.#waiting.splice(0, MOST_ASKED));
  }

  async #run(group: readonly Waiting<Item, Result>[]): Promise<void> {
    this.#running += 1;
    try {
      const results = await this.#commit(group.flatMap(({ items }) => items));
      let next = 0;
      for (const { items, resolve } of group) resolve(results.slice(next, next += items.length));
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
    this.#running -= 1;
    this.#next();
    if (this.#waiting.length + this.#running === 0) for (const resolve of this.#whenDrained.splice(0)) resolve();
  }
}
