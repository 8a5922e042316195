/** Group commit: what arrives while the last commit runs shares the next one, so that one sync of the disk serves many senders. */
import type { Delivery, Inbox } from "../../ports/store.ts";

type Outcome = "stored" | "duplicate";

interface Waiting { readonly delivery: Delivery; resolve(outcome: Outcome): void; reject(error: unknown): void }

/** Of one commit: keeps the pause of the others short, and the memory bounded. */
const MOST_DELIVERIES = 500;

export class GroupCommit {
  readonly #inbox: Pick<Inbox, "append">;
  #waiting: Waiting[] = [];
  #running = false;

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

  /** After the sockets that are readable in this turn of the event loop have been read. */
  #next(): void {
    this.#running = this.#waiting.length > 0;
    if (this.#running) setImmediate(() => void this.#commit());
  }

  async #commit(): Promise<void> {
    const group = this.#waiting.splice(0, MOST_DELIVERIES);
    try {
      const outcomes = await this.#inbox.append(group.map(({ delivery }) => delivery));
      for (const [index, waiting] of group.entries()) waiting.resolve(outcomes[index] ?? "duplicate");
    } catch (error) {
      for (const waiting of group) waiting.reject(error);
    }
    this.#next();
  }
}
