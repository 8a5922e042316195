/** One worker process: everything that it does outside itself is a call, and at each call it may be slow, fail, stand still, or die. */
import { timestamp } from "../../src/core/identity/timestamp.ts";
import { Fault } from "../../src/core/fault/fault.ts";
import type { Clock } from "../../src/ports/clock.ts";
import type { Act } from "./act.ts";
import { HttpTrouble } from "./hub/http-trouble.ts";
import type { Chance } from "./random.ts";
import type { Timeline } from "./timeline.ts";

/** `beside`: chats, folders and logs of the operator's. */
export type Port = "store" | "github" | "beside";

export interface Call { readonly port: Port; readonly name: string; readonly writes: boolean; readonly quiet: boolean }

/** What all processes share. */
export interface Surroundings {
  readonly timeline: Timeline;
  readonly chance: Chance;
  /** What strikes this call; it is counted by asking. */
  strike(call: Call): readonly Act[];
  /** It did strike. */
  struck(act: Act): void;
  readonly trouble: { databaseGoneUntil: number; diskFullUntil: number };
  died(process: SimulatedProcess, restartSeconds: number): void;
  /** Every process dies, this one among them. */
  outage(seconds: number): void;
  clockSet(seconds: number): void;
  /** GitHub refuses this operation for good. */
  refused(operation: string): void;
  readonly trace: (process: string, what: string) => void;
}

/** A promise of its own for each who waits: one for all would hold on to all of them. */
const forever = (): Promise<never> => new Promise<never>(() => undefined);

export class SimulatedProcess {
  readonly name: string;
  readonly clock: Clock;
  readonly #around: Surroundings;
  readonly #now: () => number;
  #alive = true;
  #standsUntil = 0;
  readonly #waitingForGitHub: Act[] = [];

  constructor(name: string, around: Surroundings, now: () => number) {
    this.name = name;
    this.#around = around;
    this.#now = now;
    this.clock = { now: () => timestamp(Math.floor(now())), sleep: (seconds, signal) => this.#sleep(seconds, signal) };
  }

  get alive(): boolean { return this.#alive; }

  /** Milliseconds by which its clock is ahead of the time that really passed. */
  ahead(): number { return this.#now() - this.#around.timeline.now(); }

  die(): void { this.#alive = false; }

  async call<T>(call: Call, work: () => T | Promise<T>): Promise<T> {
    if (!this.#alive) return forever();
    const { timeline, trace } = this.#around;
    const acts = this.#actsOn(call);
    if (!this.#alive) return forever();
    const kill = acts.find((act) => act.kind === "kill");
    if (kill?.when === "before") return this.#die(call, kill);
    await this.#travel(call, acts, "there");
    trace(this.name, `${call.port} ${call.name}`);
    const refusal = this.#refusalBefore(call, acts);
    const outcome = refusal === null ? await this.#carriedOut(call, acts, work) : { refusal };
    if (kill?.when === "after") return this.#die(call, kill);
    for (const act of acts) if (act.kind === "pause") this.#standsUntil = timeline.now() + act.seconds * 1000;
    if (call.port === "github") await this.#travel(call, acts, "back");
    else await this.#arrived();
    if ("refusal" in outcome) {
      trace(this.name, `  ${call.name} fails: ${outcome.refusal instanceof Error ? outcome.refusal.message : String(outcome.refusal)}`);
      throw outcome.refusal;
    }
    return outcome.result;
  }

  #actsOn(call: Call): readonly Act[] {
    const { trace, strike, struck } = this.#around;
    for (const act of strike(call)) {
      trace(this.name, `! ${JSON.stringify(act)}`);
      if (this.#strikesAll(act)) struck(act);
      else this.#waitingForGitHub.push(act);
    }
    const mine = this.#waitingForGitHub.filter((act) => isFor(act, call.port, call.name));
    for (const act of mine) {
      this.#waitingForGitHub.splice(this.#waitingForGitHub.indexOf(act), 1);
      struck(act);
    }
    return mine;
  }

  /** Whether it is of the world around, and begins at once; all else waits for a call that it can strike. */
  #strikesAll(act: Act): boolean {
    const { timeline, trouble, clockSet, outage } = this.#around;
    if (act.kind === "database-gone" && act.how === "refused") trouble.databaseGoneUntil = timeline.now() + act.seconds * 1000;
    else if (act.kind === "disk-full") trouble.diskFullUntil = timeline.now() + act.seconds * 1000;
    else if (act.kind === "clock-set") clockSet(act.seconds);
    else if (act.kind === "outage") outage(act.seconds);
    else return false;
    return true;
  }

  #refusalBefore({ port, name, writes }: Call, acts: readonly Act[]): unknown {
    const { timeline, trouble, refused } = this.#around;
    if (port === "store") {
      if (timeline.now() < trouble.databaseGoneUntil) return new Fault("store-unavailable", { detail: "no connection" });
      return writes && timeline.now() < trouble.diskFullUntil ? new Fault("store-unavailable", { detail: "SQLITE_FULL" }) : null;
    }
    const struck = acts.find((act) => act.kind === "github" && act.when === "before");
    if (struck?.kind !== "github") return null;
    if (struck.status === 422) refused(name);
    return new HttpTrouble(struck.status, struck.message, struck.headers);
  }

  async #carriedOut<T>({ port, writes, quiet }: Call, acts: readonly Act[], work: () => T | Promise<T>): Promise<{ readonly result: T } | { readonly refusal: unknown }> {
    const { timeline, trouble } = this.#around;
    try {
      const result = await timeline.native(async () => work());
      if (writes && !quiet && port === "store") timeline.stir();
      const gone = acts.find((act) => act.kind === "database-gone");
      if (gone?.kind === "database-gone") {
        trouble.databaseGoneUntil = timeline.now() + gone.seconds * 1000;
        return { refusal: new Fault("store-unavailable", { detail: "the connection broke before the answer came" }) };
      }
      const struck = acts.find((act) => act.kind === "github");
      return struck?.kind === "github" ? { refusal: new HttpTrouble(struck.status, struck.message, struck.headers) } : { result };
    } catch (refusal) {
      return { refusal };
    }
  }

  #die({ name }: Call, { restartSeconds, when }: Extract<Act, { kind: "kill" }>): Promise<never> {
    this.#around.trace(this.name, `killed ${when} ${name}`);
    this.die();
    this.#around.died(this, restartSeconds);
    return forever();
  }

  /** What is on its way arrives, whatever becomes of the process; only a living process sees the answer. */
  #travel({ port }: Call, acts: readonly Act[], way: "there" | "back"): Promise<void> {
    const { timeline, chance } = this.#around;
    const slow = acts.reduce((sum, act) => sum + (act.kind === "github-slow" ? act.seconds * 500 : 0), 0);
    const usual = port === "github" ? chance.number(10, 100) : chance.number(0, 1);
    return new Promise((resolve) => { timeline.after(usual + slow, way === "there" ? resolve : () => this.#resume(resolve)); });
  }

  /** The database is near: its answer is there at once, for a process that still lives and does not stand still. */
  #arrived(): Promise<void> | undefined {
    if (this.#alive && this.#standsUntil <= this.#around.timeline.now()) return undefined;
    return new Promise((resolve) => { this.#resume(resolve); });
  }

  #sleep(seconds: number, signal?: AbortSignal): Promise<void> {
    const { timeline } = this.#around;
    return new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      const awake = (): void => { signal?.removeEventListener("abort", stop); resolve(); };
      // The pauses of idle loops are a second at most: they look again when there is something to see.
      const waiting = seconds <= 1 ? timeline.idle(seconds * 1000, () => this.#resume(awake)) : timeline.after(seconds * 1000, () => this.#resume(awake));
      const stop = (): void => { waiting.cancel(); resolve(); };
      signal?.addEventListener("abort", stop, { once: true });
    });
  }

  #resume(then: () => void): void {
    if (!this.#alive) return;
    const { timeline } = this.#around;
    const left = this.#standsUntil - timeline.now();
    if (left > 0) timeline.after(left, () => this.#resume(then));
    else then();
  }
}

/** A lease that is asked about right before a write: a process does not stand still between the answer and the request for longer than the lease holds. */
function isFor(act: Act, port: Port, name: string): boolean {
  switch (act.kind) {
    case "github":
    case "github-slow": return port === "github";
    case "database-gone": return port === "store";
    case "pause": return !name.endsWith("renew") && !name.endsWith("takeRoom");
    default: return true;
  }
}
