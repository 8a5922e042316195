/** The machine's clock, which may be set, and each process's own view of it: the one that Regreen's steady clock gives. */
import { steadyTime } from "../../src/adapters/clock/steady-clock.ts";
import type { Timeline } from "./timeline.ts";

export class SimulatedClock {
  readonly #timeline: Timeline;
  #ahead = 0;

  constructor(timeline: Timeline) { this.#timeline = timeline; }

  set(seconds: number): void { this.#ahead += seconds * 1000; }

  /** Milliseconds since 1970, as a process that starts now reads them from then on. Of several workers each follows the database's clock, which nobody sets. */
  ofProcess({ isSteady, workers }: { readonly isSteady: boolean; readonly workers: number }): () => number {
    if (isSteady && workers > 1) return () => this.#timeline.now();
    const wall = (): number => this.#timeline.now() + this.#ahead;
    return isSteady ? steadyTime({ wall, monotonic: () => this.#timeline.now() }) : wall;
  }
}
