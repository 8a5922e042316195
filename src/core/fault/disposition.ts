/**
 * What to do after something was thrown: try again later, or stop for good. Known faults say so themselves; a bug is tried a few times
 * (the world may have been odd) and then set aside, so that one poisoned item never holds up the others.
 */
import { Fault } from "./fault.ts";
import type { FaultCode } from "./catalogue.ts";

export type Disposition =
  | { readonly kind: "retry"; readonly seconds: number; readonly reason: string }
  | { readonly kind: "stop"; readonly code: FaultCode | "bug"; readonly reason: string };

export interface Trial {
  /** How often it has been tried, this time included. */
  readonly attempts: number;
  /** From 0 to 1, from the caller's source of randomness: spreads those that failed together. */
  readonly jitter: number;
}

/** A bug, or a fault that may pass, is tried this often. */
const MOST_ATTEMPTS = 8;
const LONGEST_PAUSE_SECONDS = 300;
/** The whole world is away: only time helps, so attempts are not counted. */
const outages: ReadonlySet<string> = new Set(["github-rate-limited", "github-unavailable", "store-unavailable"] satisfies FaultCode[]);

/** Of what only reads: GitHub's word that a question is invalid (422) may be a passing confusion of its own, and is tried as often as a bug is. */
export function dispositionOfReading(thrown: unknown, trial: Trial): Disposition {
  const found = disposition(thrown, trial);
  return found.kind === "stop" && found.code === "github-invalid" && trial.attempts < MOST_ATTEMPTS ? { kind: "retry", seconds: pause(thrown, trial), reason: found.reason } : found;
}

/** Pauses double from one second to five minutes, each between half and all of it; a wait that was asked for is kept in full. */
export function disposition(thrown: unknown, { attempts, jitter }: Trial): Disposition {
  const code = thrown instanceof Fault ? thrown.code : "bug";
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  if (thrown instanceof Fault && thrown.retry === "never") return { kind: "stop", code, reason };
  if (!outages.has(code) && attempts >= MOST_ATTEMPTS) return { kind: "stop", code, reason };
  return { kind: "retry", seconds: pause(thrown, { attempts, jitter }), reason };
}

function pause(thrown: unknown, { attempts, jitter }: Trial): number {
  const backOff = Math.min(LONGEST_PAUSE_SECONDS, 2 ** Math.max(0, attempts - 1));
  const asked = thrown instanceof Fault ? thrown.retryAfterSeconds : null;
  return asked === null ? backOff * (0.5 + jitter / 2) : asked + jitter * Math.max(0.1, asked / 10);
}
