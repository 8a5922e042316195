/**
 * Group commit: what arrives while the last commit runs shares the next one, so that one sync of the disk serves many senders. Senders that came
 * together lately are waited for a moment: else the first of them would start a sync alone, and the rest would have to wait for it.
 */
import type { Delivery, Inbox } from "../../ports/store.ts";

type Outcome = "stored" | "duplicate";

interface Waiting { readonly delivery: Delivery; resolve(outcome: Outcome): void; reject(error: unknown): void }

/** Of one commit: keeps the pause of the others short, and the memory bounded. */
const MOST_DELIVERIES = 500;
/** About the time of a sync (fdatasync takes 0.1 to 0.2 ms): waiting longer costs more than it saves. */
const PATIENCE_MILLISECONDS = 0.3;

export class GroupCommit {
  readonly #inbox: Pick<Inbox, "append">;
  #waiting: Waiting[] = [];
  #running = false;
  /** Sizes of the last two groups. */
  #last: readonly [number, number] = [0, 0];

  constructor(inbox: Pick<Inbox, "append">) {
    this.#inbox = inbox;
  }

  /** Resolves when the delivery is on the disk. */
  append(delivery: Delivery): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ delivery, resolve, reject });
      if (!this.#running) this.#next();
    });
  }

  #next(): void {
    this.#running = this.#waiting.length > 0;
    if (this.#running) setImmediate(() => this.#gather(performance.now()));
  }

  /** Each turn of the event loop reads the sockets that have become readable. */
  #gather(since: number): void {
    const whole = this.#waiting.length >= Math.max(...this.#last);
    if (whole || performance.now() - since > PATIENCE_MILLISECONDS) void this.#commit();
    else setImmediate(() => this.#gather(since));
  }

  async #commit(): Promise<void> {
    const group = this.#waiting.splice(0, MOST_DELIVERIES);
    this.#last = [group.length, this.#last[0]];
    try {
      const outcomes = await this.#inbox.append(group.map(({ delivery }) => delivery));
      for (const [index, waiting] of group.entries()) waiting.resolve(outcomes[index] ?? "duplicate");
    } catch (error) {
      for (const waiting of group) waiting.reject(error);
    }
    this.#next();
  }
}
