/** What every loop of the worker is given: the ports, who it is, and the pulses by which the loops wake each other. */
import { after, type Timestamp } from "../core/identity/timestamp.ts";
import { disposition, dispositionOfReading, type Disposition } from "../core/fault/disposition.ts";
import type { Step } from "../core/repair/repair.ts";
import type { Clock, Randomness } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { Telemetry } from "../ports/telemetry.ts";
import type { Notary } from "../ports/notary.ts";
import type { ClaimRequest } from "../ports/store/claim.ts";
import type { Store } from "../ports/store/store.ts";
import type { StageTiming } from "./stages.ts";
import type { Pulse } from "./pulse.ts";

export interface Pulses {
  readonly deliveries: Pulse;
  readonly repairs: Pulse;
  readonly effects: Pulse;
  readonly crawls: Pulse;
  readonly requests: Pulse;
}

export interface WorkerContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly log: Log;
  readonly pulses: Pulses;
  /** Names this worker in its leases. */
  readonly holder: string;
  readonly leaseSeconds: number;
  /** How long GitHub may take to list a run that it was asked to start. */
  readonly listedSeconds: number;
  /** The steps of repairs that this worker takes. */
  readonly takes: readonly Step[];
  /** Null: nothing is signed. */
  readonly notary: Notary | null;
  /** Null: nobody is told what a step is at. */
  readonly stages: StageTiming | null;
  /** Null: nobody is told. */
  readonly telemetry: Telemetry | null;
}

export function claimRequest({ holder, clock, leaseSeconds }: WorkerContext, most: number): ClaimRequest {
  return { holder, now: clock.now(), seconds: leaseSeconds, most };
}

/** What to do after a throw, with jitter from the worker's source of randomness. */
export function judge(thrown: unknown, attempts: number, context: WorkerContext): Disposition {
  return disposition(thrown, { attempts, jitter: jitterOf(context) });
}

/** The same of what only reads. */
export function judgeReading(thrown: unknown, attempts: number, context: WorkerContext): Disposition {
  return dispositionOfReading(thrown, { attempts, jitter: jitterOf(context) });
}

function jitterOf({ randomness }: WorkerContext): number {
  return Number.parseInt(randomness.hex(2), 16) / 0xffff;
}

export function dueIn(seconds: number, { clock }: WorkerContext): Timestamp {
  return after(clock.now(), seconds);
}
