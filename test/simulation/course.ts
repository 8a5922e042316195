/** One seed while it is played: its time, what is to come, what struck it, and what was told of it. */
import type { Log } from "../../src/ports/log.ts";
import type { Draw } from "./draw.ts";
import { happeningsOf, type Happening } from "./happening.ts";
import { Hub } from "./hub/hub.ts";
import { Timeline } from "./timeline.ts";

const START = Date.parse("2026-11-20T08:15:00.000Z");

export class Course {
  readonly draw: Draw;
  readonly timeline = new Timeline(START);
  readonly hub: Hub;
  readonly happened: Set<Happening>;
  readonly errors: string[] = [];
  readonly refused: string[] = [];
  /** Until then neither door nor worker is there (milliseconds). */
  closedUntil = 0;
  readonly #trace: ((line: string) => void) | undefined;
  #pending = 0;

  constructor(draw: Draw, trace: ((line: string) => void) | undefined) {
    this.draw = draw;
    this.hub = new Hub(() => this.timeline.now(), draw.listLag * 1000);
    this.happened = new Set(happeningsOf(draw));
    this.#trace = trace;
  }

  /** Simulated seconds since the beginning. */
  get seconds(): number { return (this.timeline.now() - START) / 1000; }

  /** Whether something is still to come that somebody has put off. */
  get waits(): boolean { return this.#pending > 0; }

  /** The moment so many seconds after the beginning, in milliseconds. */
  momentAt(seconds: number): number { return START + seconds * 1000; }

  note(who: string, what: string): void { this.#trace?.(`${this.seconds.toFixed(3).padStart(10)} ${who.padEnd(10)} ${what}`); }

  later(seconds: number, act: () => void): void {
    this.#pending += 1;
    this.timeline.after(seconds * 1000, () => {
      this.#pending -= 1;
      this.timeline.stir();
      act();
    });
  }

  /** What a process logs; its errors are kept. */
  logOf(name: string): Log {
    const say = (fields: Readonly<Record<string, unknown>>, message: string): void => { if (this.#trace !== undefined) this.note(name, `  · ${message} ${JSON.stringify({ ...fields, error: messageOf(fields["error"]) })}`.slice(0, 400)); };
    return { debug() {}, info: say, warn: say, error: (fields, message) => { this.errors.push(`${message}: ${messageOf(fields["error"]) ?? ""}`); say(fields, message); } };
  }
}

function messageOf(error: unknown): string | undefined {
  return error === undefined ? undefined : error instanceof Error ? error.message : String(error);
}
