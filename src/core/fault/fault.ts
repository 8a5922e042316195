/**
 * A fault is a known way in which the world disappoints us: GitHub answers 404, a log is truncated, a configuration has a
 * mistake. Each has one entry in the catalogue; a bug has none and is thrown as it is.
 * Expected results (verdicts, refusals, outcomes) are values, never faults.
 */
import { catalogue, type FaultCode } from "./catalogue.ts";
import type { Audience, FaultEntry, Retry } from "./fault-entry.ts";

export interface FaultDetails {
  /** Which one, where: shown after the message. */
  readonly detail?: string;
  readonly cause?: unknown;
  readonly retryAfterSeconds?: number;
}

export class Fault extends Error {
  readonly code: FaultCode;
  readonly audience: Audience;
  readonly retry: Retry;
  readonly remedy: string;
  readonly detail: string | null;
  readonly retryAfterSeconds: number | null;

  constructor(code: FaultCode, details: FaultDetails = {}) {
    const entry: FaultEntry = catalogue[code];
    super(details.detail === undefined ? entry.message : `${entry.message}: ${details.detail}`, { cause: details.cause });
    this.name = "Fault";
    this.code = code;
    this.audience = entry.audience;
    this.retry = entry.retry;
    this.remedy = entry.remedy;
    this.detail = details.detail ?? null;
    this.retryAfterSeconds = details.retryAfterSeconds ?? null;
  }
}
