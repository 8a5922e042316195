import type { Timestamp } from "../core/identity/timestamp.ts";

/** Time and randomness, as arguments: what decides is given both, so that it can be replayed. */
export interface Clock {
  now(): Timestamp;
  /** Resolves after so many seconds, or when the signal aborts. */
  sleep(seconds: number, signal?: AbortSignal): Promise<void>;
}

export interface Randomness {
  /** `length` characters of a-z and 0-9. */
  suffix(length: number): string;
  /** `bytes` random bytes as hexadecimal. */
  hex(bytes: number): string;
}
