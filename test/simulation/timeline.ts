/**
 * Time that passes only when nothing else is left to do: the next thing that was asked for happens at once, in an order that the seed alone decides.
 * Work that really takes turns of Node's event loop (SQLite's queue, a grammar that is loaded) is waited for before time moves.
 */

interface Appointment { readonly at: number; readonly order: number; readonly run: () => void; cancelled: boolean }

/** A loop that pauses because it found nothing to do. It need not look again before something has changed, or falls due. */
interface Idler { readonly at: number; readonly stirred: number; readonly wake: () => void }

export interface Cancellable { cancel(): void }

export interface Ending {
  /** Asked after each change; true ends the run. */
  readonly over: () => boolean;
  /** The next moment at which something in the store falls due, in milliseconds; Infinity when nothing will. */
  readonly nextDue: () => number;
  /** Milliseconds; the run ends there at the latest. */
  readonly deadline: number;
}

export class Timeline {
  #now: number;
  #order = 0;
  #busy = 0;
  #stirred = 0;
  readonly #appointments: Appointment[] = [];
  readonly #idlers = new Set<Idler>();

  constructor(start: number) { this.#now = start; }

  now(): number { return this.#now; }

  after(milliseconds: number, run: () => void): Cancellable {
    const appointment: Appointment = { at: this.#now + Math.max(0, milliseconds), order: this.#order++, run, cancelled: false };
    let place = this.#appointments.length;
    while (place > 0 && (this.#appointments[place - 1]?.at ?? 0) > appointment.at) place -= 1;
    this.#appointments.splice(place, 0, appointment);
    return { cancel() { appointment.cancelled = true; } };
  }

  /** Like `after`, but later where nothing has changed meanwhile. */
  idle(milliseconds: number, run: () => void): Cancellable {
    const idler: Idler = { at: this.#now + milliseconds, stirred: this.#stirred, wake: run };
    this.#idlers.add(idler);
    return { cancel: () => { this.#idlers.delete(idler); } };
  }

  /** Something changed that idle loops would find. */
  stir(): void { this.#stirred += 1; }

  async native<T>(work: () => Promise<T>): Promise<T> {
    this.#busy += 1;
    try {
      return await work();
    } finally {
      this.#busy -= 1;
    }
  }

  /** False: the deadline came first. */
  async run({ over, nextDue, deadline }: Ending): Promise<boolean> {
    let judged = -1;
    for (;;) {
      do await new Promise((resolve) => { setImmediate(resolve); }); while (this.#busy > 0);
      if (judged !== this.#stirred) {
        judged = this.#stirred;
        if (over()) return true;
      }
      const run = this.#next(nextDue);
      if (run === null || this.#now > deadline) return over();
      run();
    }
  }

  #next(nextDue: () => number): (() => void) | null {
    while (this.#appointments[0]?.cancelled === true) this.#appointments.shift();
    const first = this.#appointments[0];
    const idler = this.#firstIdler(nextDue);
    if (idler !== null && (first === undefined || idler.at <= first.at)) {
      this.#idlers.delete(idler.idler);
      this.#now = Math.max(this.#now, idler.at);
      return idler.idler.wake;
    }
    if (first === undefined) return null;
    this.#appointments.shift();
    this.#now = first.at;
    return first.run;
  }

  #firstIdler(nextDue: () => number): { readonly idler: Idler; readonly at: number } | null {
    let found: { readonly idler: Idler; readonly at: number } | null = null;
    let due: number | null = null;
    for (const idler of this.#idlers) {
      if (idler.stirred === this.#stirred) due ??= nextDue();
      const at = idler.stirred === this.#stirred ? Math.max(idler.at, due ?? 0) : idler.at;
      if (at < Infinity && (found === null || at < found.at)) found = { idler, at };
    }
    return found;
  }
}
