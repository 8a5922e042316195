/** The machine's clock, which may be set, and a process's view of it. */
import type { Timeline } from "./timeline.ts";

export class SimulatedClock {
  readonly #timeline: Timeline;
  #ahead = 0;

  constructor(timeline: Timeline) { this.#timeline = timeline; }

  set(seconds: number): void { this.#ahead += seconds * 1000; }

  /** Milliseconds since 1970, as a process that starts now reads them from then on. */
  ofProcess(): () => number {
    return () => this.#timeline.now() + this.#ahead;
  }
}
