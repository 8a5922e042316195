/**
 * Turns one crank: claims what is due, up to the free slots, handles each by itself, and pauses when there is nothing.
 * Pauses are short after work (50 ms) and grow to a second; a pulse ends them at once. It stops by the signal, after the work in flight.
 */
import type { Log } from "../ports/log.ts";
import type { Pulse } from "./pulse.ts";

export interface Crank<Item> {
  readonly name: string;
  /** How many are handled at a time. */
  readonly slots: number;
  claim(most: number): Promise<readonly Item[]>;
  /** Handles one, and settles or postpones it; what it throws is logged, and the lease runs out. */
  handle(item: Item): Promise<void>;
}

export interface CrankContext {
  readonly pulse: Pulse;
  readonly log: Log;
  readonly signal: AbortSignal;
}

const SHORTEST_PAUSE_SECONDS = 0.05;
const LONGEST_PAUSE_SECONDS = 1;

/** Resolves when the signal has aborted and nothing is in flight any more. */
export async function turn<Item>(crank: Crank<Item>, context: CrankContext): Promise<void> {
  const running = new Set<Promise<void>>();
  let pause = SHORTEST_PAUSE_SECONDS;
  while (!context.signal.aborted) {
    const free = crank.slots - running.size;
    const items = free > 0 ? await claimed(crank, free, context.log) : [];
    for (const item of items) start(item, { crank, context, running });
    pause = items.length > 0 ? SHORTEST_PAUSE_SECONDS : Math.min(LONGEST_PAUSE_SECONDS, pause * 2);
    await context.pulse.wait(pause, context.signal);
  }
  await Promise.all(running);
}

async function claimed<Item>(crank: Crank<Item>, most: number, log: Log): Promise<readonly Item[]> {
  try {
    return await crank.claim(most);
  } catch (thrown) {
    log.warn({ crank: crank.name, error: thrown }, "claiming failed; trying again");
    return [];
  }
}

function start<Item>(item: Item, { crank, context, running }: { readonly crank: Crank<Item>; readonly context: CrankContext; readonly running: Set<Promise<void>> }): void {
  const task = crank.handle(item)
    .catch((thrown: unknown) => { context.log.error({ crank: crank.name, error: thrown }, "not settled; its lease will run out"); })
    .finally(() => {
      running.delete(task);
      context.pulse.beat();
    });
  running.add(task);
}
