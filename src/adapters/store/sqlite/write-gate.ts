/**
 * SQLite lets one connection write at a time, and whoever comes second sleeps for a millisecond or more: on the main thread that would stop the event loop.
 * So the two connections of this process agree through shared memory who writes. The main thread waits without blocking, and goes first; the appending thread
 * sleeps until it is woken. (Against other processes SQLite's own lock and `busy_timeout` stand as before.)
 */
const INSIDE = 0;
const MAIN_WAITS = 1;
const WORDS = 2;

const NOBODY = 0;
const MAIN = 1;
const THREAD = 2;

/** In milliseconds: a wake that got lost costs no more than this. */
const LOOK_AGAIN = 50;
/** In milliseconds: so long the thread lets the main thread, which may be busy otherwise, go first. */
const COURTESY = 5;

export type GateMemory = SharedArrayBuffer;

/** Memory that both sides are made over. */
export function gateMemory(): GateMemory {
  return new SharedArrayBuffer(WORDS * Int32Array.BYTES_PER_ELEMENT);
}

/** The main thread's side. */
export class MainGate {
  readonly #words: Int32Array<SharedArrayBuffer>;

  constructor(memory: GateMemory) {
    this.#words = new Int32Array(memory);
  }

  /** Null: inside. Else what to wait for before it is tried again. */
  enter(): Promise<unknown> | null {
    if (this.#taken()) return null;
    Atomics.store(this.#words, MAIN_WAITS, 1);
    if (this.#taken()) return null;
    const left = Atomics.waitAsync(this.#words, INSIDE, THREAD, LOOK_AGAIN);
    return left.async ? left.value : Promise.resolve();
  }

  leave(): void {
    Atomics.store(this.#words, INSIDE, NOBODY);
    Atomics.notify(this.#words, INSIDE);
  }

  /** The thread has ended, wherever it was. */
  forgetThread(): void {
    if (Atomics.compareExchange(this.#words, INSIDE, THREAD, NOBODY) === THREAD) Atomics.notify(this.#words, INSIDE);
  }

  #taken(): boolean {
    if (Atomics.compareExchange(this.#words, INSIDE, NOBODY, MAIN) !== NOBODY) return false;
    if (Atomics.exchange(this.#words, MAIN_WAITS, 0) === 1) Atomics.notify(this.#words, MAIN_WAITS);
    return true;
  }
}

/** The appending thread's side; it blocks. */
export class ThreadGate {
  readonly #words: Int32Array<SharedArrayBuffer>;

  constructor(memory: GateMemory) {
    this.#words = new Int32Array(memory);
  }

  enter(): null {
    Atomics.wait(this.#words, MAIN_WAITS, 1, COURTESY);
    while (Atomics.compareExchange(this.#words, INSIDE, NOBODY, THREAD) !== NOBODY) Atomics.wait(this.#words, INSIDE, MAIN, LOOK_AGAIN);
    return null;
  }

  leave(): void {
    Atomics.store(this.#words, INSIDE, NOBODY);
    Atomics.notify(this.#words, INSIDE);
  }
}

/** `enter` gives null when the gate was passed, else what to wait for before it is tried again. */
export interface Gate {
  enter(): Promise<unknown> | null;
  leave(): void;
}
