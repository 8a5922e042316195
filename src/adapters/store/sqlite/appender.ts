/** The main thread's side of the appending thread: hands groups of deliveries over, bodies without copying, and starts the thread again when it has died. */
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { Fault } from "../../../core/fault/fault.ts";
import type { Delivery } from "../../../ports/store/inbox.ts";
import type { Outcome } from "../inbox/append.ts";
import { MainGate, type GateMemory } from "./write-gate.ts";

export interface ThreadData { readonly path: string; readonly gate: GateMemory }

/** What goes to the thread, and what comes back under the same number. */
export interface Group { readonly number: number; readonly deliveries: readonly Delivery[] }
export type Answer = { readonly number: number; readonly outcomes: readonly Outcome[] } | { readonly number: number; readonly fault: string };

interface Waiting { resolve(outcomes: readonly Outcome[]): void; reject(error: unknown): void }

/** Beside this file, whether it runs from source or from the bundle (rolldown.config.mjs names it). */
const program = new URL(`./appender-thread${import.meta.url.endsWith(".ts") ? ".ts" : ".mjs"}`, import.meta.url);

/** Bodies live for one commit: with room for several groups they are gone before anybody has to look for the living among them. */
const YOUNG_MEGABYTES = 64;

export class Appender {
  readonly #data: ThreadData;
  #thread: Worker | null = null;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  constructor(data: ThreadData) {
    this.#data = data;
  }

  /** One transaction, durable when it resolves. Fault `store-unavailable` when it could not be stored, or the thread died before it said so. */
  append(deliveries: readonly Delivery[]): Promise<readonly Outcome[]> {
    const thread = this.#thread ?? this.#start();
    const number = (this.#last += 1);
    const handed = handOver(deliveries);
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      // The process lives on while something is being stored, and not because of a thread that rests.
      thread.ref();
      thread.postMessage({ number, deliveries: handed } satisfies Group, handed.map(({ body }) => body.buffer));
    });
  }

  /** What was asked for is stored first. */
  async close(): Promise<void> {
    const thread = this.#thread;
    if (thread === null) return;
    const ended = once(thread, "exit");
    thread.ref();
    thread.postMessage("close");
    await ended;
  }

  /** Ends the thread wherever it is. */
  async kill(): Promise<void> {
    await this.#thread?.terminate();
  }

  #start(): Worker {
    const thread = new Worker(program, { workerData: this.#data, name: "inbox", resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES } });
    let cause: unknown;
    thread.on("message", (answer: Answer) => this.#answered(answer));
    thread.on("error", (error) => { cause = error; });
    thread.on("exit", () => this.#ended(thread, cause));
    this.#thread = thread;
    return thread;
  }

  #answered(answer: Answer): void {
    const waiting = this.#waiting.get(answer.number);
    this.#waiting.delete(answer.number);
    if (this.#waiting.size === 0) this.#thread?.unref();
    if ("outcomes" in answer) waiting?.resolve(answer.outcomes);
    else waiting?.reject(new Fault("store-unavailable", { detail: answer.fault }));
  }

  #ended(thread: Worker, cause: unknown): void {
    if (this.#thread === thread) this.#thread = null;
    new MainGate(this.#data.gate).forgetThread();
    const lost = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of lost) reject(new Fault("store-unavailable", { detail: "the thread that stores deliveries ended", cause }));
  }
}

type HandedOver = Delivery & { readonly body: Uint8Array<ArrayBuffer> };

/** A body that is all of its memory goes as it is, and is empty here afterwards; a part of something larger (Node's small buffers) is copied out of it. */
function handOver(deliveries: readonly Delivery[]): readonly HandedOver[] {
  const handed = new Set<ArrayBufferLike>();
  return deliveries.map((delivery) => {
    const { buffer, byteLength } = delivery.body;
    if (buffer instanceof ArrayBuffer && buffer.detached) throw new TypeError(`the body of ${delivery.guid} was handed over before`);
    const whole = buffer instanceof ArrayBuffer && buffer.byteLength === byteLength && !handed.has(buffer);
    handed.add(buffer);
    return { ...delivery, body: whole ? new Uint8Array(buffer) : new Uint8Array(delivery.body) };
  });
}
